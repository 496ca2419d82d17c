"""Styles of themes as attributes of an SVG: pens, hatches for black and white, symbols."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gis.export.paper.svg_paths import units

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.territory import Style

MM_PER_PIXEL = 0.5 * 25.4 / 72
"""Width on paper of a line of one pixel on screen: half a point."""
HATCH_MM = 1.6
"""Distance between the lines of a hatch."""
HATCH_LINE_MM, DOT_MM = 0.13, 0.2
THINNEST_MM = 0.1
SYMBOL_MM = 1.05
WHITE_SHARE = 0.6
"""Share of white in a colour outside the commune."""
_SHORT = 3
_ANGLES = {"diagonal": -45, "back_diagonal": 45, "cross": -45, "horizontal": 0, "vertical": 90}


def pen(style: Style) -> str:
    """Return the attributes of a line in a style."""
    width = max(style.weight * MM_PER_PIXEL, THINNEST_MM)
    steps = [float(step) * MM_PER_PIXEL for step in style.dash.replace(",", " ").split()]
    dash = f' stroke-dasharray="{" ".join(map(units, steps))}"' if steps else ""
    return f'stroke="{style.stroke}" stroke-width="{units(width)}"{dash}'


def paler(style: Style) -> Style:
    """Return a style as it is drawn outside the commune: its colours mixed with the white of paper."""
    return replace(style, stroke=_mixed(style.stroke), fill=_mixed(style.fill))


def _mixed(colour: str) -> str:
    if not colour:
        return ""
    digits = colour.lstrip("#")
    full = digits if len(digits) > _SHORT else "".join(2 * digit for digit in digits)
    parts = (int(full[at : at + 2], 16) for at in (0, 2, 4))
    return "#" + "".join(f"{round(part + (255 - part) * WHITE_SHARE):02x}" for part in parts)


def hatch_name(style: Style) -> str:
    """Return the name of the pattern of a style; empty where it has none."""
    return f"{style.hatch}-{style.stroke.lstrip('#')}" if style.hatch else ""


def hatch(style: Style) -> str:
    """Return the pattern of a style, at one origin, so that the hatches of neighbours meet."""
    side, turn = units(HATCH_MM), _ANGLES.get(style.hatch, 0)
    middle = units(HATCH_MM / 2)
    line = f'stroke="{style.stroke}" stroke-width="{units(HATCH_LINE_MM)}"'
    drawn = f'<path d="M0 {middle}h{side}" {line}/>'
    if style.hatch == "cross":
        drawn += f'<path d="M{middle} 0v{side}" {line}/>'
    elif style.hatch == "dots":
        drawn = f'<circle cx="{middle}" cy="{middle}" r="{units(DOT_MM)}" fill="{style.stroke}"/>'
    return (
        f'<pattern id="{hatch_name(style)}" width="{side}" height="{side}" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate({turn})">{drawn}</pattern>'
    )


def symbol(icon: str) -> NDArray[np.float64]:
    """Return the corners of a symbol around the origin, (k, 2) in mm; a disc where it is unknown."""
    return _SYMBOLS.get(icon, _SYMBOLS["circle"])


def _polygon(sides: int, *, turn: float = 0.0, reach: float = 1.0) -> NDArray[np.float64]:
    angles = 2 * np.pi * np.arange(sides) / sides + turn
    return np.column_stack([np.cos(angles), np.sin(angles)]) * reach * SYMBOL_MM


def _plus(*, turn: float = 0.0) -> NDArray[np.float64]:
    arm, end = 0.32, 1.15
    corner = np.array([[-arm, -end], [arm, -end], [arm, -arm]])
    quarter = [corner @ _turned(step * np.pi / 2).T for step in range(4)]
    return np.concatenate(quarter) @ _turned(turn).T * SYMBOL_MM


def _turned(angle: float) -> NDArray[np.float64]:
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def _star() -> NDArray[np.float64]:
    angles = np.pi / 5 * np.arange(10) - np.pi / 2
    reach = np.where(np.arange(10) % 2, 0.58, 1.35)
    return np.column_stack([np.cos(angles), np.sin(angles)]) * reach[:, None] * SYMBOL_MM


_SYMBOLS = {
    "circle": _polygon(24),
    "ring": _polygon(24),
    "square": _polygon(4, turn=np.pi / 4, reach=1.25),
    "diamond": _polygon(4, reach=1.3),
    "triangle": _polygon(3, turn=-np.pi / 2, reach=1.3),
    "triangle_down": _polygon(3, turn=np.pi / 2, reach=1.3),
    "hexagon": _polygon(6, reach=1.15),
    "star": _star(),
    "plus": _plus(),
    "cross": _plus(turn=np.pi / 4),
}

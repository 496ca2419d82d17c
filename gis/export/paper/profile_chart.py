"""The height of a way along its length, as a drawing: shape, heights, kilometres, and where the stops are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gis.export.paper.frame import Frame
from gis.export.paper.map_drawing import MapDrawing, Picture
from gis.export.paper.svg_paths import figure_path, units
from gis.words import length, quantity, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gis.walks import Profile

FLAT_M = 20.0
"""Least difference in height that fills the drawing: flat ground stays flat."""
_LEFT_MM, _ABOVE_MM, _BELOW_MM = 9.0, 4.5, 5.5
_WORDS_PT = 7.0
_TICKS_M = (100, 250, 500, 1_000, 2_000, 5_000)
_TICK_MM = 13.0
"""Least room of a kilometre's words."""


def profile_picture(
    profile: Profile, *, width: float, height: float, stops_m: Sequence[float] = ()
) -> Picture:
    """Draw a profile, `width` by `height` mm, with an alternative text that tells its figures.

    Parameters
    ----------
    stops_m : sequence of float
        Where along the way the stops are, in metres; they are numbered from 1.
    """
    wide, tall = width - _LEFT_MM - 2, height - _ABOVE_MM - _BELOW_MM
    drawing = MapDrawing(Frame(width, height, (0.0, 0.0, width, height)))
    whole = float(profile.distance_m[-1]) or 1.0
    low, high = _span(profile.height_m)
    x = _LEFT_MM + profile.distance_m / whole * wide
    y = _ABOVE_MM + (high - profile.height_m) / (high - low) * tall
    _outline(drawing, x, y, base=height - _BELOW_MM)
    for value in (high, low):
        at = _ABOVE_MM + (high - value) / (high - low) * tall
        drawing.labels.at(_LEFT_MM - 1, at + 0.9, quantity(value, "m"), size=_WORDS_PT, anchor="end")
    _kilometres(drawing, whole, wide, base=height - _BELOW_MM)
    _stops(drawing, [_LEFT_MM + min(at / whole, 1.0) * wide for at in stops_m], base=height - _BELOW_MM)
    return drawing.picture(alt=_alt(profile, whole))


def _span(heights: NDArray[np.float64]) -> tuple[float, float]:
    low, high = float(heights.min()), float(heights.max())
    return min(low, (low + high - FLAT_M) / 2), max(high, (low + high + FLAT_M) / 2)


def _alt(profile: Profile, whole: float) -> str:
    up, down = profile.climb
    return say(
        "paper.profile_alt",
        length=length(whole),
        low=quantity(float(profile.height_m.min()), "m"),
        high=quantity(float(profile.height_m.max()), "m"),
        ascent=length(up),
        descent=length(down),
    )


def _outline(drawing: MapDrawing, x: NDArray[np.float64], y: NDArray[np.float64], *, base: float) -> None:
    line = np.column_stack([x, y])
    corners = np.vstack([[x[0], base], line, [x[-1], base]])
    drawing.add(f'<path d="{figure_path(np.zeros((1, 2)), corners)}" fill="#d7d7d7"/>')
    path = figure_path(np.zeros((1, 2)), line).removesuffix("z")
    drawing.add(f'<path d="{path}" fill="none" stroke="#000" stroke-width="40" stroke-linejoin="round"/>')


def _kilometres(drawing: MapDrawing, whole: float, width: float, *, base: float) -> None:
    step = next((tick for tick in _TICKS_M if tick / whole * width >= _TICK_MM), _TICKS_M[-1])
    for at in np.arange(0, whole + 1, step).tolist():
        x = _LEFT_MM + at / whole * width
        drawing.add(f'<path d="M{units(x)} {units(base)}v100" stroke="#6e6e6e" stroke-width="15"/>')
        # What would reach beyond the drawing ends with it.
        ends = x + _TICK_MM / 2 > drawing.frame.width
        drawing.labels.at(
            drawing.frame.width if ends else x,
            base + 3.6,
            length(at),
            size=_WORDS_PT,
            anchor="end" if ends else "middle",
        )


def _stops(drawing: MapDrawing, places: Sequence[float], *, base: float) -> None:
    last = -10.0
    for rank, x in enumerate(places, 1):
        drawing.add(
            f'<path d="M{units(x)} {units(_ABOVE_MM)}V{units(base)}" stroke="#6e6e6e" stroke-width="15"/>'
        )
        if x - last > 3.5:  # noqa: PLR2004 - mm that a number takes
            drawing.labels.at(x, _ABOVE_MM - 1, str(rank), size=8)
            last = x

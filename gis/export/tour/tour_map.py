"""The map of a tour on paper: heaps, fields and belt below, the legs, and the stops by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.export.paper import FONT, Frame, draw, fit, furnish
from gis.territory import Style
from gis.words import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.export.paper import Paper
    from gis.tours import Tour

ROUTE, ROUTE_EDGE = Style("#000000", weight=6.0), Style("#ffffff", weight=10.0)
PATH = Style("#777777", weight=0.9)
UNDER = ("commune", "slag_heaps", "farmland", "nourishing_gardens", "green_belt")
LEAST_M = 350.0
_DOT_MM = 2.6


def tour_map(pdf: Paper, tour: Tour, *, height: float) -> None:
    """Draw the whole tour over the width of the page."""
    shapes = [shapely.Point(row.stop.xy) for row in tour.rows if row.stop.xy is not None]
    lines = [leg.line for leg in tour.legs if not leg.line.is_empty]
    bounds = shapely.total_bounds(np.array([*shapes, *lines], dtype=object)).tolist()
    frame = fit(
        bounds, x=pdf.l_margin, y=pdf.get_y(), width=pdf.epw, height=height, margin=0.1, least_m=LEAST_M
    )
    _ground(pdf, frame, tour)
    if lines:
        for style in (ROUTE_EDGE, ROUTE):
            draw(pdf, frame, np.array(lines, dtype=object), style)
    furnish(pdf, frame)
    _numbers(pdf, frame, tour)
    pdf.set_y(frame.y + frame.height + 1)
    pdf.text_block(_key(tour), size=7.5)
    pdf.ln(1)


def _ground(pdf: Paper, frame: Frame, tour: Tour) -> None:
    for key in UNDER:
        layer = tour.territory.find(key)
        if layer is None:
            continue
        for entry in layer.theme.legend:
            values = layer.data[entry.column].astype(str).to_numpy() if entry.column else None
            rows = slice(None) if values is None else np.asarray(values == entry.value)
            draw(pdf, frame, layer.geometry[rows], entry.style)
    if tour.ground is not None:
        draw(pdf, frame, tour.ground.network.lines, PATH)


def _numbers(pdf: Paper, frame: Frame, tour: Tour) -> None:
    """Write the numbers of the stops; those at one place share a plate."""
    rows = [row for row in tour.rows if row.stop.xy is not None]
    places = frame.to_paper(np.array([row.stop.xy for row in rows], dtype=float))
    for together in _clusters(places):
        text = _runs([number + 1 for number in together])
        x, y = places[together].mean(axis=0)
        _plate(pdf, float(x), float(y), text)


def _clusters(places: NDArray[np.float64]) -> list[list[int]]:
    left, found = list(range(len(places))), []
    while left:
        near = [row for row in left if np.hypot(*(places[row] - places[left[0]])) < 2 * _DOT_MM]
        found.append(near)
        left = [row for row in left if row not in near]
    return found


def _runs(numbers: list[int]) -> str:
    """Write 1, 2, 3, 5 as `1–3·5`."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return "·".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in parts)


def _plate(pdf: Paper, x: float, y: float, text: str) -> None:
    pdf.set_font(FONT, "B", 9)
    width = max(2 * _DOT_MM, pdf.get_string_width(text) + 2.6)
    with pdf.local_context():
        pdf.set_fill_color(0)
        pdf.set_draw_color(255)
        pdf.set_line_width(0.5)
        pdf.rect(
            x - width / 2,
            y - _DOT_MM,
            width,
            2 * _DOT_MM,
            style="FD",
            round_corners=True,
            corner_radius=_DOT_MM,
        )
    pdf.set_text_color(255)
    pdf.set_xy(x - width / 2, y - _DOT_MM)
    pdf.cell(width, 2 * _DOT_MM, text, align="C")
    pdf.set_text_color(0)


def _key(tour: Tour) -> str:
    """Return what the signs of the map mean; of the green belt, how far to trust it."""
    belt = tour.territory.find("green_belt")
    if belt is None:
        return say("roadbook.map_key_bare")
    return say("roadbook.map_key", status=say(f"status.{belt.status}"))

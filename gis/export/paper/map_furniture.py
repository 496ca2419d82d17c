"""What a printed map has beside its features: neat line, scale bar, north, marks of the grid, plates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gis.export.paper.map_drawing import MapDrawing
from gis.export.paper.map_labels import MM_PER_POINT, text_width
from gis.export.paper.svg_paths import units
from gis.words import length, number, say

if TYPE_CHECKING:
    from gis.crs import Projection
    from gis.export.paper.frame import Frame
    from gis.export.paper.map_labels import Labels

STRIP_MM = 5.2
"""Height of the strip beneath a map, where scale and north hide nothing."""
_BARS_M = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
_GRIDS_M = (50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
_BAR_MM = 1.1
_WORDS_PT, _GRID_PT = 7.0, 5.5
_FEWEST = 2
_PLATE_LETTERS = 0.62
"""Size of the type on a plate, as a share of its height."""
_FINE = 'fill="none" stroke="#000" stroke-width="10"'


def furnished(frame: Frame, projection: Projection) -> MapDrawing:
    """Return an empty map whose strip beneath tells system, scale and north."""
    drawing = MapDrawing(frame, below=STRIP_MM)
    width, height = units(frame.width), units(frame.height)
    drawing.add(
        f'<path d="M0 0h{width}v{height}H0z" fill="none" stroke="#000" stroke-width="30"/>', beside=True
    )
    _scale_bar(drawing, projection)
    _north(drawing)
    return drawing


def graticule(drawing: MapDrawing) -> None:
    """Draw crosses where round coordinates meet, and tell their kilometres along the frame."""
    frame = drawing.frame
    x0, y0, x1, y1 = frame.bounds
    step = next((grid for grid in _GRIDS_M if min(x1 - x0, y1 - y0) / grid <= 2 * _FEWEST), _GRIDS_M[-1])
    east, north = (np.arange(np.ceil(a / step) * step, b, step) for a, b in ((x0, x1), (y0, y1)))
    places = frame.to_paper(np.array([(x, y) for x in east for y in north], dtype=float).reshape(-1, 2))
    for x, y in places.tolist():
        drawing.add(f'<path d="M{units(x - 1)} {units(y)}h200M{units(x)} {units(y - 1)}v200" {_FINE}/>')
    _kilometres(drawing.labels, frame, east, north)


def plate_width(text: str, *, height: float) -> float:
    """Return how wide a plate with a short text is, in mm."""
    return max(height, text_width(text, height * _PLATE_LETTERS / MM_PER_POINT) + height / 2)


def plate(drawing: MapDrawing, x: float, y: float, text: str, *, height: float) -> None:
    """Draw a black plate around a place of paper, in mm, with a short text in white; no name covers it."""
    size, width = height * _PLATE_LETTERS / MM_PER_POINT, plate_width(text, height=height)
    left, top = x - width / 2, y - height / 2
    drawing.labels.reserve([(left, top, left + width, top + height)])
    drawing.add(
        f'<rect x="{units(left)}" y="{units(top)}" width="{units(width)}" height="{units(height)}"'
        f' rx="{units(height / 4)}" stroke="#fff" stroke-width="50"/>'
    )
    drawing.labels.at(x, y + size * MM_PER_POINT / 3, text, size=size, ink="#fff")


def _kilometres(labels: Labels, frame: Frame, east: np.ndarray, north: np.ndarray) -> None:
    for x in frame.to_paper(np.column_stack([east, np.full(len(east), frame.bounds[1])])).tolist():
        value = frame.bounds[0] + x[0] / frame.mm_per_metre
        labels.place(x[0], frame.height - 1.6, _kilometre(value), size=_GRID_PT)
    for y in frame.to_paper(np.column_stack([np.full(len(north), frame.bounds[0]), north])).tolist():
        value = frame.bounds[3] - y[1] / frame.mm_per_metre
        labels.place(4.2, y[1], _kilometre(value), size=_GRID_PT)


def _kilometre(metres: float) -> str:
    whole = round(metres)
    return number(whole / 1_000, decimals=0 if whole % 1_000 == 0 else 1 if whole % 100 == 0 else 2)


def _scale_bar(drawing: MapDrawing, projection: Projection) -> None:
    frame = drawing.frame
    third = (frame.bounds[2] - frame.bounds[0]) / 3
    metres = max((bar for bar in _BARS_M if bar <= third), default=_BARS_M[0])
    half, y = metres * frame.mm_per_metre / 2, frame.height + 2.2
    bar = f'width="{units(half)}" height="{units(_BAR_MM)}" y="{units(y)}" stroke="#000" stroke-width="15"'
    drawing.add(
        f'<rect x="10" {bar} fill="#000"/><rect x="{units(half + 0.1)}" {bar} fill="#fff"/>', beside=True
    )
    scale = say("paper.scale", system=projection.name, scale=number(frame.scale))
    words = f"{length(metres)} · {scale}"
    drawing.labels.at(2 * half + 2, y + 1.3, words, size=_WORDS_PT, anchor="start")


def _north(drawing: MapDrawing) -> None:
    x, y = drawing.frame.width - 2.2, drawing.frame.height + 0.9
    path = f"M{units(x)} {units(y)}l-130 400 130-90 130 90z"
    drawing.add(f'<path d="{path}" fill="#000"/>', beside=True)
    drawing.labels.at(x - 2, y + 3.4, say("paper.north"), size=8, anchor="end")

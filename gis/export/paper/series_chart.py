"""A figure through the years, as a drawing: full line published, dashed line measured, gaps left open."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.export.paper.frame import Frame
from gis.export.paper.map_drawing import SWATCH, MapDrawing, Picture
from gis.export.paper.svg_paths import figure_path, units
from gis.indicators import value_text
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gis.export.paper.printable import Svg
    from gis.indicators import Point, Series

KINDS = ("published", "measured")
_LOOKS = {
    "published": 'stroke="#000" stroke-width="50"',
    "measured": 'stroke="#000" stroke-width="35" stroke-dasharray="160 120"',
}
_FILLS = {"published": "#000", "measured": "#fff"}
_SIDE_MM, _ABOVE_MM, _BELOW_MM = 1.5, 5.5, 5.0
_YEARS_PT, _VALUES_PT = 7.5, 8.0
_ABOVE_DOT_MM = 3.0
_TURN = np.linspace(0, 2 * np.pi, 16, endpoint=False)
_DISC = np.column_stack([np.cos(_TURN), np.sin(_TURN)])
_DOTS_MM = {"published": 0.8, "measured": 1.25}
"""What is measured makes a ring around what is published where both agree."""
_ALONG_MM = 1.5
"""How near one another are the places along a line that values keep clear of."""


def series_picture(series: Series, *, width: float, height: float) -> Picture:
    """Draw a series, `width` by `height` mm, with an alternative text that tells its values and its gaps.

    The scale begins at zero; a year without a value breaks the line.
    """
    drawing = MapDrawing(Frame(width, height, (0.0, 0.0, width, height)))
    first, last = _span(series)
    _axis(drawing, first, last)
    for kind in reversed(KINDS):
        _line(drawing, series, kind)
    _ends(drawing, series)
    return drawing.picture(alt=say("paper.series_alt", first=first, last=last, told=series.text()))


def series_sample(kind: str) -> Svg:
    """Return the sample of a kind of line in a legend: `published` or `measured`."""
    drawing = MapDrawing(SWATCH)
    height = SWATCH.height / 2
    _draw(drawing, np.array([[0.0, height], [SWATCH.width, height]]), kind, dots=False)
    _draw(drawing, np.array([[SWATCH.width / 2, height]]), kind)
    return drawing.picture(alt="").shapes


def _span(series: Series) -> tuple[int, int]:
    years = [point.year for point in series.points]
    return min(years, default=0), max(years, default=0)


def _places(drawing: MapDrawing, series: Series, points: Sequence[Point]) -> NDArray[np.float64]:
    """Return where points with a value stand, (n, 2) in mm."""
    first, last = _span(series)
    top = max((point.value for point in series.points if point.value is not None), default=0.0) or 1.0
    wide = drawing.frame.width - 2 * _SIDE_MM
    high = drawing.frame.height - _ABOVE_MM - _BELOW_MM
    x = [_SIDE_MM + wide * (point.year - first) / max(last - first, 1) for point in points]
    y = [_ABOVE_MM + high * (1 - (point.value or 0.0) / top) for point in points]
    return np.column_stack([x, y])


def _axis(drawing: MapDrawing, first: int, last: int) -> None:
    width, base = drawing.frame.width, drawing.frame.height - _BELOW_MM
    drawing.add(f'<path d="M0 {units(base)}h{units(width)}" stroke="#6e6e6e" stroke-width="20"/>')
    drawing.labels.at(0, base + 3.6, str(first), size=_YEARS_PT, anchor="start")
    if last != first:
        drawing.labels.at(width, base + 3.6, str(last), size=_YEARS_PT, anchor="end")


def _line(drawing: MapDrawing, series: Series, kind: str) -> None:
    for known, run in groupby(series.of_kind(kind), key=lambda point: point.value is not None):
        if known:
            _draw(drawing, _places(drawing, series, list(run)), kind)


def _draw(drawing: MapDrawing, places: NDArray[np.float64], kind: str, *, dots: bool = True) -> None:
    if len(places) > 1:
        path = figure_path(np.zeros((1, 2)), places).removesuffix("z")
        drawing.add(f'<path d="{path}" fill="none" {_LOOKS[kind]}/>')
        _keep_clear(drawing, places)
    if dots:
        corners = _DISC * _DOTS_MM[kind]
        drawing.figures(places, corners, f'fill="{_FILLS[kind]}" stroke="#000" stroke-width="30"')


def _keep_clear(drawing: MapDrawing, places: NDArray[np.float64]) -> None:
    line = shapely.segmentize(shapely.LineString(places), _ALONG_MM)
    drawing.labels.reserve((x - 0.8, y - 0.8, x + 0.8, y + 0.8) for x, y in shapely.get_coordinates(line))


def _ends(drawing: MapDrawing, series: Series) -> None:
    """Write the first and the last value beside their dots."""
    known = [point for point in series.of_kind("published") or series.points if point.value is not None]
    ends = known if len(known) == 1 else known[:1] + known[-1:]
    for point, (x, y) in zip(ends, _places(drawing, series, ends).tolist(), strict=True):
        _write(drawing, x, y, value_text(point.value, series.unit))


def _write(drawing: MapDrawing, x: float, y: float, text: str) -> None:
    """Write a value above its dot, higher where the line is in the way."""
    steps = np.arange(y - _ABOVE_DOT_MM, 0.0, -1.0).tolist()
    if not any(drawing.labels.place(x, at, text, size=_VALUES_PT) for at in steps):
        drawing.labels.place(x, y - _ABOVE_DOT_MM, text, size=_VALUES_PT, must=True)

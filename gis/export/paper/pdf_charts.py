"""Small charts on paper, black and white first: full line published, dashed line measured, gaps left open."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from gis.export.paper.paper import FONT, GREY
from gis.indicators import value_text
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gis.export.paper.paper import Paper
    from gis.indicators import Point, Series

DASH = {"published": (0.0, 0.0), "measured": (1.6, 1.2)}
DOT_MM = 0.8


@dataclass(frozen=True)
class Box:
    """Where a chart stands on paper, in mm."""

    x: float
    y: float
    width: float
    height: float


def chart(pdf: Paper, series: Series, box: Box) -> None:
    """Draw a series as a line chart with its title; a year without a value breaks the line."""
    pdf.set_font(FONT, "B", 9)
    pdf.set_xy(box.x, box.y)
    pdf.multi_cell(box.width, 4, series.title, align="L")
    plot = Box(box.x, box.y + 10, box.width, box.height - 15)
    known = [point for point in series.points if point.value is not None]
    years = [point.year for point in series.points]
    top = max((point.value or 0.0 for point in known), default=0.0) or 1.0
    span = (min(years, default=0), max(max(years, default=1), min(years, default=0) + 1))
    _axes(pdf, plot, span)
    for kind in ("measured", "published"):
        _line(pdf, series.of_kind(kind), plot, span=span, top=top, kind=kind)
    _extremes(
        pdf,
        [p for p in series.of_kind("published") or series.points if p.value is not None],
        series,
        plot,
        span,
        top,
    )


def key(pdf: Paper, *, x: float, y: float) -> None:
    """Draw what the two kinds of lines are."""
    pdf.set_font(FONT, "", 8)
    for kind in ("published", "measured"):
        pdf.set_line_width(0.5 if kind == "published" else 0.35)
        pdf.set_dash_pattern(*DASH[kind])
        pdf.line(x, y, x + 8, y)
        pdf.set_dash_pattern()
        pdf.set_fill_color(0 if kind == "published" else 255)
        pdf.circle(x + 4, y, DOT_MM, style="DF")
        text = say(f"poster.{kind}")
        pdf.set_xy(x + 9, y - 2)
        pdf.cell(pdf.get_string_width(text) + 2, 4, text)
        x = pdf.get_x() + 4


def _axes(pdf: Paper, plot: Box, span: tuple[int, int]) -> None:
    pdf.set_draw_color(GREY)
    pdf.set_line_width(0.2)
    bottom = plot.y + plot.height
    pdf.line(plot.x, bottom, plot.x + plot.width, bottom)
    pdf.set_font(FONT, "", 7.5)
    for year, align in zip(span, "LR", strict=True):
        pdf.set_xy(plot.x, bottom + 0.6)
        pdf.cell(plot.width, 3.4, str(year), align=align)
    pdf.set_draw_color(0)


def _line(
    pdf: Paper, points: Iterable[Point], plot: Box, *, span: tuple[int, int], top: float, kind: str
) -> None:
    pdf.set_line_width(0.5 if kind == "published" else 0.35)
    for known, run in groupby(points, key=lambda point: point.value is not None):
        if not known:
            continue
        places = [_place(point, plot, span, top) for point in run]
        pdf.set_dash_pattern(*DASH[kind])
        if len(places) > 1:
            pdf.polyline(places)
        pdf.set_dash_pattern()
        pdf.set_fill_color(0 if kind == "published" else 255)
        for x, y in places:
            pdf.circle(x, y, DOT_MM, style="DF")


def _extremes(
    pdf: Paper, known: list[Point], series: Series, plot: Box, span: tuple[int, int], top: float
) -> None:
    """Write the first and the last value beside their dots."""
    pdf.set_font(FONT, "B", 8)
    for point, align in zip(known[:1] + known[-1:], "LR", strict=False):
        x, y = _place(point, plot, span, top)
        text = value_text(point.value, series.unit)
        wide = pdf.get_string_width(text) + 2
        left = x - 1 if align == "L" else x - wide + 1
        pdf.set_xy(min(max(left, plot.x - 1), plot.x + plot.width - wide + 1), y - 5.4)
        pdf.set_fill_color(255)
        pdf.cell(wide, 4, text, align=align, fill=True)


def _place(point: Point, plot: Box, span: tuple[int, int], top: float) -> tuple[float, float]:
    x = plot.x + plot.width * (point.year - span[0]) / (span[1] - span[0])
    return x, plot.y + plot.height * (1 - (point.value or 0.0) / top)

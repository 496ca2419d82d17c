"""A walk on one sheet of A4: map, profile, cues, what is ripe, what to know; readable in black and white."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.export.paper import FONT, GREY, MARGIN_MM, Frame, Paper, draw, fit, furnish, label
from gis.export.walk.present import month_of, path_statuses, ripe_lines, walk_text
from gis.territory import Style
from gis.walks import duration_text
from gis.words import KILOMETRE_M, number, quantity, say

if TYPE_CHECKING:
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from gis.walks import Walk

ROUTE = Style("#000000", weight=7.0)
ROUTE_EDGE = Style("#ffffff", weight=11.0)
PATH = Style("#777777", weight=0.9)
UNDER = ("commune", "slag_heaps", "farmland", "nourishing_gardens", "green_belt", "hedges")
MOST_CUES = 40
MOST_RIPE = 5
_QR_MM = 22.0
_MAP_MM = 108.0
_PROFILE_MM = 24.0
_FLAT_M = 20.0
_SMALLEST = 0.86
"""How far the letters of a long cue may shrink before it is cut."""
_TICKS_M = (250, 500, 1_000, 2_000, 5_000)


def walk_sheet(walk: Walk, *, name: str, link: str = "") -> bytes:
    """Return the sheet as a PDF of one A4 page, in the language in use.

    Parameters
    ----------
    link : str
        Address that reopens the walk, drawn as a QR code; none when empty.
    """
    drawn = "illustrative" in path_statuses(walk)
    pdf = Paper(name, warning=say("paper.illustrative") if drawn else "", link=link)
    pdf.set_auto_page_break(auto=False)
    pdf.add_page()
    _head(pdf, walk, name, link)
    _map(pdf, walk)
    _profile(pdf, walk)
    _text(pdf, walk)
    return pdf.as_bytes()


def _head(pdf: Paper, walk: Walk, name: str, link: str) -> None:
    width = pdf.epw - (_QR_MM + 3 if link else 0)
    pdf.set_font(FONT, "B", 17)
    pdf.multi_cell(width, 7.5, name, new_x="LMARGIN", new_y="NEXT", align="L")
    pdf.text_block(walk_text(walk).line, size=11, style="B", width=width)
    pdf.text_block(walk.why, size=8.5, width=width)
    if link:
        pdf.qr(link, x=pdf.w - MARGIN_MM - _QR_MM, y=MARGIN_MM - 3, side=_QR_MM)
    pdf.set_y(max(pdf.get_y(), MARGIN_MM + (_QR_MM - 3 if link else 0)) + 1.5)


def _map(pdf: Paper, walk: Walk) -> None:
    line = walk.route.geometry
    frame = fit(line.bounds, x=MARGIN_MM, y=pdf.get_y(), width=pdf.epw, height=_MAP_MM, margin=0.06)
    for key in UNDER:
        layer = walk.territory.find(key)
        if layer is not None:
            for entry in layer.theme.legend:
                rows = slice(None) if not entry.column else _rows(layer.data, entry.column, entry.value)
                draw(pdf, frame, layer.geometry[rows], entry.style)
    draw(pdf, frame, walk.network.lines, PATH)
    for style in (ROUTE_EDGE, ROUTE):
        draw(pdf, frame, np.array([line], dtype=object), style)
    _arrows(pdf, frame, walk)
    start = shapely.Point(line.coords[0])
    label(pdf, frame, start, say("walk_sheet.start"))
    for item in walk.passes:
        if item.layer == "slag_heaps":
            label(pdf, frame, _heap(walk, item.id, frame), item.id, size=7)
    furnish(pdf, frame)
    pdf.set_y(frame.y + frame.height + 2)


def _rows(data: pd.DataFrame, column: str, value: str) -> np.ndarray:
    values = data[column].astype(str).to_numpy()
    return np.asarray(values == value)


def _heap(walk: Walk, key: str, frame: Frame) -> BaseGeometry:
    layer = walk.territory.layer("slag_heaps")
    (shape,) = layer.geometry[np.asarray(layer.ids == key)]
    return shapely.intersection(shape, frame.ground).representative_point()


def _arrows(pdf: Paper, frame: Frame, walk: Walk) -> None:
    """Draw which way to go, every so often, as white triangles on the line."""
    line = walk.route.geometry
    ahead = 25.0
    for at in np.linspace(0, line.length, 12, endpoint=False)[1:]:
        ends = shapely.line_interpolate_point(line, [at, min(at + ahead, line.length)])
        (x0, y0), (x1, y1) = frame.to_paper(shapely.get_coordinates(ends))
        size = np.hypot(x1 - x0, y1 - y0)
        if size:
            east, north = (x1 - x0) / size, (y1 - y0) / size
            tip = (x0 + 1.1 * east, y0 + 1.1 * north)
            sides = [(x0 - 0.8 * east + s * north, y0 - 0.8 * north - s * east) for s in (0.75, -0.75)]
            pdf.set_fill_color(255)
            pdf.polygon([tip, *sides], style="F")


def _profile(pdf: Paper, walk: Walk) -> None:
    profile, top = walk.profile, pdf.get_y()
    left, width = MARGIN_MM + 8, pdf.epw - 8
    pdf.set_font(FONT, "", 7)
    if not profile.known:
        pdf.text_block(say("walks.no_relief"), size=8)
        return
    low, high = float(profile.height_m.min()), float(profile.height_m.max())
    low, high = min(low, (low + high - _FLAT_M) / 2), max(high, (low + high + _FLAT_M) / 2)
    x = left + profile.distance_m / profile.distance_m[-1] * width
    y = top + 2 + (high - profile.height_m) / (high - low) * (_PROFILE_MM - 8)
    base = top + _PROFILE_MM - 5
    pdf.set_fill_color(215)
    pdf.polygon([(left, base), *zip(x.tolist(), y.tolist(), strict=True), (left + width, base)], style="F")
    pdf.set_draw_color(0)
    pdf.set_line_width(0.4)
    pdf.polyline(list(zip(x.tolist(), y.tolist(), strict=True)))
    for height, place in ((high, top + 2), (low, base - 1)):
        pdf.set_xy(MARGIN_MM - 1, place - 1.6)
        pdf.cell(8.5, 3, number(height), align="R")
    _kilometres(pdf, float(profile.distance_m[-1]), left=left, width=width, base=base)
    pdf.set_y(top + _PROFILE_MM + 0.5)


def _kilometres(pdf: Paper, metres: float, *, left: float, width: float, base: float) -> None:
    """Write the kilometres under the profile."""
    step = next((tick for tick in _TICKS_M if metres / tick <= 12), _TICKS_M[-1])  # noqa: PLR2004
    decimals = 0 if step % 1_000 == 0 else 1 if step % 500 == 0 else 2
    pdf.set_draw_color(GREY)
    pdf.set_line_width(0.15)
    for at in np.arange(0, metres + 1, step):
        place = left + at / metres * width
        pdf.line(place, base, place, base + 1)
        pdf.set_xy(place - 7, base + 1)
        pdf.cell(14, 3, quantity(at / KILOMETRE_M, "km", decimals=decimals), align="C")


def _text(pdf: Paper, walk: Walk) -> None:
    """Write the cues in two columns; what is ripe and what to know below, down to the foot of the page."""
    foot = pdf.h - MARGIN_MM - 5
    below = _below(walk)
    room = sum(3.4 * (1 + len(text) // 135) for text, _ in below) + 3
    top, size = pdf.get_y(), 7.4
    pdf.set_font(FONT, "B", 9)
    pdf.cell(0, 4, say("walk_sheet.cues"), new_x="LMARGIN", new_y="NEXT")
    most = max(4, 2 * int((foot - room - top - 5) / 3.3) - 1)
    cues = walk.cues
    shown = [f"{rank}. {cue.text}" for rank, cue in enumerate(cues[: min(most, MOST_CUES)], 1)]
    if len(cues) > len(shown):
        shown[-1] = say("walk_sheet.cues_more", count=len(cues) - len(shown) + 1)
    half = (len(shown) + 1) // 2
    column = (pdf.epw - 4) / 2
    start = pdf.get_y()
    for rank, text in enumerate(shown):
        side = rank // half
        pdf.set_xy(MARGIN_MM + side * (column + 4), start + 3.3 * (rank - side * half))
        pdf.set_font(FONT, "", size)
        fits = (column - 2) / pdf.get_string_width(text)
        pdf.set_font(FONT, "", size * min(1.0, max(fits, _SMALLEST)))
        pdf.cell(column, 3.3, _cut(pdf, text, column))
    pdf.set_y(start + 3.3 * half + 1)
    for text, style in below:
        if pdf.get_y() > foot - 3:
            break
        pdf.text_block(text, size=7.6, style=style)


def _below(walk: Walk) -> list[tuple[str, str]]:
    ripe, beware = ripe_lines(walk, most=MOST_RIPE), (*walk.warnings, duration_text())
    return [
        (say("walk_sheet.ripe", month=month_of(walk)), "B"),
        *((text, "") for text in ripe),
        (say("walk_sheet.beware"), "B"),
        *((text, "") for text in beware),
    ]


def _cut(pdf: Paper, text: str, width: float) -> str:
    if pdf.get_string_width(text) <= width - 2:
        return text
    while text and pdf.get_string_width(text + "…") > width - 2:
        text = text[:-1]
    return text + "…"

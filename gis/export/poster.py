"""The trajectory of a town on one A3 poster: its years, its map, a few curves, published beside measured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from fpdf.enums import XPos, YPos

from gis.errors import LayerMissingError
from gis.export.indicators import indicator_text
from gis.export.paper import FONT, GREY, MARGIN_MM, Box, Paper, chart, draw, fit, furnish, key, legend
from gis.indicators import all_series, indicators, moment, timeline, years
from gis.territory import DRAWN, Style
from gis.words import say

if TYPE_CHECKING:
    from gis.export.paper import Frame
    from gis.indicators import Event, Indicator, Moment
    from gis.territory import LegendEntry, Territory

MAP_MM = (150.0, 112.0)
COLUMNS = 5
LINE, GAP_MM = 0.42, 0.9
"""Height of a line for each point of type, in mm, and room between two events."""
TIMELINE_Y = 166.0
CHARTS = ("organic_share", "swallow_hirundo_rustica", "lighting_use")
FIGURES = (
    "farmland_share",
    "organic_share",
    "green_belt_length",
    "heaps_open_area",
    "food_archipelago_area",
    "unesco_property_share",
)
COMMUNE = Style("#000000", weight=2.5)
"""Figures told on it; of one that is told for single years, the last."""
GROUND = ("farmland", "slag_heaps")
MOST_LEGEND = 20
LARGEST_PT, SMALLEST_PT = 12.0, 5.5
MARKS = str.maketrans({"*": "∗", "_": " "})
"""Signs that would be taken for bold or italic."""


def poster(territory: Territory, *, year: int | None = None, link: str = "") -> bytes:
    """Write the poster as PDF, in the language in use.

    Parameters
    ----------
    year : int, optional
        Year that the map shows; the last one by default.
    link : str
        Address of the trajectory's page, printed as a QR code where it is given.

    Raises
    ------
    LayerMissingError
        When the territory tells of no year.
    InputError
        When the year is not one of the trajectory.
    """
    span = years(territory)
    if not len(span):
        raise LayerMissingError(say("trajectory.no_years", name=territory.name))
    shown = moment(territory, span[-1] if year is None else year)
    pdf = Paper(
        say("poster.title", name=territory.name),
        warning=territory.notice,
        link=link,
        size="A3",
        landscape=True,
    )
    pdf.set_auto_page_break(auto=False)
    pdf.add_page()
    _head(pdf, territory, span, link=link)
    top = pdf.get_y() + 2
    _map(pdf, territory, shown, y=top)
    _curves(pdf, territory, x=MARGIN_MM + MAP_MM[0] + 52, y=top)
    _figures(pdf, territory, x=MARGIN_MM + MAP_MM[0] + 132, y=top)
    _timeline(pdf, list(timeline(territory)))
    return pdf.as_bytes()


def _head(pdf: Paper, territory: Territory, span: range, *, link: str) -> None:
    pdf.set_font(FONT, "B", 30)
    pdf.cell(0, 12, say("poster.title", name=territory.name), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.set_font(FONT, "", 15)
    pdf.cell(0, 7, say("poster.span", first=span[0], last=span[-1]), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    if link:
        pdf.qr(link, x=pdf.w - MARGIN_MM - 22, y=MARGIN_MM - 3, side=22)


def _map(pdf: Paper, territory: Territory, shown: Moment, *, y: float) -> None:
    pdf.set_xy(MARGIN_MM, y)
    pdf.set_font(FONT, "B", 12)
    pdf.cell(MAP_MM[0], 6, say("poster.map", year=shown.year))
    commune = territory.commune
    frame = fit(commune.bounds, x=MARGIN_MM, y=y + 7, width=MAP_MM[0], height=MAP_MM[1], margin=0.02)
    entries: list[tuple[str, Style, str]] = []
    standing = shown.standing
    for theme in sorted(territory, key=lambda theme: theme.order):
        rows = None
        if theme.key in standing and theme.key not in GROUND:
            # What nobody dates may have stood: it stays, as on the map of the pages.
            rows = standing[theme.key].rows | standing[theme.key].undated
        if (theme.mission or theme.key in GROUND) and territory.get(theme.key) is not None:
            entries += _layer(pdf, territory, frame, theme.key, rows)
    draw(pdf, frame, np.array([commune.boundary], dtype=object), COMMUNE)
    furnish(pdf, frame)
    legend(pdf, entries[-MOST_LEGEND:], x=MARGIN_MM + MAP_MM[0] + 4, y=y + 8, width=44, size=8)


def _layer(
    pdf: Paper, territory: Territory, frame: Frame, key: str, rows: np.ndarray | None
) -> list[tuple[str, Style, str]]:
    layer = territory.layer(key)
    chosen = np.ones(len(layer), dtype=bool) if rows is None else rows
    places = layer.theme.legend_of(layer.data)
    found: list[tuple[LegendEntry, str]] = []
    for place, entry in enumerate(layer.theme.legend):
        here = chosen & (places == place)
        if here.any():
            draw(pdf, frame, layer.geometry[here], entry.style)
            found.append((entry, layer.theme.kind))
    return [(entry.text, entry.style, kind) for entry, kind in found]


def _curves(pdf: Paper, territory: Territory, *, x: float, y: float) -> None:
    told = {series.key: series for series in all_series(territory)}
    high = (TIMELINE_Y - y - 10) / len(CHARTS)
    for place, name in enumerate(name for name in CHARTS if name in told):
        chart(pdf, told[name], Box(x, y + place * high, 72, high - 3))
    key(pdf, x=x, y=TIMELINE_Y - 10.5)
    pdf.set_font(FONT, "I", 7.5)
    pdf.set_xy(x, TIMELINE_Y - 7.5)
    pdf.multi_cell(76, 3.2, say("poster.gap"), align="L")


def _figures(pdf: Paper, territory: Territory, *, x: float, y: float) -> None:
    # The years of one figure come in their order, so that the last one stays.
    found = {re.sub(r"_\d{4}$", "", item.key): item for item in indicators(territory)}
    shown = [found[key] for key in FIGURES if key in found]
    width = pdf.w - MARGIN_MM - x
    pdf.set_xy(x, y)
    pdf.set_font(FONT, "B", 12)
    pdf.cell(width, 6, say("poster.figures"), new_x=XPos.LEFT, new_y=YPos.NEXT)
    pdf.ln(1)
    for item in shown:
        _figure(pdf, item, x=x, width=width)
    if any(item.status in DRAWN for item in shown):
        pdf.set_x(x)
        pdf.set_font(FONT, "I", 8)
        pdf.multi_cell(width, 3.5, say("poster.drawn"), align="L")


def _figure(pdf: Paper, item: Indicator, *, x: float, width: float) -> None:
    pdf.set_x(x)
    pdf.set_font(FONT, "", 8.5)
    pdf.multi_cell(width, 3.7, item.title, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
    told = indicator_text(item)
    pdf.set_x(x)
    pdf.set_font(FONT, "B", 11)
    words = say("poster.both", published=told.published, measured=told.measured)
    pdf.multi_cell(width, 4.8, words, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
    pdf.set_x(x)
    pdf.set_font(FONT, "", 8.5)
    pdf.multi_cell(width, 3.7, item.short_verdict, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
    pdf.ln(1.2)


def _timeline(pdf: Paper, events: list[Event]) -> None:
    """Write all events in columns, in the largest type that has room for them."""
    pdf.set_draw_color(GREY)
    pdf.line(MARGIN_MM, TIMELINE_Y - 3, pdf.w - MARGIN_MM, TIMELINE_Y - 3)
    pdf.set_xy(MARGIN_MM, TIMELINE_Y - 1)
    pdf.set_font(FONT, "B", 12)
    pdf.cell(0, 6, say("poster.timeline"), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    top, bottom = pdf.get_y() + 1, pdf.h - MARGIN_MM - 9
    if not events:
        pdf.set_font(FONT, "", LARGEST_PT)
        pdf.multi_cell(0, LARGEST_PT * LINE, say("poster.no_events"), align="L")
        return
    size = LARGEST_PT
    while size > SMALLEST_PT and _columns(pdf, events, size, bottom - top) > COLUMNS:
        size -= 0.25
    _write(pdf, events, size=size, top=top, bottom=bottom)


def _text(event: Event) -> str:
    """Return an event with its date in bold, its place, and its chapter in italics."""
    title = f"{event.title} – {event.place}" if event.place else event.title
    return f"**{event.when}** {title.translate(MARKS)} __{event.chapter_text.lower()}__"


def _high(pdf: Paper, event: Event, size: float) -> float:
    pdf.set_font(FONT, "", size)
    wide = pdf.epw / COLUMNS - 4
    lines = pdf.multi_cell(wide, 1, _text(event), align="L", markdown=True, dry_run=True, output="LINES")
    return len(lines) * size * LINE + GAP_MM


def _columns(pdf: Paper, events: list[Event], size: float, room: float) -> int:
    """Return how many columns the events take."""
    count, y = 1, 0.0
    for event in events:
        high = _high(pdf, event, size)
        if y + high > room:
            count, y = count + 1, 0.0
        y += high
    return count


def _write(pdf: Paper, events: list[Event], *, size: float, top: float, bottom: float) -> None:
    column, y = 0, top
    for event in events:
        high = _high(pdf, event, size)
        if y + high > bottom and column < COLUMNS - 1:
            column, y = column + 1, top
        pdf.set_xy(MARGIN_MM + column * pdf.epw / COLUMNS, y)
        pdf.multi_cell(pdf.epw / COLUMNS - 4, size * LINE, _text(event), align="L", markdown=True)
        y += high

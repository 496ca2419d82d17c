"""The end of a road-book: the climb, safety, who to call, every source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gis.export.paper import FONT, GREY, said
from gis.export.tour.pdf_stop_page import leg_block
from gis.export.tour.present import safety, source_lines, times, way_home
from gis.walks import duration_text
from gis.words import date_text, length, quantity, say

if TYPE_CHECKING:
    from gis.export.tour.pdf_book import Book
    from gis.walks import Profile

_FLAT_M = 20.0
_TICKS_M = (100, 250, 500, 1_000, 2_000, 5_000)
_MOST_TICKS = 12


def ending(pdf: Book) -> None:
    """Write the last pages."""
    pdf.add_page()
    tour = pdf.tour
    if tour.end_place is not None and tour.legs and tour.last_min:
        leg_block(pdf, tour.legs[-1], way_home(tour))
    _climb(pdf)
    pdf.heading(say("roadbook.safety"), level=2)
    for text in safety(tour):
        pdf.text_block(f"· {text}", size=10 * pdf.scale)
    _contacts(pdf)
    _sources(pdf)


def _climb(pdf: Book) -> None:
    walk = pdf.tour.walk
    if walk is None:
        return
    pdf.heading(say("roadbook.climb"), level=2)
    if not walk.profile.known:
        pdf.text_block(say("walks.no_relief"), size=9 * pdf.scale)
        return
    words = {"up": length(walk.ascent_m), "down": length(walk.descent_m)}
    pdf.text_block(say("roadbook.climb_text", steep=length(walk.steep_m), **words), size=9.5 * pdf.scale)
    _profile(pdf, walk.profile, 34 * pdf.scale)


def _profile(pdf: Book, profile: Profile, height: float) -> None:
    top, left, width = pdf.get_y() + 6, pdf.l_margin + 9, pdf.epw - 11
    z = profile.height_m
    low, high = float(z.min()), float(z.max())
    low, high = min(low, (low + high - _FLAT_M) / 2), max(high, (low + high + _FLAT_M) / 2)
    x = left + profile.distance_m / profile.distance_m[-1] * width
    y = top + (high - z) / (high - low) * height
    base = top + height + 2
    pdf.set_fill_color(215)
    line = list(zip(x.tolist(), y.tolist(), strict=True))
    pdf.polygon([(left, base), *line, (left + width, base)], style="F")
    pdf.set_draw_color(0)
    pdf.set_line_width(0.4)
    pdf.polyline(line)
    pdf.set_font(FONT, "", 7.5)
    for value, place in ((high, top), (low, top + height)):
        pdf.set_xy(pdf.l_margin - 1, place - 1.6)
        pdf.cell(9.5, 3, quantity(value, "m"), align="R")
    _marks(pdf, profile, (left, width, top, base))
    pdf.set_fill_color(255)
    pdf.set_y(base + 6)


def _marks(pdf: Book, profile: Profile, box: tuple[float, float, float, float]) -> None:
    """Draw kilometres below the profile and the stops, by number, above it."""
    left, width, top, base = box
    whole = float(profile.distance_m[-1])
    step = next((tick for tick in _TICKS_M if whole / tick <= _MOST_TICKS), _TICKS_M[-1])
    pdf.set_draw_color(GREY)
    pdf.set_line_width(0.15)
    for at in np.arange(0, whole + 1, step):
        place = left + at / whole * width
        pdf.line(place, base, place, base + 1)
        pdf.set_xy(place - 8, base + 1)
        pdf.cell(16, 3, length(float(at)), align="C")
    along, last = 0.0, -10.0
    pdf.set_font(FONT, "B", 8)
    for rank, row in enumerate(pdf.tour.rows, 1):
        along += row.walk_m
        place = left + min(along / whole, 1.0) * width
        pdf.line(place, top, place, base)
        if place - last > 3.5:  # noqa: PLR2004 - mm that a number takes
            pdf.set_xy(place - 4, top - 4)
            pdf.cell(8, 3, str(rank), align="C")
            last = place


def _contacts(pdf: Book) -> None:
    rows = [
        [times(row), row.stop.name, *map(said, (row.stop.host, row.stop.contact))]
        for row in pdf.tour.rows
        if row.stop.host or row.stop.contact
    ]
    if rows:
        pdf.heading(say("roadbook.contacts"), level=2)
        head = [say("roadbook.time"), say("roadbook.stop"), say("roadbook.host"), say("roadbook.contact")]
        pdf.data_table(head, rows, widths=(2, 4, 3, 4), size=8.5 * pdf.scale)


def _sources(pdf: Book) -> None:
    pdf.heading(say("roadbook.sources"), level=2)
    for line in source_lines(pdf.tour):
        pdf.text_block(f"· {line}", size=7.5 * pdf.scale)
    pdf.text_block(say("roadbook.made_for", day=date_text(pdf.tour.request.day)), size=8 * pdf.scale)
    pdf.text_block(duration_text(pace=pdf.tour.request.walks_at), size=8 * pdf.scale)
    pdf.text_block(pdf.tour.territory.notice, size=8 * pdf.scale)
    if pdf.link_text:
        pdf.text_block(pdf.link_text, size=7 * pdf.scale)

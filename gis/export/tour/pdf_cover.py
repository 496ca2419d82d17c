"""The cover of a road-book: what, when, the map, the timetable, and the link as a QR code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.export.paper import FONT
from gis.export.tour.present import span, summary, timetable
from gis.export.tour.tour_map import tour_map
from gis.words import date_text, say

if TYPE_CHECKING:
    from gis.export.tour.pdf_book import Book

_QR_MM = 27.0
_MAP_SHARE = 0.36


def cover(pdf: Book) -> None:
    """Write the cover."""
    pdf.add_page()
    _head(pdf)
    tour_map(pdf, pdf.tour, height=pdf.h * _MAP_SHARE)
    _timetable(pdf)
    for conflict in pdf.tour.conflicts:
        pdf.text_block(f"! {conflict.text} {conflict.mend}", size=8.5 * pdf.scale)
    pdf.ln(1)
    for note in pdf.tour.notes:
        pdf.text_block(f"· {note}", size=8 * pdf.scale)


def _head(pdf: Book) -> None:
    tour, top = pdf.tour, pdf.get_y()
    width = pdf.epw - (_QR_MM + 3 if pdf.link_text else 0)
    pdf.set_font(FONT, "B", 20 * pdf.scale)
    pdf.multi_cell(width, 8.6 * pdf.scale, pdf.name, new_x="LMARGIN", new_y="NEXT", align="L")
    pdf.text_block(tour.territory.name, size=12 * pdf.scale, width=width)
    day = f"{date_text(tour.request.day)}, {span(tour)}"
    pdf.text_block(day, size=12 * pdf.scale, style="B", width=width)
    pdf.text_block(summary(tour), size=10 * pdf.scale, width=width)
    if tour.request.group is not None:
        pdf.text_block(say("roadbook.people", count=tour.request.group), size=10 * pdf.scale, width=width)
    if pdf.link_text:
        pdf.qr(pdf.link_text, x=pdf.w - pdf.r_margin - _QR_MM, y=top - 2, side=_QR_MM)
        pdf.set_y(max(pdf.get_y(), top + _QR_MM))
    pdf.ln(2)


def _timetable(pdf: Book) -> None:
    """Write the timetable: one line a stop, the meal between, the end below."""
    rows = []
    for line in timetable(pdf.tour):
        when = f"{line.times} ({line.late})" if line.late else line.times
        walk = line.walk or ("–" if line.kind == "stop" else "")
        rows.append([str(line.number or ""), when, line.name, walk])
    head = [say("roadbook.number"), say("roadbook.time"), say("roadbook.stop"), say("roadbook.walk")]
    pdf.data_table(head, rows, widths=(0.7, 2.8, 7, 2.5), align="RLLR", size=9.5 * pdf.scale)
    pdf.ln(2)

"""One page for a stop: how to come here, what to tell, figures and who says so, a frame for a photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.export.paper import FONT, GREY
from gis.export.tour.present import facts, figures, stop_line, way
from gis.words import say

if TYPE_CHECKING:
    from gis.export.tour.pdf_book import Book
    from gis.tours import Leg, TimetableRow

_LEAST_FRAME_MM = 30.0
_FRAME_SHARE = 0.75
"""Height of a photo frame as a share of its width."""
_MOST_CUES = 24


def stop_page(pdf: Book, number: int, row: TimetableRow, leg: Leg | None) -> None:
    """Write the page of a stop."""
    pdf.add_page()
    if leg is not None and row.walk_min:
        leg_block(pdf, leg, way(row))
    _title(pdf, number, row)
    _facts(pdf, row)
    pdf.heading(say("roadbook.tell"), level=3)
    pdf.text_block(row.stop.tell or say("roadbook.tell_own"), size=12 * pdf.scale)
    _figures(pdf, row)
    _frame(pdf)


def leg_block(pdf: Book, leg: Leg, told: str) -> None:
    """Write the cues of a leg, in two columns where they are many."""
    pdf.heading(say("roadbook.leg", name=leg.to_name), level=3)
    pdf.text_block(told, size=9.5 * pdf.scale, style="B")
    cues = leg.cues
    shown = [f"{rank}. {cue.text}" for rank, cue in enumerate(cues[:_MOST_CUES], 1)]
    if len(cues) > _MOST_CUES:
        shown.append(say("roadbook.cues_more", count=len(cues) - _MOST_CUES))
    with pdf.text_columns(ncols=2, gutter=5, text_align="L", balance=True) as columns:
        pdf.set_font(FONT, "", 8.6 * pdf.scale)
        columns.line_height = 1.25
        for text in shown:
            columns.write(text + "\n")
    pdf.ln(2)
    pdf.set_draw_color(GREY)
    pdf.line(pdf.l_margin, pdf.get_y(), pdf.w - pdf.r_margin, pdf.get_y())
    pdf.ln(2)


def _title(pdf: Book, number: int, row: TimetableRow) -> None:
    size = 18 * pdf.scale
    pdf.set_font(FONT, "B", size)
    plate, top = 9 * pdf.scale, pdf.get_y()
    pdf.set_fill_color(0)
    pdf.rect(pdf.l_margin, top, plate, plate, style="F", round_corners=True, corner_radius=plate / 2)
    pdf.set_text_color(255)
    pdf.set_font(FONT, "B", size * 0.75)
    pdf.cell(plate, plate, str(number), align="C")
    pdf.set_text_color(0)
    pdf.set_xy(pdf.l_margin + plate + 3, top)
    pdf.set_font(FONT, "B", size)
    pdf.multi_cell(pdf.epw - plate - 3, plate * 0.9, row.stop.name, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.set_y(max(pdf.get_y(), top + plate) + 1)
    pdf.text_block(stop_line(row), size=11 * pdf.scale, style="B")
    pdf.ln(1)


def _facts(pdf: Book, row: TimetableRow) -> None:
    size = 9 * pdf.scale
    column = 34 * pdf.scale
    for word, value in facts(row):
        pdf.set_font(FONT, "B", size)
        pdf.cell(column, size * 0.47, word)
        pdf.set_font(FONT, "", size)
        pdf.multi_cell(pdf.epw - column, size * 0.47, value, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(1)


def _figures(pdf: Book, row: TimetableRow) -> None:
    told = figures(pdf.tour.territory, row.stop)
    if told:
        pdf.heading(say("roadbook.figures"), level=3)
    for figure in told:
        pdf.text_block(f"· {figure.text}", size=9.5 * pdf.scale, style="B")
        pdf.text_block(f"   {figure.by}", size=8 * pdf.scale)
        for other in figure.others:
            pdf.text_block(f"   {other}", size=8 * pdf.scale, style="I")
    if row.stop.source:
        pdf.text_block(say("roadbook.place_source", source=row.stop.source), size=7.5 * pdf.scale)


def _frame(pdf: Book) -> None:
    """Draw an empty frame for a photo beside lines for notes, where the page has room."""
    height = min(pdf.foot - pdf.get_y() - 6, 85 * pdf.scale)
    if height < _LEAST_FRAME_MM * pdf.scale:
        return
    top, width = pdf.foot - height, min(pdf.epw * 0.55, height / _FRAME_SHARE)
    pdf.set_draw_color(GREY)
    pdf.set_line_width(0.2)
    pdf.set_dash_pattern(1.5, 1.2)
    pdf.rect(pdf.l_margin, top, width, height)
    pdf.set_dash_pattern()
    pdf.set_font(FONT, "", 8 * pdf.scale)
    pdf.set_text_color(GREY)
    pdf.set_xy(pdf.l_margin, top + height / 2 - 2)
    pdf.cell(width, 4, say("roadbook.photo"), align="C")
    left = pdf.l_margin + width + 5
    pdf.set_xy(left, top)
    pdf.cell(20, 4, say("roadbook.own_notes"))
    pdf.set_text_color(0)
    step = 8 * pdf.scale
    y = top + 12 * pdf.scale
    while y <= top + height:
        pdf.line(left, y, pdf.w - pdf.r_margin, y)
        y += step

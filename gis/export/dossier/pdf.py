"""A dossier on A4 paper: located map, verdicts, notices, land balance, surroundings, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.dossier import reasons
from gis.export.dossier.parcel_map import draw_maps
from gis.export.dossier.pdf_tables import balance, neighbours, sources, surroundings
from gis.export.dossier.pdf_verdicts import notices, verdicts
from gis.export.dossier.present import first_of_all, head
from gis.export.paper import FONT, GREY, MARGIN_MM, Paper
from gis.words import say

if TYPE_CHECKING:
    from gis.dossier import Dossier
    from gis.export.dossier.present import Head
    from gis.territory import Territory

QR_MM = 25.0
FOOT_MM = 25.0
GAP_MM = 6.0


class Sheet(Paper):
    """Paper whose every page says what it is about, and that it informs and binds nobody."""

    def __init__(self, dossier: Dossier, told: Head, *, link: str) -> None:
        title = told.title
        warning = say("paper.illustrative") if dossier.illustrative else ""
        super().__init__(title, warning=warning, link=link)
        self.running = f"{title} · {told.place}"
        self.disclaimer = dossier.disclaimer
        self.c_margin = 0.0
        self.set_auto_page_break(auto=True, margin=FOOT_MM)

    def header(self) -> None:
        """Name the parcel at the head of every page but the first, which has its title."""
        if self.page_no() == 1:
            return
        self.set_font(FONT, "B", 9)
        self.cell(0, 4, self.running, new_x="LMARGIN", new_y="NEXT")
        self.set_draw_color(GREY)
        self.set_line_width(0.2)
        self.line(self.l_margin, self.get_y() + 0.8, self.w - self.r_margin, self.get_y() + 0.8)
        self.ln(3)

    def footer(self) -> None:
        """Say that the sheet binds nobody, then what every paper says."""
        self.set_y(-MARGIN_MM - 7.5)
        self.set_font(FONT, "", 7.8)
        self.cell(0, 4, self.disclaimer)
        super().footer()


def write_sheet(dossier: Dossier, territory: Territory, *, link: str = "") -> bytes:
    """Return the sheet of a dossier as PDF, A4, in the language in use; legible in black and white.

    Parameters
    ----------
    link : str
        Address of the page that shows the same dossier, drawn as a QR code; none where it is empty.
    """
    told = head(dossier)
    pdf = Sheet(dossier, told, link=link)
    pdf.add_page()
    _head(pdf, told, link)
    draw_maps(pdf, dossier, territory)
    _first_of_all(pdf, dossier)
    verdicts(pdf, dossier, reasons(dossier, territory))
    notices(pdf, dossier)
    _side_by_side(pdf, dossier, territory)
    neighbours(pdf, dossier)
    sources(pdf, dossier)
    return pdf.as_bytes()


def _head(pdf: Paper, told: Head, link: str) -> None:
    top, width = pdf.get_y(), pdf.epw - (QR_MM + 4 if link else 0)
    if link:
        pdf.qr(link, x=pdf.w - MARGIN_MM - QR_MM, y=top - 4, side=QR_MM)
        pdf.set_font(FONT, "", 7)
        pdf.set_xy(pdf.w - MARGIN_MM - QR_MM, top + QR_MM - 4.6)
        pdf.cell(QR_MM, 3, say("sheet.scan"), align="C")
    pdf.set_xy(pdf.l_margin, top - 2)
    pdf.set_font(FONT, "B", 22)
    pdf.multi_cell(width, 9, told.title, new_x="LMARGIN", new_y="NEXT", align="L")
    pdf.text_block(" · ".join(filter(None, (told.place, told.id))), size=11, width=width)
    _facts(pdf, told, width)
    if told.outside:
        pdf.text_block(told.outside, size=8.5, style="I", width=width)
    pdf.set_y(max(pdf.get_y(), top + (QR_MM if link else 0)) + 0.5)


def _facts(pdf: Paper, told: Head, width: float) -> None:
    """Write the two areas and the ground as small columns: what it is above, how much below."""
    column, y = width / len(told.facts), pdf.get_y() + 1.5
    for place, fact in enumerate(told.facts):
        x = pdf.l_margin + place * column
        note = f"{fact.note} · {told.outline}" if fact.note else ""
        lines = ((fact.label, "", 7.5, 0.0), (fact.value, "B", 11, 3.4), (note, "", 7, 8.0))
        for text, style, size, down in lines:
            pdf.set_font(FONT, style, size)
            pdf.set_xy(x, y + down)
            pdf.cell(column, 4, text)
    pdf.set_y(y + 12.5)


def _first_of_all(pdf: Paper, dossier: Dossier) -> None:
    """Name on the first page the notices that are to be checked first: they are explained further on."""
    told = first_of_all(dossier)
    if told:
        pdf.ln(1)
        pdf.text_block(told, size=9, style="B")


def _side_by_side(pdf: Paper, dossier: Dossier, territory: Territory) -> None:
    """Land balance on the left, surroundings on the right."""
    if pdf.will_page_break(70):
        pdf.add_page()
    top, width = pdf.get_y() + 2, (pdf.epw - GAP_MM) / 2
    left = balance(pdf, dossier, territory, x=pdf.l_margin, y=top, width=width)
    right = surroundings(pdf, dossier, x=pdf.l_margin + width + GAP_MM, y=top, width=width)
    pdf.set_xy(pdf.l_margin, max(left, right) + 1)

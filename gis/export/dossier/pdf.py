"""A dossier on A4 paper: located map, verdicts, notices, land balance, surroundings, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.dossier import reasons
from gis.export.dossier.parcel_map import draw_maps
from gis.export.dossier.pdf_tables import balance, neighbours, sources, surroundings
from gis.export.dossier.pdf_verdicts import first_of_all, notices, verdicts
from gis.export.paper import FONT, GREY, MARGIN_MM, Paper
from gis.words import area, number, say, share

if TYPE_CHECKING:
    from gis.dossier import Dossier
    from gis.territory import Territory

QR_MM = 25.0
FOOT_MM = 25.0
GAP_MM = 6.0


class Sheet(Paper):
    """Paper whose every page says what it is about, and that it informs and binds nobody."""

    def __init__(self, dossier: Dossier, title: str, *, link: str) -> None:
        warning = say("paper.illustrative") if dossier.illustrative else ""
        super().__init__(title, warning=warning, link=link)
        self.running = f"{title} · {_place(dossier)}"
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
    subject = dossier.subject
    title = say(f"sheet.title_{subject.kind}", reference=subject.reference)
    pdf = Sheet(dossier, title, link=link)
    pdf.add_page()
    _head(pdf, dossier, title, link)
    draw_maps(pdf, dossier, territory)
    first_of_all(pdf, dossier)
    verdicts(pdf, dossier, reasons(dossier, territory))
    notices(pdf, dossier)
    _side_by_side(pdf, dossier, territory)
    neighbours(pdf, dossier)
    sources(pdf, dossier)
    return pdf.as_bytes()


def _place(dossier: Dossier) -> str:
    code, name = dossier.commune
    return say("sheet.place", commune=name, code=code)


def _head(pdf: Paper, dossier: Dossier, title: str, link: str) -> None:
    top, width = pdf.get_y(), pdf.epw - (QR_MM + 4 if link else 0)
    if link:
        pdf.qr(link, x=pdf.w - MARGIN_MM - QR_MM, y=top - 4, side=QR_MM)
        pdf.set_font(FONT, "", 7)
        pdf.set_xy(pdf.w - MARGIN_MM - QR_MM, top + QR_MM - 4.6)
        pdf.cell(QR_MM, 3, say("sheet.scan"), align="C")
    pdf.set_xy(pdf.l_margin, top - 2)
    pdf.set_font(FONT, "B", 22)
    pdf.multi_cell(width, 9, title, new_x="LMARGIN", new_y="NEXT", align="L")
    named = dossier.subject.kind == "parcel"
    told = f"{_place(dossier)} · {dossier.subject.id}" if named else _place(dossier)
    pdf.text_block(told, size=11, width=width)
    _facts(pdf, dossier, width)
    if dossier.outside_m2:
        pdf.text_block(say("sheet.outside", area=area(dossier.outside_m2)), size=8.5, style="I", width=width)
    pdf.set_y(max(pdf.get_y(), top + (QR_MM if link else 0)) + 0.5)


def _facts(pdf: Paper, dossier: Dossier, width: float) -> None:
    """Write the two areas and the ground as small columns: what it is above, how much below."""
    facts = _fact_texts(dossier)
    column, y = width / len(facts), pdf.get_y() + 1.5
    for place, (name, value, note) in enumerate(facts):
        x = pdf.l_margin + place * column
        for text, style, size, down in ((name, "", 7.5, 0.0), (value, "B", 11, 3.4), (note, "", 7, 8.0)):
            pdf.set_font(FONT, style, size)
            pdf.set_xy(x, y + down)
            pdf.cell(column, 4, text)
    pdf.set_y(y + 12.5)


def _fact_texts(dossier: Dossier) -> list[tuple[str, str, str]]:
    subject, ground = dossier.subject, dossier.terrain
    facts = []
    if subject.kind == "parcel":
        fiscal = subject.contenance_m2
        facts.append((say("sheet.fiscal"), say("sheet.unknown") if fiscal is None else area(fiscal), ""))
    status = f"{say('sheet.outline')} {say(f'status.{subject.status}')}"
    facts.append((say("sheet.measured"), area(subject.gis_area_m2), f"{say('sheet.shares_of')} · {status}"))
    if ground is not None:
        low, high = number(ground.altitude_min_m), number(ground.altitude_max_m)
        told = high if low == high else say("sheet.range", low=low, high=high)
        facts.append((say("sheet.altitude"), f"{told}\u00a0m", ""))
        slopes = f"{share(ground.slope_mean_pct)} / {share(ground.slope_max_pct)}"
        facts.append((say("sheet.slope"), slopes, ""))
    return facts


def _side_by_side(pdf: Paper, dossier: Dossier, territory: Territory) -> None:
    """Land balance on the left, surroundings on the right."""
    if pdf.will_page_break(70):
        pdf.add_page()
    top, width = pdf.get_y() + 2, (pdf.epw - GAP_MM) / 2
    left = balance(pdf, dossier, territory, x=pdf.l_margin, y=top, width=width)
    right = surroundings(pdf, dossier, x=pdf.l_margin + width + GAP_MM, y=top, width=width)
    pdf.set_xy(pdf.l_margin, max(left, right) + 1)

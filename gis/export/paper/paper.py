"""A sheet of paper, black and white first: the same fonts, header and footer for every document."""

from __future__ import annotations

import datetime as dt
import io
from importlib import resources
from typing import TYPE_CHECKING, Any

import segno
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from gis.words import date_text, language, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FONT = "Source Sans Pro"
FONT_PACKAGE = "font_source_sans_pro"
MARGIN_MM = 15.0
A5_MM = (148.0, 210.0)
GREY = 110
LIGHT = 235
KEPT_MM = {1: 30.0, 2: 22.0, 3: 12.0}
"""What must follow a heading on its page, by level: a heading never stands alone at the foot."""
STATUS_FRAME = {"illustrative": "dashed", "generalised": "dotted"}


class Paper(FPDF):
    """One document on paper.

    Parameters
    ----------
    title : str
        Title of the document, in its head and its metadata.
    warning : str
        Words that stand at the foot of every page, such as that the territory is illustrative.
    link : str
        Address that the document was made from, at the foot of every page.
    size : str
        `A4`, `A3` or `A5`.
    landscape : bool
        Wider than high.
    """

    def __init__(
        self, title: str, *, warning: str = "", link: str = "", size: str = "A4", landscape: bool = False
    ) -> None:
        # In millimetres, since fpdf2 warns of its own A5.
        page = A5_MM if size == "A5" else size
        super().__init__(orientation="landscape" if landscape else "portrait", unit="mm", format=page)
        folder = resources.files(FONT_PACKAGE) / "files"
        for style, name in (("", "Regular"), ("B", "Semibold"), ("I", "It")):
            self.add_font(FONT, style, str(folder / f"SourceSansPro-{name}.ttf"))
        self.warning, self.link_text = warning, link
        self.set_title(title)
        self.set_lang(language())
        self.set_margins(MARGIN_MM, MARGIN_MM)
        self.set_auto_page_break(auto=True, margin=MARGIN_MM + 6)
        self.set_font(FONT, size=10)
        self.alias_nb_pages()

    def footer(self) -> None:
        """Write the warning, the date and the page number; called by fpdf2 for every page."""
        self.set_y(-MARGIN_MM - 3)
        self.set_draw_color(GREY)
        self.set_line_width(0.2)
        self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())
        self.set_text_color(0)
        if self.warning:
            self.set_font(FONT, "B", 8)
            self.cell(0, 4, self.warning, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_font(FONT, "", 7.5)
        self.set_text_color(GREY - 40)
        page = say("paper.page", page=self.page_no(), pages="{nb}")
        today = say("paper.made_on", date=date_text(dt.datetime.now(tz=dt.UTC).date()))
        self.cell(0, 4, f"{today} · {page}")
        if self.link_text:
            self.set_x(self.l_margin)
            self.cell(0, 4, self.link_text, align="R", link=self.link_text)
        self.set_text_color(0)

    def heading(self, text: str, *, level: int = 1) -> None:
        """Write a heading; level 1 is the title of the document."""
        size, space = {1: (18, 8), 2: (12.5, 6.5)}.get(level, (10.5, 5.5))
        if level > 1:
            self.ln(1.5)
        if self.will_page_break(space + KEPT_MM.get(level, 0)):
            self.add_page()
        self.set_font(FONT, "B", size)
        self.multi_cell(0, space, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
        self.set_font(FONT, "", 10)

    def text_block(self, text: str, *, size: float = 10, style: str = "", width: float = 0) -> None:
        """Write a paragraph."""
        self.set_font(FONT, style, size)
        self.multi_cell(width, size * 0.45, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
        self.set_font(FONT, "", 10)

    def badge(self, text: str, *, status: str = "") -> None:
        """Write a word in a frame; the frame's dash tells the status in black and white."""
        self.set_font(FONT, "B", 8)
        width = self.get_string_width(text) + 4
        x, y = self.get_x(), self.get_y()
        dash = {"dashed": (1.2, 0.8), "dotted": (0.4, 0.6)}.get(STATUS_FRAME.get(status, ""), (0, 0))
        self.set_dash_pattern(*dash)
        self.set_draw_color(0)
        self.rect(x, y, width, 4.6)
        self.set_dash_pattern()
        self.cell(width, 4.6, text, align="C")
        self.set_xy(x + width + 2, y)
        self.set_font(FONT, "", 10)

    def data_table(
        self,
        head: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        widths: Sequence[float],
        align: str = "",
        size: float = 8.5,
        bold_rows: Iterable[int] = (),
    ) -> None:
        """Write a table whose head is repeated on every page.

        Parameters
        ----------
        widths : sequence of float
            Relative widths of the columns.
        align : str
            One letter a column, `L`, `R` or `C`; left by default.
        bold_rows : iterable of int
            Rows written in bold, from 0.
        """
        strong = set(bold_rows)
        self.set_font(FONT, "", size)
        self.set_draw_color(170)
        names = {"L": "LEFT", "R": "RIGHT", "C": "CENTER"}
        aligns = tuple(names[letter] for letter in (align or "L" * len(head)))
        with self.table(
            col_widths=tuple(widths),
            text_align=aligns,
            line_height=size * 0.47,
            padding=(0.7, 1),
            borders_layout="HORIZONTAL_LINES",
            headings_style=FontFace(emphasis="BOLD", fill_color=(LIGHT, LIGHT, LIGHT)),
        ) as table:
            table.row(list(head))
            for index, row in enumerate(rows):
                table.row(list(row), style=FontFace(emphasis="BOLD") if index in strong else None)
        self.set_font(FONT, "", 10)

    def qr(self, address: str, *, x: float, y: float, side: float = 24) -> None:
        """Draw a QR code of an address, `side` millimetres wide, its quiet zone included."""
        buffer = io.BytesIO()
        segno.make(address, error="m").save(buffer, kind="png", scale=8, border=2)
        buffer.seek(0)
        self.image(buffer, x=x, y=y, w=side, h=side, alt_text=address, link=address)

    def as_bytes(self) -> bytes:
        """Return the finished document; nothing more may be written after it."""
        content = bytes(self.output())
        for font in self.fonts.values():
            # fpdf2 keeps the files of its fonts open until they are collected.
            font.ttfont.close()
        return content


def said(value: Any, *, otherwise: str = "–") -> str:
    """Return a value as text, or a dash where nothing is known."""
    return otherwise if value is None or value == "" else str(value)

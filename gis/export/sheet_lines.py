"""Rows of text on paper that take one line each, cut where they do not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.export.paper import FONT, GREY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.export.paper import Paper

PLAIN, FINE = 8.3, 7.2
PAD_MM = 1.0


@dataclass(frozen=True)
class Cell:
    """A text, on which side it stands, and how far from the left in mm."""

    text: str
    side: str = "L"
    indent: float = 0.0


def row(  # noqa: PLR0913 - a row of text has that many sides
    pdf: Paper,
    cells: Sequence[Cell],
    widths: Sequence[float],
    *,
    height: float,
    x: float | None = None,
    size: float = PLAIN,
    style: str = "",
    rule: bool = False,
    fill: bool = False,
) -> None:
    """Write one row where the paper stands, and go below it.

    Parameters
    ----------
    widths : sequence of float
        Of the columns, in mm; cells may be fewer.
    x : float, optional
        Where the row starts; the left margin by default.
    rule : bool
        Draw a hairline above.
    fill : bool
        Lay the fill colour of the paper under the row.
    """
    left, y = pdf.l_margin if x is None else x, pdf.get_y()
    if fill:
        pdf.rect(left, y, sum(widths), height, style="F")
    if rule:
        pdf.set_draw_color(GREY + 80)
        pdf.set_line_width(0.15)
        pdf.line(left, y, left + sum(widths), y)
    pdf.set_font(FONT, style, size)
    for cell, width in zip(cells, widths, strict=False):
        room = width - cell.indent - 2 * PAD_MM
        pdf.set_xy(left + cell.indent + PAD_MM, y)
        pdf.cell(room, height, cut(pdf, cell.text, room), align=cell.side)
        left += width
    pdf.set_xy(pdf.l_margin if x is None else x, y + height)


def cut(pdf: Paper, text: str, width: float) -> str:
    """Return a text as far as it fits into a width in mm, with dots where it was cut."""
    if pdf.get_string_width(text) <= width:
        return text
    while text and pdf.get_string_width(text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…"

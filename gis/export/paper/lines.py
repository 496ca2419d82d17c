"""Rows of text on paper: one line each, cut where they do not fit, or as many lines as they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.export.paper.paper import FONT, GREY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.export.paper.paper import Paper

PLAIN, FINE = 8.3, 7.2
PAD_MM = 1.0
NEXT_LINE = 0.78
"""How far below the first line of a row the next ones stand, in heights of the row."""


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
    wrap: bool = False,
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
    wrap : bool
        Break what does not fit into more lines, in place of cutting it.
    """
    left, y = pdf.l_margin if x is None else x, pdf.get_y()
    pdf.set_font(FONT, style, size)
    rooms = [width - cell.indent - 2 * PAD_MM for cell, width in zip(cells, widths, strict=False)]
    texts = [
        lines(pdf, cell.text, room) if wrap else [cut(pdf, cell.text, room)]
        for cell, room in zip(cells, rooms, strict=True)
    ]
    step = height * NEXT_LINE
    tall = height + step * (max(map(len, texts)) - 1)
    if fill:
        pdf.rect(left, y, sum(widths), tall, style="F")
    if rule:
        pdf.set_draw_color(GREY + 80)
        pdf.set_line_width(0.15)
        pdf.line(left, y, left + sum(widths), y)
    for cell, width, room, parts in zip(cells, widths, rooms, texts, strict=False):
        for place, part in enumerate(parts):
            pdf.set_xy(left + cell.indent + PAD_MM, y + place * step)
            pdf.cell(room, height, part, align=cell.side)
        left += width
    pdf.set_xy(pdf.l_margin if x is None else x, y + tall)


def lines(pdf: Paper, text: str, width: float) -> list[str]:
    """Return a text in lines that fit into a width in mm; a single word that does not is cut."""
    found = [""]
    for word in text.split(" "):
        longer = f"{found[-1]} {word}".strip()
        if found[-1] and pdf.get_string_width(longer) > width:
            found.append(word)
        else:
            found[-1] = longer
    return [cut(pdf, line, width) for line in found]


def cut(pdf: Paper, text: str, width: float) -> str:
    """Return a text as far as it fits into a width in mm, with dots where it was cut."""
    if pdf.get_string_width(text) <= width:
        return text
    while text and pdf.get_string_width(text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…"

"""What a printed map has beside its features: scale bar and north."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.export.paper.paper import FONT
from gis.words import length, number, say

if TYPE_CHECKING:
    from gis.export.paper.paper import Paper
    from gis.export.paper.paper_map import Frame

_BARS_M = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)


def furnish(pdf: Paper, frame: Frame) -> None:
    """Draw the neat line, the scale bar, the scale in words and the north arrow of a frame."""
    with pdf.local_context():
        pdf.set_draw_color(0)
        pdf.set_line_width(0.3)
        pdf.rect(frame.x, frame.y, frame.width, frame.height)
    _scale_bar(pdf, frame)
    _north(pdf, frame)


def _scale_bar(pdf: Paper, frame: Frame) -> None:
    third = (frame.bounds[2] - frame.bounds[0]) / 3
    metres = max((bar for bar in _BARS_M if bar <= third), default=_BARS_M[0])
    width = metres * frame.mm_per_metre
    x, y = frame.x + 3, frame.y + frame.height - 4
    with pdf.local_context(fill_opacity=0.85):
        pdf.set_fill_color(255)
        pdf.rect(x - 1.5, y - 5, max(width, 46) + 4, 7.6, style="F")
    pdf.set_fill_color(0)
    pdf.set_draw_color(0)
    pdf.set_line_width(0.2)
    pdf.rect(x, y, width / 2, 1.2, style="DF")
    pdf.rect(x + width / 2, y, width / 2, 1.2)
    pdf.set_font(FONT, "", 7)
    pdf.set_xy(x - 1, y - 4.4)
    pdf.cell(0, 4, f"{length(metres)} · {say('paper.scale', scale=number(frame.scale))}")


def _north(pdf: Paper, frame: Frame) -> None:
    x, y = frame.x + frame.width - 6, frame.y + 4
    with pdf.local_context(fill_opacity=0.85):
        pdf.set_fill_color(255)
        pdf.rect(x - 3, y - 3, 6, 13, style="F")
    pdf.set_fill_color(0)
    pdf.set_draw_color(0)
    pdf.polygon([(x, y - 1.5), (x - 1.8, y + 5), (x, y + 3.6), (x + 1.8, y + 5)], style="DF")
    pdf.set_font(FONT, "B", 8)
    pdf.set_xy(x - 3, y + 5.2)
    pdf.cell(6, 3.6, say("paper.north"), align="C")

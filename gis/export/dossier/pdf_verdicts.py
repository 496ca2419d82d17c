"""The verdict of every theme and the notices, on a dossier's sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.export.dossier.present import amounts, by_verdict, item_name, nearest, notice_text, told_items
from gis.export.paper import FINE, FONT, GREY, LIGHT, Cell, row, said
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.dossier import Answer, Dossier, Item, Notice
    from gis.export.dossier.present import Amounts
    from gis.export.paper import Paper

WIDTHS = (59.0, 21.0, 23.0, 16.0, 19.0, 14.0, 28.0)
MOST_ITEMS = 4
SIGN_MM = 1.15
ROW_MM, ITEM_MM = 4.5, 3.7
LEADING = 0.45
"""Millimetres of a line for each point of its letters."""
_Block = tuple[str, str, float, int]
_HEAD = ("theme", "status", "area", "share", "length", "count", "nearest")


def verdicts(pdf: Paper, dossier: Dossier, reasons: Sequence[str] = ()) -> None:
    """Write the table of verdicts: concerned first, then not concerned, then without data and why."""
    pdf.heading(say("sheet.verdicts"), level=2)
    _head(pdf)
    for verdict, answers in by_verdict(dossier).items():
        if answers:
            _group(pdf, verdict, answers)
    for reason in reasons:
        pdf.text_block(reason, size=8.3)
    pdf.ln(1)


def notices(pdf: Paper, dossier: Dossier) -> None:
    """Write every notice: level and title, meaning, certainty, who decides, source and date."""
    pdf.heading(say("sheet.notices"), level=2)
    if not dossier.notices:
        pdf.text_block(say("sheet.no_notice"), size=9)
    for notice in dossier.notices:
        _notice(pdf, notice)


def _head(pdf: Paper) -> None:
    pdf.set_fill_color(LIGHT)
    cells = [Cell(say(f"sheet.{name}"), "R" if 2 <= place <= 5 else "L") for place, name in enumerate(_HEAD)]  # noqa: PLR2004 - the columns of figures
    row(pdf, cells, WIDTHS, height=ROW_MM + 0.4, style="B", fill=True)


def _group(pdf: Paper, verdict: str, answers: list[Answer]) -> None:
    if pdf.will_page_break(3 * ROW_MM):
        pdf.add_page()
        _head(pdf)
    pdf.ln(0.8)
    _sign(pdf, verdict)
    pdf.set_font(FONT, "B", 9)
    pdf.cell(0, ROW_MM, say(f"sheet.group_{verdict}", count=len(answers)), new_x="LMARGIN", new_y="NEXT")
    if verdict == "no_data":
        titles = ", ".join(answer.title for answer in answers)
        pdf.text_block(f"{titles}. {say('status.no_data_means')}", size=8.3)
        return
    for answer in answers:
        shown = min(len(answer.items), MOST_ITEMS + 1)
        if pdf.will_page_break(ROW_MM + shown * ITEM_MM):
            pdf.add_page()
            _head(pdf)
        if verdict == "concerned":
            _concerned(pdf, answer)
        else:
            _elsewhere(pdf, answer)


def _sign(pdf: Paper, verdict: str) -> None:
    """Draw a full disc, an empty one or a dashed one, so that colour is never needed."""
    x, y = pdf.l_margin + SIGN_MM + 0.6, pdf.get_y() + ROW_MM / 2
    with pdf.local_context():
        pdf.set_draw_color(0)
        pdf.set_fill_color(0)
        pdf.set_line_width(0.35)
        if verdict == "no_data":
            pdf.set_dash_pattern(0.6, 0.7)
        pdf.circle(x, y, SIGN_MM, style="DF" if verdict == "concerned" else "D")
    pdf.set_x(pdf.l_margin + 2 * SIGN_MM + 2)


def _concerned(pdf: Paper, answer: Answer) -> None:
    told = amounts(answer)
    cells = [
        Cell(answer.title),
        Cell(say(f"status.{answer.status}")),
        *_amounts(told),
        Cell(said(told.count), "R"),
        Cell(say("sheet.on_it")),
    ]
    row(pdf, cells, WIDTHS, height=ROW_MM, style="B", rule=True)
    named = told_items(answer)
    for item in named[:MOST_ITEMS]:
        row(pdf, _item(item), WIDTHS, height=ITEM_MM, size=FINE)
    if len(named) > MOST_ITEMS:
        more = say("sheet.items_more", count=len(named) - MOST_ITEMS)
        row(pdf, [Cell(more, indent=4)], (pdf.epw,), height=ITEM_MM, size=FINE)


def _item(item: Item) -> list[Cell]:
    return [Cell(item_name(item), indent=4), Cell(say(f"status.{item.status}")), *_amounts(amounts(item))]


def _amounts(told: Amounts) -> list[Cell]:
    return [Cell(said(text), "R") for text in (told.area, told.share, told.length)]


def _elsewhere(pdf: Paper, answer: Answer) -> None:
    """Say how far the nearest feature is, which way, and what it is called."""
    told = " · ".join(nearest(answer).parts)
    widths = (*WIDTHS[:2], sum(WIDTHS[2:]))
    cells = [Cell(answer.title), Cell(say(f"status.{answer.status}")), Cell(told, "R")]
    row(pdf, cells, widths, height=ROW_MM, rule=True)


def _notice(pdf: Paper, notice: Notice) -> None:
    blocks = _notice_blocks(notice)
    height = sum(_height(pdf, *block) for block in blocks)
    if pdf.will_page_break(height + 2):
        pdf.add_page()
    top, indent = pdf.get_y() + 0.6, 3.5
    pdf.set_y(top)
    for text, style, size, grey in blocks:
        pdf.set_x(pdf.l_margin + indent)
        pdf.set_font(FONT, style, size)
        pdf.set_text_color(grey)
        pdf.multi_cell(0, size * LEADING, text, new_x="LMARGIN", new_y="NEXT", align="L")
    pdf.set_text_color(0)
    pdf.set_fill_color(0)
    width = {"attention": 1.6, "rule": 0.9}.get(notice.level, 0.3)
    pdf.rect(pdf.l_margin, top + 0.4, width, pdf.get_y() - top - 0.6, style="F")
    pdf.ln(1.2)


def _notice_blocks(notice: Notice) -> list[_Block]:
    told = notice_text(notice)
    details = filter(None, (told.certainty, told.decides, told.source))
    return [
        (f"{told.level_text} · {told.title}", "B", 9.2, 0),
        (told.text, "", 8.6, 0),
        (" ".join(details), "", 7.5, GREY - 50),
    ]


def _height(pdf: Paper, text: str, style: str, size: float, _grey: int) -> float:
    pdf.set_font(FONT, style, size)
    width = pdf.epw - 3.5
    return float(pdf.multi_cell(width, size * LEADING, text, dry_run=True, output="HEIGHT"))

"""Spreadsheets with several sheets, where no text from the data may act as a formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from gis.export.formats.table import safe_cell
from gis.files import written_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

LONGEST_TITLE = 31
WIDEST = 60
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def write_workbook(sheets: Mapping[str, Iterable[Sequence[Any]]], path: Path) -> None:
    """Write sheets of rows, first row bold, in place of an older file.

    Parameters
    ----------
    sheets : Mapping
        Title and rows of each sheet; titles are shortened and made different where they must be.

    Raises
    ------
    StoreError
        When the file cannot be written; an older one is still there.
    """
    with written_whole(path) as part:
        part.touch()
        book = Workbook(write_only=True)
        for title, rows in sheets.items():
            _sheet(book, title, rows)
        book.save(part)


def _sheet(book: Workbook, title: str, rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.create_sheet(sheet_title(title, book.sheetnames))
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        cells = [clean(value) for value in row]
        if number == 0:
            for column, value in enumerate(cells, start=1):
                width = min(WIDEST, max(10, len(str(value)) + 2))
                sheet.column_dimensions[get_column_letter(column)].width = width
            cells = [_bold(sheet, value) for value in cells]
        sheet.append(cells)


def sheet_title(title: str, taken: Sequence[str]) -> str:
    """Return a title that a spreadsheet takes: 31 characters, no special sign, not used yet."""
    plain = " ".join(_FORBIDDEN.sub(" ", title).split())[:LONGEST_TITLE] or "-"
    used = {name.lower() for name in taken}
    number, unique = 2, plain
    while unique.lower() in used:
        unique = f"{plain[: LONGEST_TITLE - 3]} {number}"
        number += 1
    return unique


def clean(value: Any) -> Any:
    """Return a value as a cell may hold it: no formula, no control character, nothing for the unknown."""
    if isinstance(value, str):
        return safe_cell(ILLEGAL_CHARACTERS_RE.sub("", value))
    if isinstance(value, float) and value != value:  # noqa: PLR0124
        return None
    return value


def _bold(sheet: Any, value: Any) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    cell.font = Font(bold=True)
    return cell

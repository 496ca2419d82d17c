"""Lists of parcels, pasted or uploaded: the good rows are found, the others are reported one by one."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.errors import InputError, ParcelNotFoundError, ReferenceFormatError, UploadError
from gis.parcels.reference import parse, short
from gis.words import number, say

if TYPE_CHECKING:
    from gis.parcels.parcels_index import Parcels

MOST_LINES = 200_000
MOST_BYTES = 20_000_000
EXPLAINED = 200
"""Refused lines that name the nearest real references; beyond, the reason alone is given."""
MOST_COLUMNS = 100
"""Columns that are looked at for references."""
SAMPLED = 200
"""Lines that tell which column of a table holds the references."""
_HEADINGS = {
    "id",
    "idu",
    "parcelle",
    "parcel",
    "reference",
    "référence",
    "ref",
    "idpar",
    "refs",
    "references",
}


@dataclass(frozen=True)
class RefusedLine:
    """One line of a list that names no parcel.

    Attributes
    ----------
    line : int
        Its number, from 1.
    text : str
        What stands there, shortened.
    reason : str
        Why it was refused and how to mend it.
    """

    line: int
    text: str
    reason: str


@dataclass(frozen=True)
class ParcelList:
    """What a list names.

    Attributes
    ----------
    ids : tuple[str, ...]
        The parcels, each once, in the order of the list.
    refusals : tuple[RefusedLine, ...]
        The lines that name none.
    duplicates : int
        Times that a parcel was named again.
    lines : int
        Lines with something on them, heading not counted.
    """

    ids: tuple[str, ...]
    refusals: tuple[RefusedLine, ...]
    duplicates: int
    lines: int

    @property
    def summary(self) -> str:
        """One sentence: how many lines, found, named twice, refused."""
        return say(
            "parcels.list_summary",
            lines=number(self.lines),
            found=number(len(self.ids)),
            duplicates=number(self.duplicates),
            refused=number(len(self.refusals)),
        )


def read_list(content: str | bytes, parcels: Parcels) -> ParcelList:
    """Read a list of references, one a line, or a CSV table with a column of references.

    A section alone stands for all its parcels.

    Raises
    ------
    UploadError
        When the list is empty, too long, or not text.
    """
    rows = _rows(_text(content))
    found: dict[str, None] = {}
    refusals: list[RefusedLine] = []
    duplicates = 0
    for line, text in rows:
        try:
            ids = _find(text, parcels, explain=len(refusals) < EXPLAINED)
        except InputError as error:
            refusals.append(RefusedLine(line, short(text), str(error)))
            continue
        fresh = [item for item in ids if item not in found]
        duplicates += not fresh
        found.update(dict.fromkeys(fresh))
    return ParcelList(tuple(found), tuple(refusals), duplicates, len(rows))


def _find(text: str, parcels: Parcels, *, explain: bool) -> list[str]:
    try:
        return parcels.matches(text)
    except ParcelNotFoundError:
        if explain:
            raise
        msg = say("parcels.not_found", text=short(text), commune=parcels.commune, near="")
        raise ParcelNotFoundError(msg) from None


def _text(content: str | bytes) -> str:
    if len(content) > MOST_BYTES:
        msg = say("parcels.list_too_big", megabytes=MOST_BYTES // 1_000_000)
        raise UploadError(msg)
    if isinstance(content, str):
        return content
    if b"\0" in content[:4096]:
        msg = say("parcels.list_not_text")
        raise UploadError(msg)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What a French spreadsheet writes when it is asked for CSV.
        return content.decode("cp1252", errors="replace")


def _rows(text: str) -> list[tuple[int, str]]:
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        msg = say("parcels.list_empty")
        raise UploadError(msg)
    if len(lines) > MOST_LINES:
        msg = say("parcels.list_too_long", lines=MOST_LINES)
        raise UploadError(msg)
    cells = [(number, _cells(line)) for number, line in lines]
    if len(lines) == 1:
        return [(1, cell) for cell in cells[0][1] if cell]
    column = _column([row for _, row in cells[:SAMPLED]])
    chosen = [(number, row[column] if column < len(row) else "") for number, row in cells]
    if chosen[0][1].lower() in _HEADINGS or (len(cells[0][1]) > 1 and not _is_reference(chosen[0][1])):
        chosen = chosen[1:]
    return chosen


def _cells(line: str) -> list[str]:
    delimiter = next((sign for sign in (";", "\t", ",") if sign in line), ";")
    try:
        return [cell.strip() for cell in next(csv.reader(io.StringIO(line), delimiter=delimiter), [])]
    except csv.Error:
        # A cell that is larger than any reference: the line is refused as a whole.
        return [line]


def _column(rows: list[list[str]]) -> int:
    # A column of full references wins over one of section letters, which are references too.
    width = min(max(len(row) for row in rows), MOST_COLUMNS)
    scores = [sum(_weight(row[place]) for row in rows if place < len(row)) for place in range(width)]
    return max(range(width), key=lambda place: (scores[place], -place))


def _weight(text: str) -> int:
    try:
        return 3 if parse(text).number else 1
    except ReferenceFormatError:
        return 0


def _is_reference(text: str) -> bool:
    return _weight(text) > 0

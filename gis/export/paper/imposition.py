"""A document as sheets to fold: two of its pages on each side, still tagged, titled, and holding its files.

Every page becomes a form, and each side of a sheet draws two of them (ISO 32000-1, 8.10). What the document
tells of its content follows it there: its structure and the order in which it is read, links, bookmarks.
Marked content is numbered once on each side, so that readers that look for it by side find it too.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, StreamObject

from gis.export.paper.imposed_tags import (
    Half,
    follow_destinations,
    follow_links,
    follow_structure,
    held,
    marks_by_key,
    reference,
    shift_marks,
)

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import IndirectObject, PdfObject

POINTS_PER_MM = 72 / 25.4
SHEET_MM = (297.0, 210.0)
PAGES_A_SHEET = 4
_MARK = re.compile(rb"\((?:\\.|[^\\()])*\)|(<<\s*/MCID )(\d+)", re.DOTALL)
"""The number of marked content; texts are passed over."""
_PAGE_COUNT = re.compile(rb"(<xmpTPg:NPages>)\d+")
_NAMES = ("/Left", "/Right")
_OF_CONTENT = ("/Resources", "/StructParents", "/Group")
"""What a page says of its content, and a form as well."""
_PRINTED = {"/Duplex": "/DuplexFlipShortEdge", "/PrintScaling": "/None"}
"""What printers are asked for (12.2): both sides, turned so that the sheets fold, in their own size."""


def order(pages: int) -> list[tuple[int, int]]:
    """Return which pages (from 0) lie left and right on each side of the sheets, in printing order.

    The number of pages is brought to a multiple of four; a number beyond the last page is a blank one.

    Examples
    --------
    >>> order(4)
    [(3, 0), (1, 2)]
    """
    whole = -(-pages // PAGES_A_SHEET) * PAGES_A_SHEET
    sides = []
    for sheet in range(whole // PAGES_A_SHEET):
        first, last = 2 * sheet, whole - 1 - 2 * sheet
        sides += [(last, first), (first + 1, last - 1)]
    return sides


def imposed(content: bytes) -> bytes:
    """Return a document of the press on A5 as A4 sheets to print on both sides and to fold."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)), keep_initial_header=True)
    sides = order(len(writer.pages))
    for _ in range(2 * len(sides) - len(writer.pages)):
        writer.add_blank_page()
    pages, marks = list(writer.pages), marks_by_key(writer.root_object)
    halves: dict[int, Half] = {}
    for left, right in sides:
        halves |= _pair(writer, pages[left], pages[right], marks)
    follow_structure(writer.root_object, halves)
    follow_destinations(writer.root_object, halves)
    for left, right in sides:
        _side(writer, (pages[left], pages[right]), halves)
    _bind(writer, [pages[left] for left, _ in sides])
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _pair(
    writer: PdfWriter, left: PageObject, right: PageObject, marks: dict[int | None, ArrayObject]
) -> dict[int, Half]:
    """Make forms of the two pages of a side, which takes the place of the left one among the objects."""
    middle = SHEET_MM[0] * POINTS_PER_MM / 2
    shift = len(marks.get(held(left, "/StructParents"), ()))
    shift_marks(marks.get(held(right, "/StructParents")), shift)
    side = reference(left)
    return {
        side.idnum: Half(side, _form(writer, left, 0), middle - float(left.mediabox.width), 0),
        reference(right).idnum: Half(side, _form(writer, right, shift), middle, shift),
    }


def _form(writer: PdfWriter, page: PageObject, shift: int) -> IndirectObject:
    """Make a form of the content of a page, in its place among the objects."""
    stream = page["/Contents"].get_object() if "/Contents" in page else StreamObject()
    assert isinstance(stream, StreamObject)
    if shift:
        stream.set_data(_MARK.sub(lambda found: _shifted(found, shift), stream.get_data()))
    stream.update({
        NameObject("/Type"): NameObject("/XObject"),
        NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): ArrayObject(map(FloatObject, page.mediabox)),
        **{NameObject(key): page.raw_get(key) for key in _OF_CONTENT if key in page},
    })  # fmt: skip
    return _added(writer, stream)


def _shifted(found: re.Match[bytes], shift: int) -> bytes:
    return found[0] if found[1] is None else found[1] + str(int(found[2]) + shift).encode()


def _side(writer: PdfWriter, pair: tuple[PageObject, PageObject], halves: dict[int, Half]) -> None:
    """Turn the left page of two into a side of a sheet, on which the forms of both are drawn."""
    placed = [halves[reference(page).idnum] for page in pair]
    links = ArrayObject(
        link
        for page, half in zip(pair, placed, strict=True)
        for link in follow_links(held(page, "/Annots") or (), half, halves)
    )
    told = {
        "/Type": NameObject("/Page"),
        "/Parent": pair[0].raw_get("/Parent"),
        "/MediaBox": ArrayObject(FloatObject(mm * POINTS_PER_MM) for mm in (0, 0, *SHEET_MM)),
        "/Resources": DictionaryObject({NameObject("/XObject"): _forms(placed)}),
        "/Contents": _added(writer, _drawn(placed)),
        "/Annots": links,
        # Links are reached in the order of the structure (ISO 14289-1, 7.18.3).
        "/Tabs": NameObject("/S"),
    }
    for page in pair:
        page.clear()
    pair[0].update({NameObject(key): value for key, value in told.items()})


def _forms(placed: list[Half]) -> DictionaryObject:
    return DictionaryObject({NameObject(name): half.form for name, half in zip(_NAMES, placed, strict=True)})


def _drawn(placed: list[Half]) -> StreamObject:
    """Return the content of a side: each form at its place."""
    drawn = StreamObject()
    parts = (f"q 1 0 0 1 {half.x:.3f} 0 cm {name} Do Q" for name, half in zip(_NAMES, placed, strict=True))
    drawn.set_data("\n".join(parts).encode())
    return drawn


def _bind(writer: PdfWriter, sides: list[PageObject]) -> None:
    """Make the sides the pages of the document, and tell printers and catalogues of them."""
    root: Any = writer.root_object
    root["/Pages"].update({
        NameObject("/Kids"): ArrayObject(map(reference, sides)),
        NameObject("/Count"): NumberObject(len(sides)),
    })  # fmt: skip
    shown = DictionaryObject(held(root, "/ViewerPreferences") or {})
    shown.update({NameObject(key): NameObject(value) for key, value in _PRINTED.items()})
    root[NameObject("/ViewerPreferences")] = shown
    stream = held(root, "/Metadata")
    if stream is not None:
        stream.set_data(_PAGE_COUNT.sub(rb"\g<1>%d" % len(sides), stream.get_data()))


def _added(writer: PdfWriter, item: PdfObject) -> IndirectObject:
    """Return the reference of an object, which becomes one of the document where it is none."""
    return writer._add_object(item)  # noqa: SLF001 - pypdf offers no other way to add an object

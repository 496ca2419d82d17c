"""A document as sheets to fold: two of its pages on each side, still tagged, titled, and holding its files.

Every page becomes a form, and each side of a sheet draws two of them (ISO 32000-1, 8.10). What the document
tells of its content follows it there: its structure and the order in which it is read, links, bookmarks.
Marked content is numbered once on each side, so that readers that look for it by side find it too.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream

from gis.export.paper.imposed_tags import (
    Half,
    ParentTree,
    follow_destinations,
    follow_links,
    follow_structure,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gis.export.paper.imposed_tags import ObjectKey

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
    with Pdf.open(io.BytesIO(content)) as document:
        sides = order(len(document.pages))
        while len(document.pages) < 2 * len(sides):
            document.add_blank_page().mediabox = document.pages[0].mediabox
        pages, tree = [page.obj for page in document.pages], ParentTree(document.Root)
        halves: dict[ObjectKey, Half] = {}
        for left, right in sides:
            halves |= _pair(document, pages[left], pages[right], tree)
        follow_structure(document.Root, halves)
        follow_destinations(document.Root, halves)
        del document.pages[:]
        for left, right in sides:
            _side(document, (pages[left], pages[right]), halves)
            document.pages.append(Page(pages[left]))
        _tell(document, len(sides))
        target = io.BytesIO()
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return target.getvalue()


def _pair(document: Pdf, left: Any, right: Any, tree: ParentTree) -> dict[ObjectKey, Half]:
    """Make forms of the two pages of a side, which takes the place of the left one among the objects."""
    middle = SHEET_MM[0] * POINTS_PER_MM / 2
    shift = tree.count(left)
    tree.shift(right, shift)
    width = float(left.MediaBox[2])
    return {
        left.objgen: Half(left, _form(document, left, 0), middle - width, 0),
        right.objgen: Half(left, _form(document, right, shift), middle, shift),
    }


def _form(document: Pdf, page: Any, shift: int) -> Stream:
    """Make a form of the content of a page."""
    drawn = page.Contents.read_bytes() if "/Contents" in page else b""
    if shift:
        drawn = _MARK.sub(lambda found: _shifted(found, shift), drawn)
    of_content = {key: page[key] for key in _OF_CONTENT if key in page}
    kind = {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": page.MediaBox}
    return Stream(document, drawn, Dictionary({**kind, **of_content}))


def _shifted(found: re.Match[bytes], shift: int) -> bytes:
    return found[0] if found[1] is None else found[1] + str(int(found[2]) + shift).encode()


def _side(document: Pdf, pair: tuple[Any, Any], halves: Mapping[ObjectKey, Half]) -> None:
    """Turn the left page of two into a side of a sheet, on which the forms of both are drawn."""
    placed = [halves[page.objgen] for page in pair]
    links = [
        link
        for page, half in zip(pair, placed, strict=True)
        for link in follow_links(page.get("/Annots", Array()), half, halves)
    ]
    forms = {name: half.form for name, half in zip(_NAMES, placed, strict=True)}
    for key in list(pair[0].keys()):
        del pair[0][key]
    pair[0].Type = Name.Page
    pair[0].MediaBox = Array([mm * POINTS_PER_MM for mm in (0, 0, *SHEET_MM)])
    pair[0].Resources = Dictionary(XObject=Dictionary(forms))
    pair[0].Contents = Stream(document, _drawn(placed))
    pair[0].Annots = Array(links)
    # Links are reached in the order of the structure (ISO 14289-1, 7.18.3).
    pair[0].Tabs = Name.S


def _drawn(placed: list[Half]) -> bytes:
    """Return the content of a side: each form at its place."""
    parts = (f"q 1 0 0 1 {half.x:.3f} 0 cm {name} Do Q" for name, half in zip(_NAMES, placed, strict=True))
    return "\n".join(parts).encode()


def _tell(document: Pdf, sides: int) -> None:
    """Tell printers and catalogues of the sides."""
    root = document.Root
    shown = root.get("/ViewerPreferences", Dictionary())
    for key, value in _PRINTED.items():
        shown[key] = Name(value)
    root.ViewerPreferences = shown
    if "/Metadata" in root:
        root.Metadata.write(_PAGE_COUNT.sub(rb"\g<1>%d" % sides, root.Metadata.read_bytes()))

"""The road-book as an A5 booklet: A4 sheets to print on both sides (short edge), fold and staple."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pypdf import PageObject, PdfReader, PdfWriter, Transformation

from gis.export.tour.pdf import roadbook

if TYPE_CHECKING:
    from gis.tours import Tour

POINTS_PER_MM = 72 / 25.4
SHEET_MM = (297.0, 210.0)
PAGES_A_SHEET = 4


def booklet(tour: Tour, *, link: str = "") -> bytes:
    """Return the booklet as a PDF of A4 pages in landscape, two A5 pages on each.

    Raises
    ------
    WalkError
        When no stop is left in the tour.
    """
    return imposed(roadbook(tour, link=link, size="A5"))


def order(pages: int) -> list[tuple[int, int]]:
    """Return which pages (from 0) lie left and right on each side of the sheets, in printing order.

    The number of pages is brought to a multiple of four; a number beyond the last page is a blank one.
    """
    whole = -(-pages // PAGES_A_SHEET) * PAGES_A_SHEET
    sides = []
    for sheet in range(whole // PAGES_A_SHEET):
        first, last = 2 * sheet, whole - 1 - 2 * sheet
        sides += [(last, first), (first + 1, last - 1)]
    return sides


def imposed(content: bytes) -> bytes:
    """Return a PDF of A5 pages as sheets to fold."""
    reader, writer = PdfReader(io.BytesIO(content)), PdfWriter()
    width, height = (side * POINTS_PER_MM for side in SHEET_MM)
    for pair in order(len(reader.pages)):
        side = PageObject.create_blank_page(width=width, height=height)
        for place, page in enumerate(pair):
            if page < len(reader.pages):
                move = Transformation().translate(place * width / 2, 0)
                side.merge_transformed_page(reader.pages[page], move)
        writer.add_page(side)
    if reader.metadata is not None:
        writer.add_metadata({key: str(value) for key, value in reader.metadata.items()})
    for made in writer.pages:
        made.compress_content_streams()
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()

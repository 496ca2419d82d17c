"""A tour on paper for its guide: cover, a page for each stop, the end; readable in black and white."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.errors import WalkError
from gis.export.tour.pdf_book import Book
from gis.export.tour.pdf_cover import cover
from gis.export.tour.pdf_ending import ending
from gis.export.tour.pdf_stop_page import stop_page
from gis.words import say

if TYPE_CHECKING:
    from gis.tours import Tour


def roadbook(tour: Tour, *, link: str = "", size: str = "A4") -> bytes:
    """Return the road-book of a tour as a PDF, in the language in use.

    Parameters
    ----------
    link : str
        Address that opens the tour, drawn as a QR code on the cover; none when empty.
    size : str
        `A4` or `A5`.

    Raises
    ------
    WalkError
        When no stop is left in the tour.
    """
    if not tour.rows:
        raise WalkError(say("roadbook.empty"))
    pdf = Book(tour, link=link, size=size)
    cover(pdf)
    for number, row in enumerate(tour.rows, 1):
        stop_page(pdf, number, row, tour.leg_to(number - 1))
    ending(pdf)
    return pdf.as_bytes()

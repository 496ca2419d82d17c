"""The road-book as an A5 booklet: A4 sheets to print on both sides (short edge), fold and staple."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.export.paper import imposed
from gis.export.tour.pdf import roadbook

if TYPE_CHECKING:
    import datetime as dt

    from gis.tours import Tour


def booklet(tour: Tour, *, link: str = "", made: dt.datetime | None = None) -> bytes:
    """Return the booklet as a PDF of A4 pages in landscape, two A5 pages on each.

    Parameters
    ----------
    link : str
        Address that opens the tour.
    made : datetime, optional
        When it and what it holds were made; now by default.

    Raises
    ------
    WalkError
        When no stop is left in the tour.
    PaperError
        When the press refuses the document.
    """
    return imposed(roadbook(tour, link=link, size="A5", whole_sheets=True, made=made))

"""The paper of a road-book: its size decides how large the letters are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.export.paper import Paper
from gis.export.tour.present import title
from gis.words import say

if TYPE_CHECKING:
    from gis.tours import Tour

SCALES = {"A4": 1.0, "A5": 0.8}
_MARGIN_MM = {"A4": 15.0, "A5": 11.0}


class Book(Paper):
    """A road-book.

    Parameters
    ----------
    tour : Tour
    link : str
        Address that opens the tour.
    size : str
        `A4` or `A5`.
    """

    def __init__(self, tour: Tour, *, link: str, size: str) -> None:
        self.tour, self.scale = tour, SCALES[size]
        self.name = title(tour)
        drawn = _status(tour, "paths") == "illustrative"
        warning = say("roadbook.warning_drawn" if drawn else "roadbook.warning")
        super().__init__(self.name, warning=warning, size=size)
        self.link_text = link
        self.set_margins(_MARGIN_MM[size], _MARGIN_MM[size])
        self.set_auto_page_break(auto=True, margin=_MARGIN_MM["A4"] + 6)

    def footer(self) -> None:
        """Write the foot of a page; the link stands on the cover alone, where there is room to read it."""
        link, self.link_text = self.link_text, ""
        super().footer()
        self.link_text = link

    @property
    def foot(self) -> float:
        """Where the text of a page ends, in mm from its top."""
        return float(self.h - self.b_margin)


def _status(tour: Tour, key: str) -> str:
    layer = tour.territory.find(key)
    return "" if layer is None else layer.status

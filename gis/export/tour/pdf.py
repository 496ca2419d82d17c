"""A tour on paper for its guide: cover, a page for each stop, the end; readable in black and white."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from gis.errors import WalkError
from gis.export.formats import file_name
from gis.export.paper import About, Attachment, pdf
from gis.export.tour.ics import tour_ics
from gis.export.tour.present import title, warning
from gis.export.tour.roadbook_data import roadbook_data
from gis.export.tour.tracks import tour_gpx
from gis.words import date_text, say

if TYPE_CHECKING:
    from gis.tours import Tour


def roadbook(
    tour: Tour,
    *,
    link: str = "",
    size: str = "A4",
    whole_sheets: bool = False,
    made: dt.datetime | None = None,
) -> bytes:
    """Return the road-book of a tour as a PDF that holds its GPX and its calendar, in the language in use.

    Parameters
    ----------
    link : str
        Address that opens the tour, drawn as a QR code on the cover; none when empty.
    size : str
        `A4` or `A5`.
    whole_sheets : bool
        Bring it to a multiple of four pages, as folded sheets have, with pages for notes before its end.
    made : datetime, optional
        When it and what it holds were made; now by default.

    Raises
    ------
    WalkError
        When no stop is left in the tour.
    PaperError
        When the press refuses the document.
    """
    if not tour.rows:
        raise WalkError(say("roadbook.empty"))
    moment = made or dt.datetime.now(tz=dt.UTC).replace(microsecond=0)
    data = roadbook_data(tour, link=link, size=size, sheets=whole_sheets)
    inside = _inside(tour, link, moment)
    return pdf("roadbook", _about(tour), {"book": data}, attachments=inside, made=moment.date())


def _about(tour: Tour) -> About:
    # The address of a tour is long: it is told once, at the end, and drawn on the cover.
    return About(title(tour), warning=warning(tour), running=date_text(tour.request.day))


def _inside(tour: Tour, link: str, moment: dt.datetime) -> tuple[Attachment, Attachment]:
    named, gpx = title(tour), tour_gpx(tour, link=link, made=moment).encode()
    return (
        Attachment(file_name(named, extension="gpx"), "application/gpx+xml", gpx, say("export.tour_gpx")),
        Attachment(
            file_name(named, extension="ics"),
            "text/calendar",
            tour_ics(tour, link=link, made=moment),
            say("export.tour_ics"),
        ),
    )

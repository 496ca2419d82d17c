"""What is said of a tour, and what leaves it as files: road-book, field page, letters, calendar, tracks.

Examples
--------
>>> import datetime as dt
>>> from gis.export.tour import timetable
>>> from gis.territory import Territory
>>> from gis.tours import plan_tour, ready_tours
>>> loos = Territory()
>>> shortest = min(ready_tours(loos).values(), key=lambda tour: len(tour.stops))
>>> plan = plan_tour(loos, shortest.request(dt.date(2026, 9, 15)))
>>> len(timetable(plan)) > len(plan.rows)  # the end has a line too
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.export.tour.present import (
    FigureText,
    facts,
    figures,
    late,
    safety,
    span,
    summary,
    times,
    timetable,
    title,
    wait,
    way,
)
from gis.lazy import lazy

if TYPE_CHECKING:
    from gis.export.tour.a5_booklet import booklet
    from gis.export.tour.host_letters import letters_pdf
    from gis.export.tour.host_mail import mails_text
    from gis.export.tour.ics import tour_ics
    from gis.export.tour.offline_page import field_page
    from gis.export.tour.pdf import roadbook
    from gis.export.tour.tracks import tour_gpx, tour_kml
else:
    __getattr__ = lazy(
        __name__,
        booklet="a5_booklet",
        letters_pdf="host_letters",
        mails_text="host_mail",
        tour_ics="ics",
        field_page="offline_page",
        roadbook="pdf",
        tour_gpx="tracks",
        tour_kml="tracks",
    )

__all__ = [
    "FigureText",
    "booklet",
    "facts",
    "field_page",
    "figures",
    "late",
    "letters_pdf",
    "mails_text",
    "roadbook",
    "safety",
    "span",
    "summary",
    "times",
    "timetable",
    "title",
    "tour_gpx",
    "tour_ics",
    "tour_kml",
    "wait",
    "way",
]

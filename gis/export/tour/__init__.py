"""What leaves a tour as files: road-book, field page, letter, calendar, tracks."""

from __future__ import annotations

from gis.export.tour.a5_booklet import booklet
from gis.export.tour.host_mail import mails_text
from gis.export.tour.ics import tour_ics
from gis.export.tour.offline_page import field_page
from gis.export.tour.pdf import roadbook
from gis.export.tour.present import facts, safety, span, summary, times, way
from gis.export.tour.tracks import tour_gpx, tour_kml

__all__ = [
    "booklet",
    "facts",
    "field_page",
    "mails_text",
    "roadbook",
    "safety",
    "span",
    "summary",
    "times",
    "tour_gpx",
    "tour_ics",
    "tour_kml",
    "way",
]

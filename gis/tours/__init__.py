"""Guided tours: stops, times, order.

Examples
--------
>>> from gis.tours import windows_of, windows_text
>>> windows_text(windows_of("9h-12h, 14:00-17:30"))
'09:00-12:00, 14:00-17:30'
"""

from __future__ import annotations

from gis.tours.daylight import zone_of
from gis.tours.guide_documents import OWN_PREFIX
from gis.tours.guide_store import GuideStore
from gis.tours.kept_entry import Entry
from gis.tours.leg import Leg
from gis.tours.model import TimetableRow, Tour
from gis.tours.planner import find_stop, plan_tour
from gis.tours.ready_made import ready_tours, ready_troubles
from gis.tours.solve.order import Ordered, best_order
from gis.tours.solve.problem import Break, Timing, TspProblem, timing
from gis.tours.stop_figures import Figure, figures_of, sources_of
from gis.tours.stop_proposals import propose_stops
from gis.tours.stops import THEMES, Stop, closed_heap, library
from gis.tours.times import LAST_MIN, day_of, minutes_of, windows_of, windows_text
from gis.tours.tour_permalink import from_document, from_token, link, to_document, to_token
from gis.tours.tour_request import LONGEST_VISIT_MIN, MOST_VISITORS, PACES, Lunch, TourRequest, Visit, pace_of
from gis.tours.travel_matrix import TravelMatrix

__all__ = [
    "LAST_MIN",
    "LONGEST_VISIT_MIN",
    "MOST_VISITORS",
    "OWN_PREFIX",
    "PACES",
    "THEMES",
    "Break",
    "Entry",
    "Figure",
    "GuideStore",
    "Leg",
    "Lunch",
    "Ordered",
    "Stop",
    "TimetableRow",
    "Timing",
    "Tour",
    "TourRequest",
    "TravelMatrix",
    "TspProblem",
    "Visit",
    "best_order",
    "closed_heap",
    "day_of",
    "figures_of",
    "find_stop",
    "from_document",
    "from_token",
    "library",
    "link",
    "minutes_of",
    "pace_of",
    "plan_tour",
    "propose_stops",
    "ready_tours",
    "ready_troubles",
    "sources_of",
    "timing",
    "to_document",
    "to_token",
    "windows_of",
    "windows_text",
    "zone_of",
]

"""Walks: loops, ways, tracks.

Examples
--------
>>> import numpy as np
>>> from gis.walks import ascent_descent
>>> ascent_descent(np.array([40.0, 90.0, 85.0, 140.0, 60.0]))  # a dip of 5 m is no descent
(100.0, 80.0)
"""

from __future__ import annotations

from gis.walks.cues import Cue, cue_sheet
from gis.walks.duration import CLIMB_MH, FLAT_KMH, GROUP_PACE, duration_text
from gis.walks.loops.search import find_loops
from gis.walks.loops.search_graph import SearchGraph
from gis.walks.model import Walk, describe_walk
from gis.walks.passed_marks import marks_told
from gis.walks.plan_walks import (
    FARTHEST_M,
    LONGEST_M,
    LONGEST_MIN,
    SHORTEST_M,
    SHORTEST_MIN,
    Walks,
    plan_loops,
    plan_route,
    start_at,
)
from gis.walks.preferences import AVOID, THEMES, factors, wheels
from gis.walks.profile import Profile, ascent_descent, places_along, smoothed
from gis.walks.published import PublishedWalk, published_walks
from gis.walks.track.crossings import Crossing
from gis.walks.track.read import read_track
from gis.walks.track.track_check import TrackReport, check_track
from gis.walks.walk_permalink import LOOP, PARAMETER, WAY, Spot, WalkQuery, read_request
from gis.walks.walk_request import WalkRequest
from gis.walks.waypoints.passed import Sighting

__all__ = [
    "AVOID",
    "CLIMB_MH",
    "FARTHEST_M",
    "FLAT_KMH",
    "GROUP_PACE",
    "LONGEST_M",
    "LONGEST_MIN",
    "LOOP",
    "PARAMETER",
    "SHORTEST_M",
    "SHORTEST_MIN",
    "THEMES",
    "WAY",
    "Crossing",
    "Cue",
    "Profile",
    "PublishedWalk",
    "SearchGraph",
    "Sighting",
    "Spot",
    "TrackReport",
    "Walk",
    "WalkQuery",
    "WalkRequest",
    "Walks",
    "ascent_descent",
    "check_track",
    "cue_sheet",
    "describe_walk",
    "duration_text",
    "factors",
    "find_loops",
    "marks_told",
    "places_along",
    "plan_loops",
    "plan_route",
    "published_walks",
    "read_request",
    "read_track",
    "smoothed",
    "start_at",
    "wheels",
]

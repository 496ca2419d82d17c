"""Paths as a network.

Examples
--------
Two paths that cross are four to walk; where one bridges the other, they stay two:

>>> import numpy as np
>>> import shapely
>>> from gis.network import node_lines
>>> paths = shapely.linestrings([[(0, -1), (0, 1)], [(-1, 0), (1, 0)]])
>>> [len(node_lines(paths, levels=np.array(levels)).geometry) for levels in ([0, 0], [0, 1])]
[4, 2]
"""

from __future__ import annotations

from gis.network.closures import REASON_CHARACTERS, STATES, PathStates
from gis.network.graph import CLOSED, Graph, Trees
from gis.network.mark_limits import LIMITS, LONGEST_DAYS, MarkLimits
from gis.network.marks import DayMarks, Mark, marked_edges, today
from gis.network.network import PATHS, Network
from gis.network.noding import node_lines
from gis.network.route import Route
from gis.network.snapping import Snaps

__all__ = [
    "CLOSED",
    "LIMITS",
    "LONGEST_DAYS",
    "PATHS",
    "REASON_CHARACTERS",
    "STATES",
    "DayMarks",
    "Graph",
    "Mark",
    "MarkLimits",
    "Network",
    "PathStates",
    "Route",
    "Snaps",
    "Trees",
    "marked_edges",
    "node_lines",
    "today",
]

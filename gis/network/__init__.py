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

from gis.network.closures import (
    LONGEST_DAYS,
    REASON_CHARACTERS,
    STATES,
    Mark,
    PathStates,
    marked_edges,
    today,
)
from gis.network.graph import CLOSED, Graph, Trees
from gis.network.network import PATHS, Network
from gis.network.noding import node_lines
from gis.network.route import Route
from gis.network.snapping import Snaps

__all__ = [
    "CLOSED",
    "LONGEST_DAYS",
    "PATHS",
    "REASON_CHARACTERS",
    "STATES",
    "Graph",
    "Mark",
    "Network",
    "PathStates",
    "Route",
    "Snaps",
    "Trees",
    "marked_edges",
    "node_lines",
    "today",
]

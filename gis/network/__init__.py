"""Paths as a network."""

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

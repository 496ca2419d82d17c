"""How far the green belt is on foot: along the paths, not as the crow flies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.errors import WalkError
from gis.network import PATHS, Network
from gis.territory import memoised

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.territory import Territory

BELT = "green_belt"
STEP_M = 20.0
"""The belt is entered at points this far apart; an answer is right to half of it."""
REACH_M = 30.0
"""A point of the belt farther than this from every path is no way in."""


@dataclass(frozen=True, eq=False)
class BeltWalk:
    """Walking distances to the belt from every node of the network, found once.

    Attributes
    ----------
    tree : STRtree
        Over `lines`.
    lines : array of LineString
        The edges from which everything else is reached.
    tail, head : array of float
        Metres on foot to the belt from both ends of each edge; infinite where there is no way.
    """

    tree: shapely.STRtree
    lines: NDArray[np.object_]
    tail: NDArray[np.float64]
    head: NDArray[np.float64]

    def metres(self, shape: BaseGeometry) -> float | None:
        """Return the metres on foot from the edge of a shape, nothing where no way leads there.

        Counted from the place of the network nearest to the shape, the way up to it included.
        """
        edge = int(self.tree.nearest(shape))
        line = self.lines[edge]
        gate = shapely.get_point(shapely.shortest_line(line, shape), 0)
        along = float(shapely.line_locate_point(line, gate))
        rest = float(shapely.length(line)) - along
        metres = min(self.tail[edge] + along, self.head[edge] + rest) + float(shapely.distance(gate, shape))
        return float(metres) if np.isfinite(metres) else None


def belt_walk(territory: Territory, shape: BaseGeometry) -> float | None:
    """Return the metres on foot from a shape to the green belt, 0 where it crosses it.

    Nothing where belt or paths are unknown, or no way leads there.
    """
    walk = _walk(territory)
    if walk is None:
        return None
    belt = territory.layer(BELT)
    return 0.0 if len(belt.tree.query(shape, predicate="intersects")) else walk.metres(shape)


@memoised
def _walk(territory: Territory) -> BeltWalk | None:
    if any(territory.find(key) is None for key in (BELT, PATHS)):
        return None
    try:
        network = Network.of(territory)
    except WalkError:
        return None
    doors = network.snap(shapely.get_coordinates(shapely.segmentize(territory.layer(BELT).geometry, STEP_M)))
    near = doors.away <= REACH_M
    if not near.any():
        return None
    targets = type(doors)(doors.edge[near], doors.along[near], doors.away[near])
    metres = network.distance_to(network.nodes, targets)
    main = np.flatnonzero(network.main)
    lines = network.lines[main]
    return BeltWalk(
        shapely.STRtree(lines), lines, metres[network.graph.tail[main]], metres[network.graph.head[main]]
    )

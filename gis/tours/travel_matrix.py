"""The ground between stops: how far, how much up and down, how long, and by which way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.errors import WalkError
from gis.network import Graph, Network, PathStates
from gis.walks import CLIMB_MH, FLAT_KMH, wheels
from gis.words import say

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray
    from shapely import LineString

    from gis.network import Route, Snaps
    from gis.territory import Territory

FARTHEST_M = 1_500.0
"""A stop further than this from any path is not reached."""
STEP_FREE_M = 100.0
"""Likewise on wheels: what lies beyond the last path is not known."""
FAR_MIN = 100_000
"""Minutes that stand for no way at all."""
_TINY = 1e-6
"""Shortest piece of an edge, in metres: a length of nothing would be no edge."""
SPUR_M = 60.0
"""From here on, the straight way between a stop and the network counts as walked."""


@dataclass(frozen=True, eq=False)
class TravelMatrix:
    """The walking network as one tour may use it.

    Attributes
    ----------
    points : array of float, shape (points, 2)
        In the territory's legal system.
    shut : array of bool, shape (edges,)
        Edges that this tour does not take.
    farthest : float
        Metres from a path up to which a point is reached.
    """

    network: Network
    points: NDArray[np.float64]
    shut: NDArray[np.bool_]
    farthest: float = FARTHEST_M

    @classmethod
    def of(
        cls,
        territory: Territory,
        points: NDArray[np.float64],
        *,
        day: dt.date,
        step_free: bool = False,
        owner: str = "",
    ) -> TravelMatrix:
        """Return the ground of a tour on a day, without stretches that are marked closed.

        Parameters
        ----------
        step_free : bool
            Without stairs, slopes over 6 %, bare earth, or what is said to be no way for wheels; a path
            of which nothing is known stays in use.
        owner : str
            Who walks: their own marks bind them, though nobody has checked them.

        Raises
        ------
        LayerMissingError, WalkError
            When the territory has no path to walk on.
        """
        network = Network.of(territory)
        shut = PathStates.of(territory).on(day).shut(network, owner=owner)
        if step_free:
            shut = shut | wheels(network.edges)
        reach = STEP_FREE_M if step_free else FARTHEST_M
        return cls(network, np.asarray(points, dtype=float).reshape(-1, 2), shut, reach)

    @cached_property
    def usable(self) -> NDArray[np.bool_]:
        """Edges that can be reached from one another, shape (edges,).

        Raises
        ------
        WalkError
            When none is left.
        """
        graph = self.network.graph
        found = (graph.components(shut=self.shut)[graph.tail] == 0) & ~self.shut
        if not found.any():
            raise WalkError(say("walks.no_paths"))
        return found

    @cached_property
    def snaps(self) -> Snaps:
        """The points brought to the network."""
        return self.network.snap(self.points, usable=self.usable)

    @cached_property
    def reached(self) -> NDArray[np.bool_]:
        """Whether each point is near enough to a path, shape (points,)."""
        return self.snaps.away <= self.farthest

    @cached_property
    def spur(self) -> NDArray[np.float64]:
        """Metres in a straight line between each point and the network, 0 where it is close."""
        return np.where(self.snaps.away > SPUR_M, self.snaps.away, 0.0)

    @cached_property
    def metres(self) -> NDArray[np.float64]:
        """Walking distance between all points, shape (points, points)."""
        return self._measured[0]

    @cached_property
    def vertical(self) -> NDArray[np.float64]:
        """Metres up and down along those ways together; 0 where the relief is unknown."""
        return self._measured[1]

    def minutes(self, pace: float) -> NDArray[np.int64]:
        """Return the walking time between all points in whole minutes, rounded up.

        As in DIN 33466 with the pace of `gis.walks.duration`, but for one thing: a group comes down as
        slowly as it goes up, so that a way takes as long in both directions.

        Parameters
        ----------
        pace : float
            1 for an ordinary walker.
        """
        flat = self.metres / 1000 / FLAT_KMH
        steep = self.vertical / CLIMB_MH
        hours = np.maximum(flat, steep) + np.minimum(flat, steep) / 2
        # A breath less than a minute is not rounded up to one more.
        known = np.where(np.isfinite(hours), hours * 60 / pace, 0.0)
        return np.where(np.isfinite(hours), np.ceil(known - 1e-6), FAR_MIN).astype(np.int64)

    def route(self, start: int, end: int) -> Route:
        """Return the way between two points, by their rows.

        Raises
        ------
        WalkError
            When there is none.
        """
        return self.network.route(self.points[start], self.points[end], shut=~self.usable)

    def line(self, start: int, end: int) -> LineString:
        """Return the line of that way, in metres, straight stretches at its ends included."""
        route = self.route(start, end)
        xy = shapely.get_coordinates(route.geometry) if route.length > 0 else np.empty((0, 2))
        if self.spur[start]:
            xy = np.vstack([self.points[start], xy])
        if self.spur[end]:
            xy = np.vstack([xy, self.points[end]])
        return shapely.LineString(xy) if len(xy) > 1 else shapely.LineString()

    @cached_property
    def _measured(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Put the points on the network as crossings of their own, and search once from each."""
        spots, row = np.unique(
            np.column_stack([self.snaps.edge, self.snaps.along]), axis=0, return_inverse=True
        )
        graph, rise = self._with_spots(spots[:, 0].astype(np.int64), spots[:, 1])
        first = self.network.graph.count
        trees = graph.trees(np.arange(first, graph.count))
        pairs = np.ix_(row.ravel(), row.ravel())
        metres, vertical = trees.cost[:, first:][pairs], graph.along(trees, rise)[:, first:][pairs]
        return self._finished(metres), np.where(np.isfinite(metres), vertical, 0.0)

    def _with_spots(
        self, edge: NDArray[np.int64], along: NDArray[np.float64]
    ) -> tuple[Graph, NDArray[np.float64]]:
        """Return the usable graph, cut at places along its edges, and what each piece climbs and drops.

        Places are in the order of their edges, and of the metres along each.
        """
        graph = self.network.graph
        spot = graph.count + np.arange(len(edge))
        first = np.diff(edge, prepend=-1) != 0
        last = np.diff(edge, append=-1) != 0
        before = np.where(first, graph.tail[edge], np.concatenate([[0], spot[:-1]]))
        since = np.where(first, along, np.diff(along, prepend=0.0))
        rest = graph.length[edge[last]] - along[last]
        whole = self.usable.copy()
        whole[edge] = False
        tail = np.concatenate([graph.tail[whole], before, spot[last]])
        head = np.concatenate([graph.head[whole], spot, graph.head[edge[last]]])
        of = np.concatenate([np.flatnonzero(whole), edge, edge[last]])
        length = np.maximum(np.concatenate([graph.length[whole], since, rest]), _TINY)
        rise = np.nan_to_num(self._relief)[of] * length / graph.length[of]
        return Graph(graph.count + len(edge), tail, head, length), rise

    @property
    def _relief(self) -> NDArray[np.float64]:
        edges = self.network.edges
        return (edges["ascent_m"] + edges["descent_m"]).to_numpy(dtype=float)

    def _finished(self, metres: NDArray[np.float64]) -> NDArray[np.float64]:
        far, straight = ~self.reached, self.points[:, None] - self.points[None, :]
        beside = metres == 0
        metres = metres + self.spur[:, None] + self.spur[None, :]
        # Who leaves the network and comes back at the same place walks straight across.
        metres[beside] = np.minimum(metres, np.hypot(straight[..., 0], straight[..., 1]))[beside]
        metres[far, :] = metres[:, far] = np.inf
        np.fill_diagonal(metres, 0.0)
        return metres

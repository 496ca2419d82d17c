"""The walking network of a territory: where one can go on foot, how far, and what lies along it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.errors import WalkError
from gis.network.edges import edge_measures
from gis.network.graph import CLOSED, Graph
from gis.network.noding import node_lines
from gis.network.route import Route
from gis.network.snapping import Island, Snaps, along_same_edge
from gis.network.walkable import closed_ground, walkable
from gis.territory import Relief, memoised
from gis.words import say

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from gis.territory import Territory

PATHS = "paths"


@dataclass(frozen=True, eq=False)
class Network:
    """A graph of everything that may be walked on.

    Attributes
    ----------
    lines : array of LineString, shape (edges,)
        In the territory's legal system.
    edges : DataFrame, one row per edge
        What `gis.network.edges.edge_measures` tells of each.
    nodes : array of float, shape (nodes, 2)
        In the territory's legal system.
    graph : Graph
    closed_m : float
        Metres of path that were left out as closed or forbidden.
    """

    lines: NDArray[np.object_]
    edges: pd.DataFrame
    nodes: NDArray[np.float64]
    graph: Graph
    closed_m: float

    @classmethod
    def of(cls, territory: Territory) -> Network:
        """Return the network of a territory, built once.

        Raises
        ------
        LayerMissingError
            When the territory has no paths.
        WalkError
            When none of them may be walked on.
        """
        return _build(territory)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The spatial index over `lines`."""
        return shapely.STRtree(self.lines)

    @cached_property
    def main(self) -> NDArray[np.bool_]:
        """Whether each edge belongs to the longest connected part."""
        return self.graph.component[self.graph.tail] == 0

    @cached_property
    def islands(self) -> list[Island]:
        """The parts that are joined to nothing else, longest first; the main part is not one."""
        part = self.graph.component[self.graph.tail]
        metres = np.bincount(part, self.graph.length)
        count = np.bincount(part)
        first = np.unique(part, return_index=True)[1]
        middles = shapely.line_interpolate_point(self.lines[first], 0.5, normalized=True)
        return [
            Island(int(count[row]), float(metres[row]), (middles[row].x, middles[row].y))
            for row in range(1, len(first))
        ]

    def snap(self, points: NDArray[np.float64], *, usable: NDArray[np.bool_] | None = None) -> Snaps:
        """Bring points to the nearest place on an edge.

        Parameters
        ----------
        points : array of float, shape (points, 2)
            In the territory's legal system.
        usable : array of bool, shape (edges,), optional
            Edges to choose from; by default those of the main part, from which every other place is reached.
        """
        shapes = shapely.points(np.asarray(points, dtype=float).reshape(-1, 2))
        rows = np.flatnonzero(self.main if usable is None else usable)
        tree = self._main_tree if usable is None else shapely.STRtree(self.lines[rows])
        edge = rows[tree.nearest(shapes)]
        along = shapely.line_locate_point(self.lines[edge], shapes)
        return Snaps(edge, along, shapely.distance(self.lines[edge], shapes))

    @cached_property
    def _main_tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.lines[self.main])

    def distances(
        self,
        sources: NDArray[np.float64] | Snaps,
        targets: NDArray[np.float64] | Snaps,
        *,
        shut: NDArray[np.bool_] | None = None,
    ) -> NDArray[np.float64]:
        """Return the walking distance in metres between points, shape (sources, targets).

        Counted along the network from the nearest place on it; infinite where no way exists.
        """
        here, there = self._snapped(sources), self._snapped(targets)
        ends, offset = self._ends(here)
        nodes, row = np.unique(ends, return_inverse=True)
        reach = self.graph.costs(nodes, cost=self._cost(shut))[row.reshape(ends.shape)]
        from_source = (reach + offset[..., None]).min(axis=0)
        goal, rest = self._ends(there)
        metres = (from_source[:, goal] + rest[None]).min(axis=1)
        same = here.edge[:, None] == there.edge[None, :]
        direct = np.abs(here.along[:, None] - there.along[None, :])
        return np.where(same, np.minimum(metres, direct), metres)

    def matrix(self, points: NDArray[np.float64] | Snaps) -> NDArray[np.float64]:
        """Return the walking distance in metres between all points, shape (points, points)."""
        return self.distances(points, points)

    def distance_to(
        self, points: NDArray[np.float64] | Snaps, targets: NDArray[np.float64] | Snaps
    ) -> NDArray[np.float64]:
        """Return the walking distance in metres from each point to the nearest target, shape (points,)."""
        here, there = self._snapped(points), self._snapped(targets)
        reach = self.graph.nearest(*self._ends(there))
        start, rest = self._ends(here)
        metres = (reach[start] + rest).min(axis=0)
        return np.minimum(metres, along_same_edge(here, there))

    def route(
        self,
        start: NDArray[np.float64],
        end: NDArray[np.float64],
        *,
        cost: NDArray[np.float64] | None = None,
        shut: NDArray[np.bool_] | None = None,
    ) -> Route:
        """Return the best way between two points.

        Parameters
        ----------
        start, end : array of float, shape (2,)
            In the territory's legal system; both are brought to the nearest place on the network.
        cost : array of float, shape (edges,), optional
            What each edge costs; its length in metres by default.
        shut : array of bool, shape (edges,), optional
            Edges that are closed for now.

        Raises
        ------
        WalkError
            When no way leads from one to the other.
        """
        usable = self.main if shut is None else self.main & ~shut
        snaps = self.snap(np.array([start, end], dtype=float), usable=usable)
        weight = (
            np.where(shut, CLOSED, cost if cost is not None else self.graph.length)
            if shut is not None
            else cost
        )
        weight = self.graph.length if weight is None else weight
        return self._best(snaps, weight)

    def _best(self, snaps: Snaps, weight: NDArray[np.float64]) -> Route:
        """Try both ends of the first edge with both ends of the last, and the edge itself if it is shared."""
        per_metre = weight / self.graph.length
        ends, offset = self._ends(snaps)
        trees = self.graph.trees(ends[:, 0], cost=weight)
        first, last = snaps.edge
        total = trees.cost[:, ends[:, 1]] + offset[:, :1] * per_metre[first] + offset[:, 1] * per_metre[last]
        one_edge = per_metre[first] * abs(snaps.along[0] - snaps.along[1]) if first == last else np.inf
        if one_edge <= total.min():
            if not np.isfinite(one_edge):
                raise WalkError(say("walks.no_way"))
            return Route(np.array([first]), snaps.along[:1], snaps.along[1:], self.lines)
        out, into = np.unravel_index(int(total.argmin()), total.shape)
        middle = self.follow(int(ends[out, 0]), trees.way(int(out), int(ends[into, 1])))
        length = self.graph.length
        leave = Route(np.array([first]), snaps.along[:1], np.array([length[first] * out]), self.lines)
        arrive = Route(np.array([last]), np.array([length[last] * into]), snaps.along[1:], self.lines)
        return leave.joined(middle).joined(arrive).trimmed()

    def follow(self, node: int, edges: list[int]) -> Route:
        """Return the way that leaves a node along edges that follow one another."""
        tail, head, length = self.graph.tail, self.graph.head, self.graph.length
        start, end = np.zeros(len(edges)), np.zeros(len(edges))
        for step, edge in enumerate(edges):
            forward = tail[edge] == node
            start[step], end[step] = (0.0, length[edge]) if forward else (length[edge], 0.0)
            node = int(head[edge] if forward else tail[edge])
        return Route(np.array(edges, dtype=np.int64), start, end, self.lines)

    def _snapped(self, points: NDArray[np.float64] | Snaps) -> Snaps:
        return points if isinstance(points, Snaps) else self.snap(points)

    def _ends(self, snaps: Snaps) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return both nodes of each snapped edge and the metres to them, each of shape (2, points)."""
        graph = self.graph
        nodes = np.stack([graph.tail[snaps.edge], graph.head[snaps.edge]])
        return nodes, np.stack([snaps.along, np.maximum(graph.length[snaps.edge] - snaps.along, 0.0)])

    def _cost(self, shut: NDArray[np.bool_] | None) -> NDArray[np.float64] | None:
        return None if shut is None else np.where(shut, CLOSED, self.graph.length)


@memoised
def _build(territory: Territory) -> Network:
    layer = territory.layer(PATHS)
    paths = layer.data
    open_ground = walkable(paths, closed_ground(territory))
    if not len(open_ground.lines):
        raise WalkError(say("walks.no_paths"))
    bridge = paths["bridge"].fillna(0).to_numpy(dtype=float).astype(int) if "bridge" in paths else None
    levels = np.zeros(len(open_ground.lines), dtype=int) if bridge is None else bridge[open_ground.row]
    pieces = node_lines(open_ground.lines, levels=levels)
    relief = Relief.open(territory)
    edges = edge_measures(
        territory,
        pieces.geometry,
        paths.iloc[open_ground.row[pieces.parent]],
        levels=levels[pieces.parent],
        heights=None if relief is None else relief.heights,
    )
    graph = Graph(len(pieces.nodes), pieces.tail, pieces.head, edges["length_m"].to_numpy())
    return Network(pieces.geometry, edges, pieces.nodes, graph, open_ground.closed_m)

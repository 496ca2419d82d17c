"""The graph behind the walking network: shortest paths over arrays, nothing of geometry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLOSED = np.inf
"""Cost of an edge that nobody may take."""
_TINY = 1e-9
_NOWHERE = -9999
"""What SciPy writes where a node has no predecessor."""


@dataclass(frozen=True)
class Trees:
    """Shortest paths from some nodes to all others.

    Attributes
    ----------
    cost : array of float, shape (sources, nodes)
        Cost of the cheapest way; infinite where there is none.
    before : array of int, shape (sources, nodes)
        The node before each node on its way, negative at the source and where there is no way.
    by : array of int, shape (sources, nodes)
        The edge by which each node is reached, negative likewise.
    """

    cost: NDArray[np.float64]
    before: NDArray[np.int32]
    by: NDArray[np.int64]

    def way(self, source: int, node: int) -> list[int]:
        """Return the edges from a source (its row) to a node, in walking order; empty where there is none."""
        before, by = self.before[source], self.by[source]
        edges = []
        while before[node] >= 0:
            edges.append(int(by[node]))
            node = int(before[node])
        return edges[::-1]


@dataclass(frozen=True)
class Graph:
    """An undirected graph without loops or parallel edges.

    Attributes
    ----------
    count : int
        Number of nodes.
    tail, head : array of int, shape (edges,)
        The two nodes of each edge.
    length : array of float, shape (edges,)
        Length in metres.
    """

    count: int
    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    length: NDArray[np.float64]

    @cached_property
    def _rows(self) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
        start, end = np.concatenate([self.tail, self.head]), np.concatenate([self.head, self.tail])
        order = np.lexsort((end, start))
        edge = np.tile(np.arange(len(self.tail)), 2)[order]
        first = np.concatenate([[0], np.cumsum(np.bincount(start, minlength=self.count))])
        key = start[order] * self.count + end[order]
        return first.astype(np.int32), end[order].astype(np.int32), edge, key

    def matrix(self, cost: NDArray[np.float64] | None = None) -> csr_array:
        """Return the graph as a sparse matrix of costs; of lengths in metres when no cost is given."""
        first, end, edge, _ = self._rows
        weight = self.length if cost is None else cost
        return csr_array((weight[edge], end, first), shape=(self.count, self.count))

    def costs(
        self,
        sources: NDArray[np.int64],
        *,
        cost: NDArray[np.float64] | None = None,
        limit: float = np.inf,
    ) -> NDArray[np.float64]:
        """Return the cost of the cheapest ways from nodes to all nodes, shape (sources, nodes)."""
        return np.atleast_2d(dijkstra(self.matrix(cost), indices=sources, limit=limit))

    def nearest(self, targets: NDArray[np.int64], offset: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the metres from every node to the nearest target, shape (nodes,).

        Parameters
        ----------
        targets : array of int
            Nodes.
        offset : array of float, same shape
            Metres that are still to go from each of them.
        """
        # One more node, joined to every target: a single search serves all of them.
        count, lengths = self.count, self.matrix().tocoo()
        row = np.concatenate([lengths.coords[0], np.full(targets.size, count)])
        column = np.concatenate([lengths.coords[1], targets.ravel()])
        weight = np.concatenate([lengths.data, np.maximum(offset.ravel(), _TINY)])
        order = np.lexsort((weight, column, row))
        shortest = np.diff(row[order] * (count + 1) + column[order], prepend=-1) != 0
        row, column, weight = (values[order][shortest] for values in (row, column, weight))
        joined = csr_array((weight, (row, column)), shape=(count + 1, count + 1))
        metres: NDArray[np.float64] = dijkstra(joined, indices=count)[:count]
        return metres

    def trees(
        self,
        sources: NDArray[np.int64] | list[int],
        *,
        cost: NDArray[np.float64] | None = None,
        limit: float = np.inf,
    ) -> Trees:
        """Return the shortest-path trees of some nodes.

        Parameters
        ----------
        cost : array of float, shape (edges,), optional
            Cost of each edge, `CLOSED` where nobody may pass; its length in metres by default.
        limit : float
            Ways that cost more are not looked for.
        """
        found, before = dijkstra(self.matrix(cost), indices=sources, limit=limit, return_predecessors=True)
        found, before = np.atleast_2d(found), np.atleast_2d(before)
        return Trees(found, before, self._arrivals(before))

    def _arrivals(self, before: NDArray[np.int32]) -> NDArray[np.int64]:
        _, _, edge, key = self._rows
        node = np.arange(self.count, dtype=np.int64)
        place = np.searchsorted(key, np.where(before >= 0, before, 0).astype(np.int64) * self.count + node)
        return np.where(before >= 0, edge[np.minimum(place, len(key) - 1)], _NOWHERE)

    def along(self, trees: Trees, measure: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sum a measure of the edges along every way of some trees, shape (sources, nodes).

        Nodes are visited in the order of their cost, so that the one before is always known already; done
        by doubling, in as many steps as the longest way has digits in base 2.
        """
        node = np.broadcast_to(np.arange(self.count), trees.before.shape)
        total = np.where(trees.before >= 0, measure[np.maximum(trees.by, 0)], 0.0)
        jump = np.where(trees.before >= 0, trees.before, node)
        while True:
            further = np.take_along_axis(jump, jump, axis=1)
            total = total + np.take_along_axis(total, jump, axis=1)
            if np.array_equal(further, jump):
                return np.where(np.isfinite(trees.cost), total, np.inf)
            jump = further

    @cached_property
    def component(self) -> NDArray[np.int32]:
        """The connected part that each node belongs to, 0 for the longest one by metres of path."""
        return self.components()

    def components(self, *, shut: NDArray[np.bool_] | None = None) -> NDArray[np.int32]:
        """Return the connected part of each node when some edges are shut; 0 is the longest part."""
        open_ = np.ones(len(self.tail), dtype=bool) if shut is None else ~shut
        links = csr_array(
            (np.ones(open_.sum()), (self.tail[open_], self.head[open_])), shape=(self.count, self.count)
        )
        count, label = connected_components(links, directed=False)
        metres = np.bincount(label[self.tail[open_]], self.length[open_], minlength=count)
        rank = np.empty(count, dtype=np.int32)
        rank[np.argsort(-metres, kind="stable")] = np.arange(count)
        return rank[label]

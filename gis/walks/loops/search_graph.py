"""The network as it lies around one start: the start is a node, and every edge has a weight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gis.network import CLOSED, Graph

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.network import Network, Route, Snaps


@dataclass(frozen=True)
class SearchGraph:
    """The network with the start as a node of its own, and what its edges weigh.

    Attributes
    ----------
    graph : Graph
        Same edges as the network, the one under the start shortened; its far part comes last.
    start : int
        The node of the start.
    cost : array of float
        Weight of each edge in this search.
    xy : array of float, shape (nodes, 2)
    """

    network: Network
    snaps: Snaps
    graph: Graph
    start: int
    cost: NDArray[np.float64]
    xy: NDArray[np.float64]

    @classmethod
    def at(
        cls, network: Network, snaps: Snaps, *, weight: NDArray[np.float64], shut: NDArray[np.bool_]
    ) -> SearchGraph:
        """Split the edge under the start; `weight` is per metre, `shut` edges are closed."""
        edge, along = int(snaps.edge[0]), float(snaps.along[0])
        graph, whole = network.graph, float(network.graph.length[snaps.edge[0]])
        along = min(max(along, 0.01), whole - 0.01)
        head, length = graph.head.copy(), graph.length.copy()
        head[edge], length[edge] = graph.count, along
        split = Graph(
            graph.count + 1,
            np.append(graph.tail, graph.count),
            np.append(head, graph.head[edge]),
            np.append(length, whole - along),
        )
        per_metre = np.where(shut, CLOSED, weight)
        cost = split.length * np.append(per_metre, per_metre[edge])
        place = network.lines[edge].interpolate(along)
        return cls(network, snaps, split, graph.count, cost, np.vstack([network.nodes, [place.x, place.y]]))

    def route(self, edges: NDArray[np.int64]) -> Route:
        """Return edges walked from the start as a way along the network."""
        network, snap = self.network, int(self.snaps.edge[0])
        tail, head, length = self.graph.tail, self.graph.head, self.graph.length
        node, rest = self.start, len(network.lines)
        own, start, end = edges.copy(), np.zeros(len(edges)), np.zeros(len(edges))
        for step, edge in enumerate(edges):
            forward = tail[edge] == node
            node = head[edge] if forward else tail[edge]
            low = length[snap] if edge == rest else 0.0
            high = low + length[edge]
            own[step] = snap if edge == rest else edge
            start[step], end[step] = (low, high) if forward else (high, low)
        return type(network.follow(0, []))(own, start, end, network.lines)

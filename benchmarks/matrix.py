"""The walking matrix of sixty places of the town, climb included, against networkx.

Usage: `python -m benchmarks.matrix`

networkx gets the graph ready, with the sixty places as nodes of their own; its time is that of sixty
searches for metres alone. Ours brings the places to the network too, and counts what each way climbs. The
distances are held against each other.
"""

from __future__ import annotations

import datetime as dt
import sys

import networkx as nx
import numpy as np

from benchmarks.harness import Comparison, machine, median_ms, report
from gis.network import Network
from gis.territory import Territory
from gis.tours import TravelMatrix

PLACES = 60
DAY = dt.date(2026, 9, 15)


def places(network: Network) -> np.ndarray:
    """Return places spread over the longest part of the network, EPSG:2154."""
    rng = np.random.default_rng(1)
    nodes = np.flatnonzero(network.graph.component == 0)
    return network.nodes[rng.choice(nodes, PLACES, replace=False)] + rng.normal(0, 5, (PLACES, 2))


def as_networkx(ground: TravelMatrix) -> nx.Graph:
    """Return the network with the places put on their edges."""
    graph, snaps = ground.network.graph, ground.snaps
    other = nx.Graph()
    ends = zip(graph.tail.tolist(), graph.head.tolist(), graph.length.tolist(), strict=True)
    other.add_weighted_edges_from(ends)
    on: dict[int, list[int]] = {}
    for place, edge in enumerate(snaps.edge.tolist()):
        on.setdefault(edge, []).append(place)
    for edge, here in on.items():
        order = sorted(here, key=lambda place: snaps.along[place])
        chain = [int(graph.tail[edge]), *(f"place {place}" for place in order), int(graph.head[edge])]
        at = [0.0, *(float(snaps.along[place]) for place in order), float(graph.length[edge])]
        for row in range(len(chain) - 1):
            other.add_edge(chain[row], chain[row + 1], weight=max(at[row + 1] - at[row], 0.0))
    return other


def searches(other: nx.Graph) -> np.ndarray:
    """Return the matrix as networkx finds it."""
    names = [f"place {place}" for place in range(PLACES)]
    found = np.empty((PLACES, PLACES))
    for row, name in enumerate(names):
        reach = nx.single_source_dijkstra_path_length(other, name)
        found[row] = [reach[each] for each in names]
    return found


def main() -> int:
    """Print the table; exit status 1 when an aim is missed."""
    territory = Territory()
    network = Network.of(territory)
    points = places(network)

    def ours() -> np.ndarray:
        ground = TravelMatrix.of(territory, points, day=DAY)
        return np.stack([ground.metres, ground.vertical])

    ground = TravelMatrix.of(territory, points, day=DAY)
    other = as_networkx(ground)
    np.testing.assert_allclose(ground.metres, searches(other), atol=1e-6)
    taken = median_ms(ours)
    theirs = median_ms(lambda: searches(other), runs=3)
    what = f"{PLACES} × {PLACES} places, {len(network.lines):,} edges: metres, climb, snapping"
    rows = [Comparison(what, taken, theirs, "networkx, metres alone", aim=3)]
    note = machine("networkx", "scipy", "numpy")
    return 0 if report("Walking matrix", rows, notes=(note,)) else 1


if __name__ == "__main__":
    sys.exit(main())

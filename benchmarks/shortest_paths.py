"""The shortest-path core, against networkx and igraph, on the embedded town and on 200,000 edges.

Usage: `python -m benchmarks.shortest_paths`
"""

from __future__ import annotations

import sys

import igraph
import networkx as nx
import numpy as np

from benchmarks.harness import Comparison, machine, median_ms, report
from gis.network import Graph, Network, node_lines
from gis.territory import Territory

SIDE = 317
"""A grid of 317 × 317 crossings has 200,344 edges."""
PLACES = 60


def grid() -> Graph:
    """Return a grid of streets of uneven length, as many edges as a whole agglomeration."""
    rng = np.random.default_rng(1)
    node = np.arange(SIDE * SIDE).reshape(SIDE, SIDE)
    tail = np.concatenate([node[:, :-1].ravel(), node[:-1].ravel()])
    head = np.concatenate([node[:, 1:].ravel(), node[1:].ravel()])
    return Graph(SIDE * SIDE, tail, head, rng.uniform(20, 200, len(tail)))


def as_networkx(graph: Graph) -> nx.Graph:
    """Return the same graph for networkx."""
    other = nx.Graph()
    other.add_nodes_from(range(graph.count))
    ends = zip(graph.tail.tolist(), graph.head.tolist(), graph.length.tolist(), strict=True)
    other.add_weighted_edges_from(ends)
    return other


def as_igraph(graph: Graph) -> igraph.Graph:
    """Return the same graph for igraph."""
    other = igraph.Graph(n=graph.count, edges=np.column_stack([graph.tail, graph.head]).tolist())
    other.es["weight"] = graph.length.tolist()
    return other


def compare(name: str, graph: Graph, *, sources: int, runs: int, aim: float) -> list[Comparison]:
    """Time one tree with its ways, and a matrix of distances; the answers are held against each other."""
    slow, fast = as_networkx(graph), as_igraph(graph)
    main = np.flatnonzero(graph.component == 0)
    nodes = main[:: max(1, len(main) // sources)][:sources]
    first = int(nodes[0])
    ours = graph.costs(nodes)
    theirs = np.array(fast.distances(nodes.tolist(), weights="weight"))
    np.testing.assert_allclose(ours, theirs)
    reach = nx.single_source_dijkstra_path_length(slow, first)
    np.testing.assert_allclose(ours[0][main], [reach[node] for node in main.tolist()])

    def each_in_networkx() -> None:
        for node in nodes.tolist():
            nx.single_source_dijkstra_path_length(slow, node)

    goals = nodes.tolist()
    tree = median_ms(lambda: graph.trees([first]), runs=runs)
    matrix = median_ms(lambda: graph.costs(nodes)[:, nodes], runs=runs)
    tree_nx = median_ms(lambda: nx.dijkstra_predecessor_and_distance(slow, first), runs=3)
    tree_ig = median_ms(lambda: fast.get_shortest_paths(first, weights="weight", output="epath"), runs=3)
    matrix_nx = median_ms(each_in_networkx, runs=1, warm_up=0)
    matrix_ig = median_ms(lambda: fast.distances(goals, goals, weights="weight"), runs=3)
    many = f"{name}, {len(nodes)} × {len(nodes)} distances"
    return [
        Comparison(f"{name}, one tree with its ways", tree, tree_nx, "networkx", aim=aim),
        Comparison(f"{name}, one tree with its ways", tree, tree_ig, "igraph", aim=1),
        Comparison(many, matrix, matrix_nx, "networkx", aim=5),
        Comparison(many, matrix, matrix_ig, "igraph"),
    ]


def main() -> int:
    """Print the table; exit status 1 when an aim is missed."""
    network = Network.of(Territory())
    large = grid()
    town = f"town, {len(network.lines):,} edges"
    rows = compare(town, network.graph, sources=PLACES, runs=25, aim=2.5)
    rows += compare(f"grid, {len(large.tail):,} edges", large, sources=6, runs=3, aim=10)
    build = median_ms(lambda: node_lines(network.lines, levels=network.edges["bridge"].to_numpy()), runs=3)
    notes = [f"noding the town: {build:.0f} ms", machine("scipy", "networkx", "igraph")]
    return 0 if report("Shortest paths", rows, notes=notes) else 1


if __name__ == "__main__":
    sys.exit(main())

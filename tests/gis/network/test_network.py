from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gis.errors import LayerMissingError, WalkError
from gis.network import Graph, Network, node_lines
from tests.gis.small_territory import CODE, X0, Y0, box, build
from tests.gis.small_town import path, town

CORNER = np.array([X0, Y0])


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    return Network.of(town(tmp_path_factory.mktemp("town")))


def noded(*lines, levels=None):
    shapes = np.array([shapely.LineString(line) for line in lines], dtype=object)
    return node_lines(shapes, levels=np.array(levels or [0] * len(lines)))


def small(tmp_path, *rows, **layers):
    return Network.of(
        build(tmp_path, {"commune": [(CODE, box(-500, -500, 2000, 2000), {})], "paths": rows, **layers})
    )


def at(*places):
    return CORNER + np.array(places, dtype=float)


def as_networkx(pieces):
    graph = nx.Graph()
    graph.add_edges_from(zip(pieces.tail.tolist(), pieces.head.tolist(), strict=True))
    return graph


def test_crossing_lines_are_joined_where_they_cross():
    pieces = noded([(0, 0), (100, 0)], [(50, -50), (50, 50)])
    assert len(pieces.geometry) == 4
    assert sorted(shapely.length(pieces.geometry)) == [50, 50, 50, 50]
    assert nx.is_connected(as_networkx(pieces))


def test_a_bridge_is_not_joined_to_what_it_crosses_but_to_the_paths_at_its_ends():
    under, bridge = [(0, 0), (100, 0)], [(50, -20), (50, 20)]
    before, after = [(50, -80), (50, -20)], [(50, 20), (50, 80)]
    pieces = noded(under, bridge, before, after, levels=[0, 1, 0, 0])
    assert len(pieces.geometry) == 4
    parts = sorted(len(part) for part in nx.connected_components(as_networkx(pieces)))
    assert parts == [2, 4]


def test_a_bridge_that_lands_in_the_middle_of_a_path_is_joined_to_it():
    pieces = noded([(0, 0), (100, 0)], [(50, 0), (50, 60)], levels=[0, 1])
    assert len(pieces.geometry) == 3


def test_a_bridge_in_two_pieces_is_not_joined_to_the_road_under_their_joint():
    pieces = noded([(0, 0), (100, 0)], [(50, -20), (50, 0)], [(50, 0), (50, 20)], levels=[0, 1, 1])
    assert len(pieces.geometry) == 3
    assert nx.number_connected_components(as_networkx(pieces)) == 2


def test_an_end_that_misses_a_line_by_less_than_half_a_metre_touches_it():
    assert len(noded([(0, 0), (100, 0)], [(50, 0.3), (50, 60)]).geometry) == 3
    assert len(noded([(0, 0), (100, 0)], [(50, 0.8), (50, 60)]).geometry) == 2


def test_parallel_edges_and_loops_are_parted_so_that_the_graph_is_simple():
    twice = noded([(0, 0), (100, 0)], [(0, 0), (50, 40), (100, 0)])
    ring = noded([(0, 0), (50, 0), (50, 50), (0, 0)])
    for pieces in (twice, ring):
        pairs = {tuple(sorted(pair)) for pair in zip(pieces.tail.tolist(), pieces.head.tolist(), strict=True)}
        assert len(pairs) == len(pieces.geometry)
        assert (pieces.tail != pieces.head).all()


def test_a_line_drawn_twice_is_one_edge():
    assert len(noded([(0, 0), (100, 0)], [(0, 0), (100, 0)]).geometry) == 1


@given(st.lists(st.tuples(*[st.integers(0, 300)] * 4), min_size=1, max_size=12))
def test_noding_keeps_every_metre_of_lines_that_do_not_overlap(ends):
    lines = [shapely.LineString([(a, b), (c, d)]) for a, b, c, d in ends if np.hypot(a - c, b - d) > 5]
    if not lines:
        return
    pieces = node_lines(np.array(lines, dtype=object), levels=np.zeros(len(lines), dtype=int))
    drawn = shapely.union_all(lines)
    kept = shapely.union_all(pieces.geometry)
    assert drawn.difference(kept.buffer(0.6)).length < 3 * len(lines)
    assert (pieces.tail != pieces.head).all()


def test_closed_ground_and_forbidden_paths_are_out(network, tmp_path):
    heap = box(1800, 1800, 2300, 2300)
    assert shapely.length(shapely.intersection(network.lines, heap)).max() < 1e-6
    assert not set(network.edges["path"]) & {"M1", "C1"}
    assert network.closed_m > 4000


def test_the_eastern_cone_stays_closed_whatever_the_layer_says(tmp_path):
    network = small(
        tmp_path,
        path("P1", (0, 0), (1000, 0)),
        slag_heaps=[("T074", box(400, -100, 600, 100), {"access": "open"})],
    )
    assert shapely.length(network.lines).sum() == pytest.approx(800)


def test_islands_are_reported_and_not_snapped_to(network):
    (island,) = network.islands
    assert (island.edges, round(island.length_m)) == (1, 400)
    snap = network.snap(np.array([[X0 + 22 * 150 + 700, Y0 + 5]]))
    assert snap.away[0] > 300


def test_distances_agree_with_networkx(network):
    graph = nx.Graph()
    for tail, head, length in zip(
        network.graph.tail.tolist(), network.graph.head.tolist(), network.graph.length.tolist(), strict=True
    ):
        graph.add_edge(tail, head, weight=length)
    nodes = np.flatnonzero(network.graph.component == 0)[:: len(network.nodes) // 8]
    ours = network.matrix(network.nodes[nodes])
    for row, node in enumerate(nodes.tolist()):
        theirs = nx.single_source_dijkstra_path_length(graph, node)
        assert ours[row] == pytest.approx([theirs[other] for other in nodes.tolist()], abs=0.05)


@given(st.lists(st.tuples(*[st.floats(0, 3200)] * 2), min_size=2, max_size=5))
def test_distances_are_symmetric_and_the_route_is_as_long(network, places):
    points = np.array(places) + CORNER
    metres = network.matrix(points)
    assert metres == pytest.approx(metres.T)
    assert np.diag(metres) == pytest.approx(np.zeros(len(points)))
    route = network.route(points[0], points[1])
    assert route.length == pytest.approx(metres[0, 1])
    assert network.distance_to(points[:1], points[1:])[0] == pytest.approx(metres[0, 1:].min())


def test_a_start_in_the_middle_of_an_edge_is_not_moved_to_its_end(tmp_path):
    network = small(tmp_path, path("P1", (0, 0), (1000, 0)), path("P2", (1000, 0), (1000, 500)))
    metres = network.distances(at((300, 40)), at((1000, 100)))
    assert metres[0, 0] == pytest.approx(800)


def test_a_shut_edge_is_walked_around_and_no_way_is_said(tmp_path):
    square = [path("A", (0, 0), (100, 0)), path("B", (100, 0), (100, 100)), path("C", (100, 100), (0, 100))]
    network = small(tmp_path, *square, path("D", (0, 100), (0, 0)))
    shut = network.edges["path"].eq("A").to_numpy()
    assert network.route(CORNER, at(100, 0), shut=shut).length == pytest.approx(300)
    both = network.edges["path"].isin(["A", "C"]).to_numpy()
    with pytest.raises(WalkError, match="Aucun chemin ouvert"):
        network.route(at(0, 50), at(100, 50), shut=both)


def test_slopes_and_nearness_are_measured_and_unknown_is_not_nothing(network):
    edges = network.edges
    assert edges["slope_pct"].max() > 20
    assert edges["near_heaps"].max() == 1
    assert edges["near_water"].isna().all()
    assert edges["near_hedges"].isna().all()


def test_without_relief_slopes_are_unknown(tmp_path):
    network = small(tmp_path, path("P1", (0, 0), (1000, 0)))
    assert network.edges["slope_pct"].isna().all()


def test_without_paths_it_says_what_is_missing(tmp_path):
    territory = build(tmp_path, {"commune": [(CODE, box(0, 0, 10, 10), {})]})
    with pytest.raises(LayerMissingError, match="paths"):
        Network.of(territory)


def test_sums_along_trees_follow_the_same_edges():
    graph = Graph(4, np.array([0, 1, 0, 2]), np.array([1, 2, 3, 3]), np.array([1.0, 1.0, 5.0, 1.0]))
    trees = graph.trees([0])
    assert trees.way(0, 3) == [0, 1, 3]
    assert graph.along(trees, np.array([10.0, 20.0, 99.0, 30.0]))[0].tolist() == [0, 10, 30, 60]

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gis.overlay import convex_edges, metres_inside

place = st.tuples(st.floats(0, 10), st.floats(0, 10))


@settings(max_examples=200, deadline=None)
@given(st.lists(place, min_size=3, max_size=9), st.lists(st.tuples(place, place), min_size=1, max_size=6))
def test_metres_are_those_of_geos(points, ways):
    hull = shapely.convex_hull(shapely.multipoints(np.add(points, (684_000, 7_040_000))))
    if hull.geom_type != "Polygon" or hull.area < 0.01:
        return
    ends = np.add(ways, (684_000, 7_040_000))
    beside = shapely.intersection(shapely.linestrings(ends), shapely.buffer(hull.exterior, 1e-4))
    assume(not (shapely.length(beside) > 0.01).any())
    twice = np.array([hull, shapely.box(684_002, 7_040_001, 684_005, 7_040_004)])
    found = metres_inside(ends[:, 0], ends[:, 1] - ends[:, 0], convex_edges(twice))
    expected = shapely.length(shapely.intersection(shapely.linestrings(ends), twice[:, None]))
    assert found == pytest.approx(expected, abs=1e-4)


def test_segments_beside_along_and_without_length_are_told_apart():
    edges = convex_edges(np.array([shapely.box(0, 0, 10, 10)]))
    start = np.array([[-5.0, 11], [-5, 5], [5, 5], [2, 2]])
    step = np.array([[20.0, 0], [20, 0], [0, 0], [0, 3]])
    assert metres_inside(start, step, edges).tolist() == [[0, 10, 0, 3]]


@pytest.mark.parametrize("way", [[(3, 1), (0, 0)], [(0, 0), (3, 1)], [(0, 1), (0, 0)], [(0, 1), (3, 1)]])
def test_a_segment_along_an_edge_is_inside(way):
    corner = (684_000.0, 7_040_000.0)
    triangle = shapely.Polygon(np.add([(0, 0), (0, 1), (3, 1)], corner))
    ends = np.add([way], corner)
    found = metres_inside(ends[:, 0], ends[:, 1] - ends[:, 0], convex_edges(np.array([triangle])))
    assert found[0] == pytest.approx(np.hypot(*np.diff(way, axis=0)[0]))


def test_a_polygon_with_a_hollow_is_not_convex():
    hollow = shapely.difference(shapely.box(0, 0, 10, 10), shapely.box(4, 4, 6, 10))
    assert convex_edges(np.array([shapely.buffer(hollow, 50), hollow])) is None
    assert convex_edges(np.array([shapely.buffer(hollow, 50)])) is not None

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.overlay import clipping, lengths_inside
from gis.overlay.clipping import Segments


@pytest.fixture(autouse=True, params=[0, clipping.FEW], ids=["by sides", "as it chooses"])
def few(request, monkeypatch):
    monkeypatch.setattr(clipping, "FEW", request.param)


def inside(lines, polygons):
    lines, polygons = np.array(lines, dtype=object), np.array(polygons, dtype=object)
    line, polygon = (grid.ravel() for grid in np.indices((len(lines), len(polygons))))
    found = lengths_inside(lines, Segments.of(lines), line, polygons, polygon)
    return found.reshape(len(lines), len(polygons))


def geos(lines, polygons):
    return shapely.length(shapely.intersection(np.array(lines)[:, None], np.array(polygons)[None, :]))


SQUARE = shapely.box(0, 0, 10, 10)


@pytest.mark.parametrize("polygon", [SQUARE, SQUARE.reverse()], ids=["left", "right"])
@pytest.mark.parametrize(
    ("points", "metres"),
    [
        ([(-5, 5), (15, 5)], 10),
        ([(2, 5), (4, 5)], 2),
        ([(5, 5), (15, 5)], 5),
        ([(-5, 5), (5, 5), (5, 20)], 10),
        ([(20, 5), (30, 5)], 0),
        ([(-5, 20), (15, 20)], 0),
        ([(-5, -5), (15, 15)], 200**0.5),
        ([(-5, 15), (15, -5)], 200**0.5),
        ([(-1, 0), (11, 0)], 10),
        ([(0, 3), (0, 8)], 5),
        ([(2, 10), (7, 10)], 5),
        ([(0, 20), (0, 30)], 0),
        ([(-5, 10), (5, 20)], 0),
    ],
)
def test_the_length_inside_a_square(polygon, points, metres):
    assert inside([shapely.LineString(points)], [polygon])[0, 0] == pytest.approx(metres)


def test_holes_several_parts_and_many_corners_are_understood():
    lines = [shapely.LineString([(-20, 5), (40, 5.5)]), shapely.LineString([(1, 1), (9, 9), (25, 5), (3, 1)])]
    ring = shapely.Polygon(SQUARE.exterior, [shapely.box(4, 4, 6, 6).exterior])
    several = shapely.union_all([SQUARE, shapely.box(20, 0, 30, 10)])
    feasible = shapely.difference(
        SQUARE, shapely.union_all([shapely.box(x, x, x + 1, x + 1) for x in (1, 3, 5, 7)])
    )
    round_ones = [shapely.buffer(shapely.Point(5, 5), 8, quad_segs=segments) for segments in (14, 60, 400)]
    polygons = [ring, several, feasible, shapely.union(feasible, shapely.box(20, 0, 30, 10)), *round_ones]
    assert inside(lines, polygons) == pytest.approx(geos(lines, polygons))


def test_the_last_corner_of_a_hole_counts_where_the_corners_just_fill_their_class():
    hole = [(4, 4), (6, 4), (4, 8)]
    lines = [shapely.LineString([(-5, y), (15, y)]) for y in (1, 3, 5, 7, 9)]
    polygons = [shapely.Polygon(SQUARE.exterior, [hole])]
    assert inside(lines, polygons) == pytest.approx(geos(lines, polygons))


def test_a_line_along_an_edge_of_a_ring_that_just_fills_its_class_is_inside():
    sides = [(0, 0), (5, 0), (10, 0), (10, 5), (10, 10), (5, 10), (0, 10), (0, 5)]
    lines = [shapely.LineString([(10, 4), (10, 2)]), shapely.LineString([(4, 0), (2, 0)])]
    assert inside(lines, [shapely.Polygon(sides)])[:, 0] == pytest.approx([2, 2])


def test_multi_lines_and_repeated_points_are_understood():
    lines = [
        shapely.MultiLineString([[(-5, 5), (5, 5)], [(5, 6), (5, 20)]]),
        shapely.LineString([(2, 2), (2, 2), (4, 2)]),
    ]
    assert inside(lines, [SQUARE]) == pytest.approx(geos(lines, [SQUARE]))


def test_no_pair_gives_no_length():
    assert inside([], [SQUARE]).shape == (0, 1)


coordinate = st.one_of(st.integers(0, 8).map(float), st.floats(0, 8))
place = st.tuples(coordinate, coordinate)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(place, min_size=2, max_size=6), min_size=1, max_size=6),
    st.lists(st.lists(place, min_size=3, max_size=12), min_size=1, max_size=6),
)
def test_lengths_are_those_of_geos(lines, rings):
    shapes = shapely.make_valid(np.array([shapely.Polygon(ring) for ring in rings]))
    shapes = np.array([shape for shape in shapely.get_parts(shapes) if shape.geom_type == "Polygon"])
    if not len(shapes):
        return
    origin = np.array([684_000.0, 7_040_000.0])
    shapes = shapely.transform(shapes, lambda points: points + origin)
    shapes = shapes[shapely.is_valid(shapes)]
    ways = [shapely.LineString(np.array(way) + origin) for way in lines]
    # GEOS counts ground that a line walks twice only once; no path or hedge does that.
    ways = [way for way in ways if way.is_simple]
    if not len(shapes) or not ways:
        return
    assert inside(ways, shapes) == pytest.approx(geos(ways, shapes), abs=1e-4)


def test_blocks_change_nothing(monkeypatch):
    rng = np.random.default_rng(3)
    lines = shapely.linestrings(rng.uniform(0, 50, (60, 4, 2)))
    polygons = shapely.buffer(shapely.points(rng.uniform(0, 50, (40, 2))), 9, quad_segs=3)
    once = inside(lines, polygons)
    monkeypatch.setattr(clipping, "BLOCK", 100)
    assert (inside(lines, polygons) == once).all()
    assert once == pytest.approx(geos(lines, polygons))

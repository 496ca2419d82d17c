from __future__ import annotations

import re

import numpy as np
import pytest
import shapely

from gis.export.paper import Frame
from gis.export.paper.svg_paths import (
    BEYOND_MM,
    LINE,
    POINT,
    POLYGON,
    area_path,
    figure_path,
    inside,
    line_path,
)

FRAME = Frame(100.0, 100.0, (0.0, 0.0, 1_000.0, 1_000.0))
"""A millimetre is ten metres."""


def runs(path: str) -> list[np.ndarray]:
    """Return the places of each run of a path, in mm: steps are added up."""
    found = []
    for run in re.findall(r"M([^Mz]+)", path):
        steps = np.array(re.findall(r"-?\d+", run), dtype=float).reshape(-1, 2)
        found.append(steps.cumsum(axis=0) / 100)
    return found


def shapes(*items):
    return np.array(items, dtype=object)


def test_north_is_up_and_places_are_in_hundredths_of_a_millimetre():
    assert line_path(FRAME, shapes(shapely.LineString([(0, 1_000), (500, 0)]))) == "M0 0 l5000 10000"


def test_each_line_is_a_run_of_its_own():
    two = shapes(shapely.LineString([(0, 0), (10, 0)]), shapely.LineString([(0, 500), (10, 500), (20, 500)]))
    first, second = runs(line_path(FRAME, two))
    assert first.tolist() == [[0, 100], [1, 100]]
    assert second.tolist() == [[0, 50], [1, 50], [2, 50]]


def test_a_hole_turns_against_its_outline():
    holed = shapely.Point(500, 500).buffer(300).difference(shapely.Point(500, 500).buffer(100))
    outline, hole = runs(area_path(FRAME, shapes(holed)))
    assert shapely.LinearRing(outline).is_ccw != shapely.LinearRing(hole).is_ccw


def test_every_ring_is_closed():
    path = area_path(FRAME, shapes(shapely.box(0, 0, 100, 100), shapely.box(300, 0, 400, 100)))
    assert path.count("M") == path.count("z") == 2


def test_what_reaches_out_is_cut_a_little_beyond_the_frame():
    parts, _ = inside(FRAME, shapes(shapely.box(-5_000, 400, 5_000, 600)))
    (ring,) = runs(area_path(FRAME, parts))
    assert ring[:, 0].min() == pytest.approx(-BEYOND_MM)
    assert ring[:, 0].max() == pytest.approx(100 + BEYOND_MM)


def test_shapes_come_as_single_parts_by_dimension():
    mixed = shapes(
        shapely.MultiPoint([(1, 1), (2, 2)]),
        shapely.MultiLineString([[(0, 0), (900, 900)], [(0, 900), (900, 0)]]),
        shapely.GeometryCollection([shapely.box(0, 0, 500, 500), shapely.Point(700, 700)]),
    )
    _, dimensions = inside(FRAME, mixed)
    assert sorted(dimensions.tolist()) == [POINT, POINT, POINT, LINE, LINE, POLYGON]


def test_outlines_are_as_fine_as_paper_shows_them():
    fine = shapely.Point(500, 500).buffer(300, quad_segs=5_000)
    parts, _ = inside(FRAME, shapes(fine))
    assert shapely.get_num_coordinates(parts).sum() < 200
    assert parts[0].area == pytest.approx(fine.area, rel=0.002)


def test_a_figure_stands_around_each_centre():
    corners = np.array([[-1.0, -1.0], [1.0, -1.0], [0.0, 1.0]])
    first, second = runs(figure_path(np.array([[10.0, 10.0], [20.0, 30.0]]), corners))
    assert first.mean(axis=0) == pytest.approx([10, 29 / 3])
    assert (second - first).tolist() == [[10, 20]] * 3


def test_nothing_is_an_empty_path():
    assert figure_path(np.empty((0, 2)), np.zeros((3, 2))) == ""

"""What shapes share with the features of a theme: each answer beside that of GEOS, one pair at a time."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from gis.overlay import SLIVER_M, SLIVER_M2, Zones, overlay, totals, united_area

LEFT, RIGHT, FAR = shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10), shapely.box(100, 0, 110, 10)
SUBJECTS = np.array([LEFT, RIGHT, FAR], dtype=object)
WOOD = shapely.box(5, 2, 15, 8)
CORNER = shapely.box(8, 0, 12, 4)
HEDGE = shapely.LineString([(2, 5), (13, 5)])
SPOT = shapely.Point(3, 3)


def zones(kind, *shapes):
    return Zones("theme", kind, known=True, shapes=np.array(shapes, dtype=object))


def pairs(found):
    """Return what is shared, by subject and feature."""
    return {
        (int(subject), int(feature)): (round(float(area), 6), round(float(length), 6))
        for subject, feature, area, length in zip(
            found.subject, found.feature, found.area_m2, found.length_m, strict=True
        )
    }


def held(index, subjects=SUBJECTS):
    found = overlay(index, subjects, shapely.area(subjects))
    assert list(found.subject) == sorted(found.subject)
    return found


def test_polygons_are_told_by_the_area_that_they_share():
    found = held(zones("polygon", shapely.box(50, 50, 60, 60), WOOD))
    assert pairs(found) == {(0, 1): (30, 0), (1, 1): (30, 0)}
    assert found.cut is None


def test_a_subject_wholly_inside_shares_all_of_its_area():
    assert pairs(held(zones("polygon", shapely.box(-5, -5, 12, 15)))) == {(0, 0): (100, 0), (1, 0): (20, 0)}


def test_less_than_a_sliver_is_no_hit_and_a_whole_one_is():
    under, over = SLIVER_M2 - 0.01, SLIVER_M2
    areas = [shapely.box(100, 0, 100 + under, 1), shapely.box(100, 2, 100 + over, 3)]
    assert set(pairs(held(zones("polygon", *areas)))) == {(2, 1)}
    lengths = [
        shapely.LineString([(103, y), (103, y + metres)])
        for y, metres in ((1, SLIVER_M - 0.01), (4, SLIVER_M))
    ]
    assert set(pairs(held(zones("line", *lengths)))) == {(2, 1)}


def test_shapes_that_meet_in_their_boxes_alone_share_nothing():
    triangle = shapely.Polygon([(112, 0), (112, 12), (100, 12)])
    assert not shapely.intersects(triangle, shapely.box(100, 0, 104, 4))
    assert pairs(held(zones("polygon", triangle), np.array([shapely.box(100, 0, 104, 4)]))) == {}


def test_twins_share_the_same_each_wherever_they_stand():
    shapes = (CORNER, WOOD, FAR, WOOD, CORNER, WOOD)
    found = held(zones("polygon", *shapes))
    expected = {
        (row, place): (shapely.area(shapely.intersection(subject, shape)), 0)
        for row, subject in enumerate(SUBJECTS)
        for place, shape in enumerate(shapes)
        if shapely.area(shapely.intersection(subject, shape))
    }
    assert pairs(found) == expected
    assert shapely.area(found.cut) == pytest.approx(found.area_m2)


def test_many_twins_are_found_for_many_subjects():
    rng = np.random.default_rng(7)
    corners = rng.uniform(0, 100, (12, 2))
    shapes = shapely.box(*corners.T, *(corners + 20).T)[rng.integers(0, 12, 40)]
    places = rng.uniform(0, 100, (50, 2))
    subjects = shapely.box(*places.T, *(places + 9).T)
    found = held(zones("polygon", *shapes), subjects)
    whole = shapely.area(shapely.intersection(subjects[:, None], shapes[None, :]))
    expected = {
        (int(row), int(col)): (round(whole[row, col], 6), 0.0) for row, col in np.argwhere(whole >= 1)
    }
    assert pairs(found) == expected


def test_lines_are_told_by_their_length_and_points_by_lying_inside():
    assert pairs(held(zones("line", HEDGE))) == {(0, 0): (0, 8), (1, 0): (0, 3)}
    # A point whose box meets a triangle's box may still lie outside of it.
    triangle = np.array([shapely.Polygon([(0, 0), (4, 0), (0, 4)]), LEFT], dtype=object)
    assert pairs(held(zones("mixed", SPOT), triangle)) == {(1, 0): (0, 0)}


def test_kinds_of_one_theme_are_told_together():
    found = held(zones("mixed", HEDGE, SPOT, WOOD, shapely.box(6, 0, 9, 3)))
    assert pairs(found) == {
        (0, 0): (0, 8), (0, 1): (0, 0), (0, 2): (30, 0), (0, 3): (9, 0), (1, 0): (0, 3), (1, 2): (30, 0),
    }  # fmt: skip
    assert [shape is None for shape in found.cut] == [bool(area == 0) for area in found.area_m2]
    assert pairs(held(zones("mixed", SPOT, WOOD))) == {(0, 0): (0, 0), (0, 1): (30, 0), (1, 1): (30, 0)}


def test_totals_add_what_does_not_overlap_and_name_the_nearest_of_the_others():
    index = zones("polygon", shapely.box(2, 0, 4, 5), shapely.box(6, 0, 8, 5), shapely.box(14, 0, 18, 5))
    whole = totals(index, SUBJECTS, held(index))
    assert whole.concerned.tolist() == [True, True, False]
    assert whole.count.tolist() == [2, 1, 0]
    assert whole.area_m2.tolist() == [20, 20, 0]
    assert whole.length_m.tolist() == [0, 0, 0]
    assert whole.nearest_m.tolist() == [0, 0, 82]
    assert whole.nearest.tolist() == [-1, -1, 2]


def test_totals_of_lines_add_their_lengths():
    index = zones("line", HEDGE, shapely.LineString([(0, 1), (10, 1)]))
    whole = totals(index, SUBJECTS, held(index))
    assert whole.length_m == pytest.approx([18, 3, 0])
    assert whole.count.tolist() == [2, 1, 0]
    assert whole.area_m2.tolist() == [0, 0, 0]


def test_ground_that_several_features_cover_counts_once():
    index = zones("polygon", WOOD, shapely.box(5, 0, 15, 4), WOOD)
    whole = totals(index, SUBJECTS, held(index))
    assert whole.count.tolist() == [3, 3, 0]
    assert whole.area_m2 == pytest.approx([40, 40, 0])
    alike = zones("polygon", WOOD, WOOD)
    assert totals(alike, SUBJECTS, held(alike)).area_m2 == pytest.approx([30, 30, 0])


def test_the_area_of_twins_alone_is_that_of_the_largest():
    index = zones("polygon", WOOD, WOOD)
    cut = np.array([WOOD, WOOD], dtype=object)
    assert united_area(index, np.array([0, 1]), cut, np.array([59.0, 60.0])) == 60


def test_the_nearest_is_looked_for_only_where_it_is_wanted_and_there_is_one():
    index = zones("polygon", WOOD)
    whole = totals(index, SUBJECTS, held(index), nearest=False)
    assert np.isnan(whole.nearest_m[2])
    assert whole.nearest[2] == -1
    nothing = zones("polygon")
    whole = totals(nothing, SUBJECTS, held(nothing))
    assert np.isnan(whole.nearest_m).all()
    assert (whole.concerned.any(), whole.count.sum(), set(whole.nearest.tolist())) == (False, 0, {-1})


def test_a_part_of_the_hits_counts_its_features_from_a_new_beginning():
    found = held(zones("polygon", CORNER, WOOD, WOOD))
    part = found.part(slice(1, 3), less=1)
    assert part.feature.tolist() == (found.feature[1:3] - 1).tolist()
    assert part.subject.tolist() == found.subject[1:3].tolist()
    assert part.area_m2.tolist() == found.area_m2[1:3].tolist()
    assert len(part.cut) == len(part.length_m) == 2
    assert held(zones("line", HEDGE)).part(slice(0, 1), less=0).cut is None

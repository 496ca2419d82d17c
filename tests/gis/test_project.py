from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.errors import FootprintError
from gis.project import compare, project_of
from gis.words import use_language
from tests.gis.small_territory import box, build, line


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    layers = {
        "commune": [("62528", box(0, 0, 1000, 1000), {})],
        "farmland": [("f", box(0, 0, 500, 500), {})],
        "organic_farmland": [("b", box(0, 0, 100, 100), {})],
        "nourishing_gardens": [("n", box(600, 0, 650, 50), {"kind": "orchard"})],
        "hedges": [("h1", line((0, 101), (200, 101)), {}), ("h2", line((800, 0), (800, 200)), {})],
        "green_belt": [
            ("g1", line((0, 700), (500, 700)), {"edible": True}),
            ("g2", line((500, 700), (1000, 700)), {"edible": False}),
        ],
        "open_farmland": [("o", box(0, 0, 300, 1000), {})],
    }
    return build(tmp_path_factory.mktemp("project"), layers)


def test_it_tells_the_ground_lost_by_cover(territory):
    found = project_of(territory, box(50, 0, 150, 100))
    lost = {cover.key: (cover.area_m2, cover.before_m2) for cover in found.covers}
    assert lost["organic_farmland"] == (5_000, 10_000)
    assert lost["farmland"] == (5_000, 250_000)
    assert lost["rest"] == (0, None)


def test_hedges_along_the_outline_are_lost_too(territory):
    found = project_of(territory, box(0, 0, 100, 100))
    assert found.hedges_m == pytest.approx(102, abs=1)
    assert found.hedges_share_pct == pytest.approx(25.4, abs=0.5)
    assert project_of(territory, box(300, 300, 310, 310)).hedges_m == 0


def test_edible_places_are_those_that_can_be_eaten_from(territory):
    garden = project_of(territory, box(600, 0, 700, 100)).edible
    assert [(item.layer, item.id, item.area_m2, item.left_m2) for item in garden] == [
        ("nourishing_gardens", "n", 2_500, 0)
    ]
    belt = project_of(territory, box(450, 690, 550, 710)).edible
    assert [(item.id, item.length_m) for item in belt] == [("g1", 50)]


def test_views_crossed_are_measured(territory):
    found = project_of(territory, box(250, 600, 350, 650))
    assert [(item.id, item.area_m2) for item in found.views] == [("o", 2_500)]


def test_two_variants_stand_side_by_side(territory):
    variants = [project_of(territory, box(0, 0, 100, 100)), project_of(territory, box(600, 0, 700, 100))]
    with use_language("en"):
        lines = {line.key: line for line in compare(variants)}
    assert lines["area"].values == (10_000, 10_000)
    assert lines["cover_organic_farmland"].values == (10_000, 0)
    assert lines["hedges"].difference == pytest.approx(-102, abs=1)
    assert lines["edible"].values == (1, 1)
    assert lines["views"].title == "Views and heritage crossed"


def test_what_is_unknown_is_not_shown_as_nothing_lost(tmp_path):
    bare = build(tmp_path, {"commune": [("62528", box(0, 0, 1000, 1000), {})]})
    found = project_of(bare, box(0, 0, 100, 100))
    assert (found.hedges_m, found.edible, found.views) == (None, None, None)
    assert compare([found, found])[-3].difference is None


def test_a_project_outside_is_refused(territory):
    with pytest.raises(FootprintError):
        project_of(territory, box(5000, 0, 5100, 100))


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 900), st.floats(0, 900), st.floats(2, 400), st.floats(2, 400))
def test_the_ground_lost_adds_up_to_the_footprint(territory, west, south, width, height):
    shape = box(west, south, west + width, south + height)
    found = project_of(territory, shape)
    assert sum(cover.area_m2 for cover in found.covers) == pytest.approx(shapely.area(shape), abs=1)

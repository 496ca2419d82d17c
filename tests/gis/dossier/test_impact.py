from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.dossier import dossier_of_shape, effects
from gis.words import use_language
from tests.gis.small_territory import box, build, line, parcel


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    layers = {
        "commune": [("62528", box(0, 0, 1000, 1000), {})],
        "parcels": [parcel("AB 1", box(0, 0, 100, 100)), parcel("AB 2", box(100, 0, 200, 100))],
        "farmland": [("f", box(0, 0, 500, 500), {})],
        "organic_farmland": [("b", box(0, 0, 100, 100), {})],
        "nourishing_gardens": [("n", box(600, 0, 650, 50), {})],
        "hedges": [("h1", line((0, 50), (200, 50)), {}), ("h2", line((0, 700), (200, 700)), {})],
        "open_farmland": [("o", box(0, 0, 300, 1000), {"views_on": "11/19"})],
    }
    return build(tmp_path_factory.mktemp("project"), layers)


def found(territory, shape):
    return {effect.key: effect for effect in effects(territory, dossier_of_shape(territory, shape))}


def test_it_tells_the_ground_lost_by_cover(territory):
    lost = found(territory, box(50, 0, 150, 100))
    assert (lost["cover_organic_farmland"].value, lost["cover_farmland"].value) == (5_000, 5_000)
    assert lost["cover_rest"].value == 0


def test_it_tells_hedges_edible_places_and_views(territory):
    lost = found(territory, box(0, 0, 100, 100))
    assert lost["hedges"].value == pytest.approx(101)
    assert (lost["views"].value, lost["views"].what) == (1, ("11/19",))
    assert found(territory, box(600, 0, 700, 100))["edible"].what == ("n",)


def test_a_hedge_on_the_outline_is_taken_one_beyond_it_is_not(territory):
    assert found(territory, box(0, 700.5, 100, 800))["hedges"].value == pytest.approx(100, abs=2)
    assert found(territory, box(0, 702, 100, 800))["hedges"].value == 0


def test_stretches_of_the_belt_where_one_may_gather_are_edible_places(tmp_path):
    belt = [
        ("g1", line((0, 300), (1000, 300)), {"edible": True}),
        ("g2", line((0, 400), (1000, 400)), {"edible": False}),
    ]
    layers = {"commune": [("62528", box(0, 0, 1000, 1000), {})], "green_belt": belt}
    edible = found(build(tmp_path, layers), box(0, 250, 100, 450))["edible"]
    assert (edible.value, edible.what, edible.today) == (1, ("g1",), 1)


def test_it_names_the_parcels_touched(territory):
    assert found(territory, box(90, 10, 110, 20))["parcels"].what == ("AB 1", "AB 2")


def test_what_is_unknown_is_not_shown_as_nothing_lost(territory):
    lost = found(territory, box(0, 0, 100, 100))
    assert lost["cover_slag_heaps"].value is None
    assert lost["green_belt"].value is None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_effect_has_words(territory, language):
    with use_language(language):
        assert all(effect.title for effect in found(territory, box(0, 0, 100, 100)).values())


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 900), st.floats(0, 900), st.floats(2, 400), st.floats(2, 400))
def test_the_ground_lost_adds_up_to_the_footprint(territory, west, south, width, height):
    shape = box(west, south, west + width, south + height)
    covers = [
        effect.value or 0 for key, effect in found(territory, shape).items() if key.startswith("cover_")
    ]
    assert sum(covers) == pytest.approx(shapely.area(shape), abs=1)

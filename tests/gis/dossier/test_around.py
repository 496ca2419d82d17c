"""What a dossier tells of the ground beyond the commune: as far as it is known, and no further."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.dossier import dossier_of, dossier_of_shape, effects
from gis.export.dossier import around, dossier_document, nearest
from gis.words import use_language
from tests.gis.small_territory import box, build, line, parcel, point

BASE = {
    "commune": [("62528", box(0, 0, 1000, 1000), {})],
    "parcels": [parcel("AB 1", box(900, 400, 990, 500), 9_000)],
}
HEDGES = [("far", line((100, 100), (100, 200)), {})]
BESIDE = ("beside", line((1040, 400), (1040, 500)), {})
MARGINS = {"hedges": 2_000.0, "mine_shafts": 1_000.0, "nourishing_gardens": 2_000.0, "paths": 3_000.0}


def town(folder, *, margins=MARGINS, **layers):
    return build(folder, {**BASE, **layers}, margins=margins)


def test_the_nearest_may_lie_beyond_the_boundary(tmp_path):
    answer = dossier_of(town(tmp_path, hedges=[*HEDGES, BESIDE]), "ab1").answer("hedges")
    assert (answer.verdict, answer.nearest_id, answer.nearest_m) == ("not_concerned", "beside", 50)
    assert answer.nearest_wind == "e"


def test_none_is_told_as_far_as_it_is_known(tmp_path):
    known = dossier_of(town(tmp_path / "known", mine_shafts=[]), "ab1")
    ends = dossier_of(town(tmp_path / "ends", margins={}, mine_shafts=[]), "ab1")
    assert known.answer("mine_shafts").around_m == 1_000
    assert ends.answer("mine_shafts").around_m == 0
    assert known.answer("heritage").around_m is None
    with use_language("en"):
        assert nearest(known.answer("mine_shafts")).where.endswith("within 1\xa0km of it")
        assert nearest(ends.answer("mine_shafts")).where == "no feature known"
    told = {item["key"]: item["known_around_m"] for item in dossier_document(known)["themes"]}
    assert (told["mine_shafts"], told["heritage"]) == (1_000, None)


def test_a_ring_that_leaves_what_is_known_says_so(tmp_path):
    layers = {"hedges": HEDGES, "mine_shafts": [("s", point(1100, 450), {})]}
    ends = dossier_of(town(tmp_path / "ends", margins={"hedges": 2_000.0}, **layers), "ab1")
    known = dossier_of(town(tmp_path / "known", **layers), "ab1")
    middle = dossier_of_shape(town(tmp_path / "small", margins={}, **layers), box(549, 549, 551, 551))
    assert ends.surroundings.partly == ("mine_shafts",)
    assert known.surroundings.partly == ()
    assert middle.surroundings.partly == ("hedges", "mine_shafts")
    with use_language("en"):
        assert any("may be more" in text for text in around(ends).sentences)
        assert not any("may be more" in text for text in around(known).sentences)


def test_what_is_around_is_counted_in_the_rings_and_in_the_density(tmp_path):
    alone = dossier_of(town(tmp_path / "alone", hedges=HEDGES), "ab1").surroundings
    beside = dossier_of(town(tmp_path / "beside", hedges=[*HEDGES, BESIDE]), "ab1").surroundings
    assert alone.rings[0].hedges_m == 0
    assert beside.rings[0].hedges_m == pytest.approx(100)
    assert beside.hedge_density_m_ha > alone.hedge_density_m_ha


def test_a_project_is_held_against_what_the_commune_has_today(tmp_path):
    territory = town(
        tmp_path,
        hedges=[*HEDGES, BESIDE],
        nourishing_gardens=[("g", box(1100, 0, 1200, 9), {})],
        paths=[("p", line((900, 10), (1100, 10)), {})],
    )
    found = {item.key: item.today for item in effects(territory, dossier_of(territory, "ab1"))}
    assert (found["hedges"], found["paths"], found["edible"]) == (100, 100, 0)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(1_001, 2_900), st.floats(-1_000, 2_000)), min_size=1, max_size=5))
def test_distances_only_shrink_when_something_outside_is_added(tmp_path_factory, places):
    more = [(f"o{row}", line((x, y), (x + 9, y + 9)), {}) for row, (x, y) in enumerate(places)]
    without = dossier_of(town(tmp_path_factory.mktemp("without"), hedges=HEDGES), "ab1").answer("hedges")
    added = dossier_of(town(tmp_path_factory.mktemp("added"), hedges=[*HEDGES, *more]), "ab1")
    assert added.answer("hedges").nearest_m <= without.nearest_m
    assert added.answer("hedges").length_m == without.length_m

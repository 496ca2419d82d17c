"""What lies around the commune is there, and counts for nothing that is added up."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.connectivity import patches_of
from gis.green import around, belt, hedge_density
from gis.indicators import all_series, indicators
from gis.sites import sites
from gis.territory import catalogue, features_in, known_ground
from gis.walks import WalkRequest, plan_loops
from tests.gis.small_territory import X0, Y0, box, build, line, point
from tests.gis.small_town import path

COMMUNE = [("62528", box(0, 0, 1000, 1000), {})]
INSIDE = [
    ("in", line((100, 100), (400, 100)), {}),
    ("across", line((900, 500), (1500, 500)), {}),
]
FIELDS = [("field", box(50, 50, 450, 450), {}), ("border", box(800, 400, 1200, 600), {})]
OUTSIDE = ("out", line((1100, 100), (1300, 100)), {})
DAY = dt.date(2026, 9, 5)
GARDENS = {"nourishing_gardens": 2_000.0}
MARGINS = {"hedges": 2_000.0, "green_belt": 2_000.0, "farmland": 2_000.0, "mine_shafts": 1_000.0}


def town(folder, *, margins=MARGINS, **layers):
    return build(folder, {"commune": COMMUNE, **layers}, margins=margins)


def records(territory):
    return {row["key"]: row for row in catalogue(territory)}


def test_what_crosses_the_outline_is_whole_and_counts_as_far_as_it_is_inside(tmp_path):
    hedges = town(tmp_path, hedges=[*INSIDE, OUTSIDE]).layer("hedges")
    assert hedges.inside.tolist() == [True, True, False]
    assert hedges.length_m == 1_100
    assert hedges.within.length_m == 400
    assert hedges.within.ids.tolist() == ["in", "across"]
    assert hedges.within.within is hedges.within


def test_what_only_touches_the_outline_is_outside(tmp_path):
    touching = [("edge", line((1000, 100), (1300, 100)), {}), ("sliver", line((999.5, 50), (1200, 50)), {})]
    assert not town(tmp_path, hedges=touching).layer("hedges").inside.any()


def test_a_layer_fetched_without_a_margin_is_all_of_it_counted(tmp_path):
    hedges = town(tmp_path, margins={}, hedges=[*INSIDE, OUTSIDE]).layer("hedges")
    assert hedges.inside.all()
    assert hedges.within is hedges


def test_a_territory_without_outline_counts_all_that_it_has(tmp_path):
    hedges = build(tmp_path, {"hedges": INSIDE}, margins=MARGINS).layer("hedges")
    assert hedges.within is hedges


def test_the_catalogue_counts_features_metres_and_hectares_in_the_commune(tmp_path):
    fields = [(key, shape, {"area_ha": 50.0}) for key, shape, _ in FIELDS]
    found = records(town(tmp_path, hedges=[*INSIDE, OUTSIDE], farmland=fields))
    assert (found["hedges"]["features"], found["hedges"]["length_km"]) == (2, 0.4)
    assert (found["farmland"]["area_ha"], found["farmland"]["area_is"]) == (20.0, "measured")


def test_sites_are_those_of_the_commune(tmp_path):
    assert [name for _, name, _ in sites(town(tmp_path, green_belt=[*INSIDE, OUTSIDE]))] == ["in", "across"]


def test_a_belt_is_as_long_as_it_runs_in_the_commune(tmp_path):
    assert belt(town(tmp_path, green_belt=[*INSIDE, OUTSIDE])).length_m == 400


def test_hedges_around_count_in_the_density_of_the_ground_around(tmp_path):
    border = [point(1000, 500)]
    alone = town(tmp_path / "alone", margins={}, hedges=INSIDE[:1])
    known = town(tmp_path / "known", hedges=[INSIDE[0], ("b", line((1050, 450), (1050, 550)), {})])
    assert around(alone, border, radius_m=200)[0] == 0
    expected = 100 / (shapely.Point(0, 0).buffer(200, quad_segs=32).area / 10_000)
    assert around(known, border, radius_m=200)[0] == pytest.approx(expected, rel=1e-3)


def test_a_field_is_told_with_the_hedges_on_its_far_side_and_only_where_it_is_of_the_commune(tmp_path):
    far_side = ("far", line((1200, 400), (1200, 600)), {})
    other = ("other", box(1300, 0, 1400, 100), {})
    found = hedge_density(town(tmp_path, hedges=[far_side], farmland=[*FIELDS, other]))
    assert found.field_id.tolist() == ["field", "border"]
    assert found.by_field.tolist() == pytest.approx([0, 200 / 8])
    assert found.whole == 0


def test_known_ground_goes_as_far_as_the_layer_was_fetched(tmp_path):
    territory = town(tmp_path, hedges=INSIDE, paths=INSIDE)
    assert known_ground(territory, territory.layer("paths")).equals(territory.commune)
    assert shapely.covers(known_ground(territory, territory.layer("hedges")), point(2_900, 500))
    assert known_ground(territory, None).equals(territory.commune)


def test_patches_of_habitat_are_those_of_the_commune_and_nothing_is_said_to_be_left_out(tmp_path):
    heaps = [("T1", box(100, 100, 500, 500), {}), ("T2", box(900, 0, 1300, 100), {})]
    alone = patches_of(town(tmp_path / "alone", slag_heaps=heaps))
    wider = [*heaps, ("T3", box(1400, 0, 1500, 100), {})]
    around = patches_of(town(tmp_path / "around", slag_heaps=wider, margins={"slag_heaps": 2_000.0}))
    assert around.id.tolist() == alone.id.tolist() == ["T1", "T2"]
    assert around.area.tolist() == alone.area.tolist()
    assert around.left_out == 0


def test_figures_and_years_are_those_of_the_commune(tmp_path):
    def grown(folder, *more):
        gardens = [("g", box(0, 0, 100, 100), {"kind": "association_garden", "year": 2_000}), *more]
        hedges = [("h", line((0, 200), (100, 200)), {"planted_year": 2_005.0})]
        territory = town(
            folder, nourishing_gardens=gardens, hedges=[*hedges, *more], margins=MARGINS | GARDENS
        )
        head = "id,key,value,unit,year,chapter,title_fr,title_en,source,source_url,note_fr,note_en"
        row = "1,association_gardens,1,count,2020,food,jardins,gardens,town,https://example.org/,,"
        (folder / "62528" / "figures.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
        return territory

    own = {"kind": "association_garden", "year": 1_950, "planted_year": 1_990.0}
    without, added = grown(tmp_path / "without"), grown(tmp_path / "added", ("o", box(1100, 0, 1200, 9), own))
    measured = [{item.key: item.measured for item in indicators(one)} for one in (without, added)]
    assert measured[0] == measured[1]
    assert measured[0]["association_gardens"] == 1.0
    assert all_series(added) == all_series(without)


def test_a_walk_crosses_the_boundary(tmp_path):
    ring = [(700, 500), (1_600, 500), (1_600, 900), (700, 900), (700, 500)]
    paths = [path(f"P{row}", *ends) for row, ends in enumerate(pairwise(ring))]
    territory = town(tmp_path, paths=paths, margins={"paths": 3_000.0})
    (walk, *_) = plan_loops(territory, WalkRequest((X0 + 700, Y0 + 500), 2_600.0, day=DAY)).walks
    assert walk.length_m == pytest.approx(2_600)
    assert shapely.length(shapely.difference(walk.route.geometry, territory.commune)) == pytest.approx(1_600)
    assert records(territory)["paths"]["length_km"] == 1.0


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.floats(1_001, 1_500), st.floats(0, 1_400), st.floats(5, 400)), min_size=1, max_size=4
    )
)
def test_no_total_changes_when_something_outside_is_added(tmp_path_factory, outside):
    more = [(f"o{row}", line((x, y), (x + size, y + 3)), {}) for row, (x, y, size) in enumerate(outside)]
    fields = [(f"o{row}", box(x, y, x + size, y + 9), {}) for row, (x, y, size) in enumerate(outside)]
    without = town(tmp_path_factory.mktemp("without"), hedges=INSIDE, farmland=FIELDS, green_belt=INSIDE)
    added = town(
        tmp_path_factory.mktemp("added"),
        hedges=[*INSIDE, *more],
        farmland=[*FIELDS, *fields],
        green_belt=[*INSIDE, *more],
    )
    assert catalogue(added) == catalogue(without)
    assert belt(added).as_dict() == belt(without).as_dict()
    assert hedge_density(added).whole == hedge_density(without).whole
    assert features_in(added, "hedges") == features_in(without, "hedges")

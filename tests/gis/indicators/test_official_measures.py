"""What the layers of public services let the map measure of any commune."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.green import hedge_density
from gis.indicators import indicators
from gis.territory import Territory, write_layer
from gis.words import use_language
from tests.gis.small_layers import commune, layer, square

CODE = "62528"
OFFICIAL = {"status": "official", "source": "an office", "source_date": "2026-06-15", "licence": "LO"}


def put(home, key, frame, **provenance):
    write_layer(home / CODE, key, frame.assign(status="official"), provenance={**OFFICIAL, **provenance})


def town(home, **layers):
    put(home, "commune", layers.pop("commune", commune()))
    for key, frame in layers.items():
        put(home, key, frame)
    return Territory(CODE, home=home, embedded=home / "none")


def told(territory):
    return {item.key: item for item in indicators(territory)}


def test_every_layer_of_a_commune_is_measured_with_its_edition_and_source(tmp_path):
    territory = town(
        tmp_path,
        hedges=layer(square().boundary),
        woods=layer(square(), square(200), square(400), kind=["broadleaves", "orchard", "heath"]),
        buildings=layer(square(side=50), kind=["hard"]),
        urban_zones=layer(square(), square(100), label=["UA", "N"], zone_type=["U", "N"]),
        protected_areas=layer(square(), square(100), kind=["nature_reserve", "znieff1"]),
        osm_gardens=layer(square(side=20), kind=["association_garden"]),
    )
    found = told(territory)
    measured = {key: item.measured for key, item in found.items() if item.measured is not None}
    assert measured == pytest.approx(
        {
            "commune_area": 100, "hedge_length": 0.4, "hedge_density": 4, "woods_area": 1,
            "orchards_area": 1, "built_area": 0.25, "built_share": 0.25, "zones_urban": 1,
            "zones_to_build": 0, "zones_farming": 0, "zones_natural": 1, "protected_share": 1,
            "inventory_share": 1, "gardens_area": 0.04, "gardens": 1,
        }
    )  # fmt: skip
    hedges = found["hedge_length"]
    assert (hedges.unit, hedges.status, hedges.layers) == ("km", "official", ("hedges",))
    assert (hedges.edition, hedges.measured_from) == ("2026-06-15", "an office")


def test_a_layer_that_is_missing_is_unknown_and_never_none(tmp_path):
    found = told(town(tmp_path))
    for key in ("farmland_area", "hedge_length", "woods_area", "zones_urban", "protected_share"):
        assert (found[key].measured, found[key].status) == (None, "no_data"), key
    assert "green_belt_length" not in found, "no service draws a green belt"


def test_a_layer_that_is_known_to_be_empty_measures_nothing(tmp_path):
    assert told(town(tmp_path, hedges=layer(square().boundary).head(0)))["hedge_length"].measured == 0


def test_a_carte_communale_tells_nothing_of_the_zones_that_it_does_not_draw(tmp_path):
    zones = layer(square(), square(100), label=["1", "3"], zone_type=["01", "03"])
    found = told(town(tmp_path, urban_zones=zones))
    assert found["zones_urban"].measured == pytest.approx(1)
    assert found["zones_farming"].measured is None


def test_the_density_of_hedges_is_the_one_of_the_page_of_the_green(tmp_path):
    territory = town(tmp_path, hedges=layer(square().boundary), farmland=layer(square()))
    assert told(territory)["hedge_density"].measured == hedge_density(territory).whole


def test_what_the_service_publishes_stands_beside_what_the_map_measures(tmp_path):
    own = commune().assign(area_ha=96.0, population=6850, population_year=2022)
    found = told(town(tmp_path, commune=own))
    area = found["commune_area"]
    assert (area.published, area.measured, area.difference) == pytest.approx((96, 100, 4))
    people = found["population"]
    assert (people.published, people.year, people.measured, people.layers) == (6850, "2022", None, ())
    with use_language("en"):
        assert "no map" in people.verdict


def test_a_census_that_is_brought_is_told_beside_the_map(tmp_path):
    (tmp_path / CODE).mkdir()
    head = "id,key,value,unit,year,chapter,title_fr,title_en,source,source_url,note_fr,note_en"
    row = "R1,census_farms,12,count,2020,food,Exploitations,Farms,Agreste RA 2020,,,"
    (tmp_path / CODE / "figures.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    farms = told(town(tmp_path))["census_farms"]
    assert (farms.published, farms.year, farms.sources[0].source) == (12, "2020", "Agreste RA 2020")


places = st.lists(st.tuples(st.integers(1001, 3000), st.integers(-3000, 3000)), max_size=5)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(beyond=places)
def test_what_lies_beyond_the_commune_changes_no_figure(tmp_path_factory, beyond):
    around = [square(x, y, 90) for x, y in beyond]
    shapes = [square(), square(950, 0, 100), *around]
    areas = {
        "farmland": layer(*shapes, landcover=["arable"] * len(shapes)),
        "woods": layer(*shapes, kind=["wood"] * len(shapes)),
        "osm_gardens": layer(*shapes, kind=["association_garden"] * len(shapes)),
        "hedges": layer(*(shape.boundary for shape in shapes)),
    }
    found = told(town(tmp_path_factory.mktemp("home"), **areas))
    assert found["farmland_area"].measured == pytest.approx(1.5)
    assert found["woods_area"].measured == pytest.approx(1.5)
    assert found["gardens"].measured == 2
    assert found["hedge_length"].measured == pytest.approx(0.6)

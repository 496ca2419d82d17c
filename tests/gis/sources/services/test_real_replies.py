"""Replies that were captured from the services, where they are at hand: what must come out of them."""

from __future__ import annotations

import json

import geopandas as gpd
import pytest
import shapely

from gis.crs import LAMBERT93
from gis.sources import SOURCES, Amount, Fetched, Place, clean
from gis.sources.services import bdtopo, cadastre, organic, osm, osm_relations, overpass, planning
from gis.territory import registry
from tests.services.mapserver import EXAMPLES

REAL = EXAMPLES.parents[1] / "cases" / "real"
pytestmark = pytest.mark.skipif(not REAL.exists(), reason=f"the captured replies are not at {REAL}")


def read(name):
    return json.loads((REAL / name).read_text(encoding="utf-8"))


def whole(frame, key):
    """Return what is left of a table, nothing clipped."""
    outline = shapely.box(*frame.total_bounds).buffer(100)
    return clean(frame, registry()[key], outline=outline, clip="keep")


@pytest.fixture
def redon():
    return Fetched(read("overpass_redon_out_geom.json")["elements"], "u")


def test_the_park_of_redon_is_an_area_and_its_routes_are_lines(redon):
    rows = overpass.shapes(redon.content, LAMBERT93).set_index("element")
    assert rows.geometry["relation/7007503"].geom_type in {"Polygon", "MultiPolygon"}
    for route in (6882348, 6424657, 166903):
        assert rows.geometry[f"relation/{route}"].geom_type in {"LineString", "MultiLineString"}
    parks = osm_relations.normalise_parks(redon, Place("35236"))
    routes = osm_relations.normalise_routes(redon, Place("35236"))
    assert (len(parks), len(routes), len(osm.normalise_gardens(redon, Place("35236")))) == (1, 3, 2)
    assert whole(parks, "osm_parks")[1].rejected == whole(routes, "osm_routes")[1].rejected == []


def test_relations_that_came_without_members_are_told():
    fetched = Fetched(read("overpass_redon_out_tags_geom.json")["elements"], "u")
    frame = osm_relations.normalise_routes(fetched, Place("35236"))
    (remark,) = SOURCES["osm_routes"][0].remarks(fetched, frame)
    assert (remark.key, remark.count) == ("osm_shapeless", 3)


def test_zones_to_be_built_on_in_gennes_are_not_said_to_be_open():
    items = read("gpu_zones_gennes.json")["features"]
    box = gpd.GeoDataFrame.from_features(items, crs=4326).to_crs(2154).total_bounds
    place = Place("25267", outline=shapely.box(*box))
    frame = planning.normalise_zones(Fetched((items, {"DU_25267": "25267_PLU"}), "u"), place)
    assert dict(zip(frame["label"], frame["zone_type"], strict=True)) == {"UA": "U", "AU1": "AU", "AU2": "AU"}


@pytest.mark.parametrize("name", ["haie", "vegetation"])
def test_hedges_and_vegetation_of_redon_are_kept_and_hedges_left_out_of_woods(name):
    document = read(f"bdtopo_{name}_redon.json")
    key = {"haie": "hedges", "vegetation": "woods"}[name]
    box = gpd.GeoDataFrame.from_features(document["features"], crs=2154).total_bounds
    place = Place("35236", outline=shapely.box(*box))
    fetched = Fetched((document["features"], "EPSG:2154", bdtopo.HEDGE_TYPES[1]), "u")
    frame = {"haie": bdtopo.normalise_hedges, "vegetation": bdtopo.normalise_woods}[name](fetched, place)
    natures = [item["properties"].get("nature") for item in document["features"]]

    assert len(frame) == len(natures) - natures.count("Haie") > 0
    assert whole(frame, key)[1].rejected == []


def test_twelve_parcels_of_the_cadastre_are_kept(tmp_path):
    fetched = Fetched((REAL / "etalab_91216_2022_first12.json",), "u", edition="2022-01-01")
    frame = cadastre.normalise_parcels(fetched, Place("91216"))
    assert whole(frame, "parcels")[1].kept == 12


def test_the_file_of_the_region_goes_before_that_of_the_nation(asker, httpserver, place):
    httpserver.expect_request("/organic").respond_with_json(read("datagouv_organic_resources_2022.json"))
    found = organic.files(asker, place)
    names = {campaign: [item.url.rsplit("/", 1)[1] for item in items] for campaign, items in found.items()}
    assert names == {
        2019: ["rpg-bio-2019-r32.shp.zip", "rpg-bio-2019-national.shp.zip"],
        2020: ["rpg-bio-2020-r32.shp.zip", "rpg-bio-2020-national.shp.zip"],
        2021: ["rpg-bio-2021-national.shp.zip"],
    }
    size = 3_569_940 + 4_192_122 + 291_612_957
    assert organic.estimate(asker, place) == Amount(None, size, size)

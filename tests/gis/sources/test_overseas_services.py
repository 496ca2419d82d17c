"""Services asked about a commune overseas: in degrees, and what comes is stored in its legal system."""

import json
from urllib.parse import parse_qs

import numpy as np
import pytest
import shapely

from gis.crs import projection_of
from gis.sources import Fetched, Place
from gis.sources.formats.wfs import around, features
from gis.sources.services import admin, altimetry, bdtopo, gbif, mbm, organic, overpass, rpg

CODE = "97411"
SQUARE = shapely.box(340_000, 7_680_000, 340_030, 7_680_030)
REUNION = Place(CODE, "Saint-Denis", shapely.buffer(SQUARE, 1_000))


def degrees(shape=SQUARE, *, swapped=False):
    (moved,) = projection_of(CODE).to_wgs84(np.array([shape], dtype=object), decimals=9)
    turned = shapely.transform(moved, lambda xy: xy[:, ::-1]) if swapped else moved
    return json.loads(shapely.to_geojson(turned))


def same(frame):
    (shape,) = frame.geometry
    return frame.crs.to_epsg() == 2975 and shapely.hausdorff_distance(shape, SQUARE) < 0.01


def test_a_wfs_is_asked_in_degrees_latitude_first(asker, httpserver):
    httpserver.expect_request("/ign_wfs").respond_with_json({"features": [], "numberMatched": 0})
    features(asker, around(REUNION, "ign_wfs", "BDTOPO_V3:haie", margin_m=50))
    asked = parse_qs(httpserver.log[0][0].query_string.decode())
    assert asked["SRSNAME"] == ["EPSG:4326"]
    south, west, north, east, system = asked["BBOX"][0].split(",")
    assert -21.1 < float(south) < float(north) < -20.8
    assert 55.3 < float(west) < float(east) < 55.6
    assert system.endswith("EPSG::4326")


@pytest.mark.parametrize("swapped", [False, True])
def test_what_comes_in_degrees_is_stored_in_the_legal_system(swapped):
    item = {"properties": {"cleabs": "Z1", "nature": "Bois"}, "geometry": degrees(swapped=swapped)}
    frame = bdtopo.normalise_woods(Fetched(([item], "EPSG:4326", bdtopo.WOODS), "u"), REUNION)
    assert same(frame)
    assert frame["area_m2"].tolist() == pytest.approx([900.0], abs=0.1)


@pytest.mark.parametrize("swapped", [False, True])
def test_the_commune_itself_comes_before_its_outline_is_known(swapped):
    told = {"code_insee": CODE, "nom_officiel": "Saint-Denis", "superficie_cadastrale": 0}
    item = {"properties": told, "geometry": degrees(swapped=swapped)}
    content = ([item], "EPSG:4326", admin.CREDIT)
    frame = admin.normalise_commune(Fetched(content, "u"), Place(CODE))
    assert same(frame)
    assert frame["perimeter_m"].tolist() == pytest.approx([120.0], abs=0.05)


def test_records_and_ways_are_placed_in_the_legal_system():
    lon, lat = projection_of(CODE).point_to_lonlat(340_015, 7_680_015)
    seen = {"key": 1, "species": "Circus maillardi", "decimalLongitude": lon, "decimalLatitude": lat}
    frame = gbif.normalise(Fetched([{**seen, "coordinateUncertaintyInMeters": 10.0}], "u"), REUNION)
    assert frame.crs.to_epsg() == 2975
    assert gbif.normalise(Fetched([], "u"), REUNION).crs.to_epsg() == 2975
    way = {"type": "way", "id": 1, "tags": {"highway": "path"}, "geometry": [{"lon": lon, "lat": lat}] * 2}
    assert overpass.shapes([way], REUNION.crs).crs.to_epsg() == 2975


def test_heights_are_asked_where_the_metres_of_the_commune_are(asker, httpserver):
    httpserver.expect_request("/altimetry/elevation.json").respond_with_json([12.0])
    altimetry.heights(asker, REUNION.projection, np.array([340_000.0]), np.array([7_680_000.0]))
    asked = json.loads(httpserver.log[0][0].get_data())
    assert float(asked["lon"]) == pytest.approx(55.46, abs=0.01)
    assert float(asked["lat"]) == pytest.approx(-20.97, abs=0.02)


def test_what_is_only_known_of_the_metropole_is_never_shown_as_nothing():
    assert {source.coverage.voice(CODE) for source in (*mbm.SOURCES,)} == {"silent"}
    for source in (*rpg.SOURCES, *organic.SOURCES, bdtopo.SOURCES[0]):
        assert (source.coverage.voice(CODE), source.coverage.voice("62528")) == ("unknown", "speaks")

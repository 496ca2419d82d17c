"""Communes overseas: everything is measured in their own legal system, from the file to the paper."""

import datetime as dt
import json
import re
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gis.connectivity import connectivity_of
from gis.crs import LAMBERT93, OVERSEAS, WGS84, legal_crs, projection_of
from gis.dossier import dossier_of, dossier_of_shape
from gis.errors import CRSError
from gis.export.connectivity import connectivity_document
from gis.export.dossier import dossier_document, write_dossier_gpkg
from gis.export.dossier.parcel_map import parcel_map
from gis.export.formats import to_csv, to_geojson, to_geopackage
from gis.export.walk import walk_gpx
from gis.footprint import read_footprint
from gis.imports import import_layer, preview
from gis.network import Network
from gis.rights import operator
from gis.screening import parcel_frame, screen_frame, zones_of
from gis.search import index
from gis.territory import Territory, write_layer
from gis.tours import zone_of
from gis.tours.daylight import daylight_of
from gis.walks import WalkRequest, plan_loops, start_at
from gis.words import use_language
from tests.gis.small_territory import CODE, THEMES, X0, Y0, box, build, frame
from tests.gis.small_town import streets

REUNION = "97411"
MIDDLES = {
    "62528": (2.79, 50.45),
    "97105": (-61.73, 16.0),
    "97209": (-61.07, 14.61),
    "97353": (-54.02, 3.65),
    REUNION: (55.45, -20.95),
    "97611": (45.2, -12.8),
    "97502": (-56.2, 46.8),
}
"""A place of a commune in each of the six systems, in degrees; two share that of the Antilles."""
EAST, NORTH = 340_000.0, 7_680_000.0
"""A corner on Réunion, in its own metres."""
SIDE_M, AREA_M2 = 30.0, 900.0


def there(shape):
    """Return a shape that is drawn near Loos-en-Gohelle as the same shape on Réunion."""
    return shapely.transform(shape, lambda xy: xy + np.array([EAST - X0, NORTH - Y0]))


@pytest.fixture(scope="module")
def reunion(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reunion")
    rows = {
        "commune": [(REUNION, box(-300, -300, 3600, 3600), {})],
        "parcels": [
            ("97411000AB0025", box(0, 0, SIDE_M, SIDE_M), {"contenance_m2": AREA_M2}),
            ("97411000AB0026", box(SIDE_M, 0, 90, SIDE_M), {"contenance_m2": None}),
        ],
        "paths": streets(),
        "slag_heaps": [("T1", box(1000, 1000, 1030, 1030), {"code": "T1", "access": "open"})],
        "nourishing_gardens": [("N1", box(1200, 1000, 1230, 1030), {})],
        "farmland": [("F1", box(-10, -10, 15, 40), {})],
        "hedges": [("H1", box(0, 500, 300, 501).exterior, {})],
        "places": [("mairie", shapely.Point(X0 + 1500, Y0 + 1200), {"category": "civic"})],
    }
    moved = {key: [(name, there(shape), more) for name, shape, more in items] for key, items in rows.items()}
    return build(folder, moved, code=REUNION)


def square_of(code, east=0.0, north=0.0):
    x, y = projection_of(code).point_to_metres(*MIDDLES[code])
    return shapely.box(x + east, y + north, x + east + SIDE_M, y + north + SIDE_M)


@given(
    code=st.sampled_from(sorted(MIDDLES)),
    east=st.floats(-5_000, 5_000),
    north=st.floats(-5_000, 5_000),
)
def test_a_square_keeps_its_area_through_degrees_and_is_read_in_the_legal_system(code, east, north):
    projection = projection_of(code)
    drawn = square_of(code, east, north)
    (degrees,) = projection.to_wgs84(np.array([drawn], dtype=object), decimals=9)
    found = read_footprint(shapely.to_geojson(degrees).encode(), projection)
    assert found.shape.area == pytest.approx(AREA_M2, abs=0.01)
    assert shapely.hausdorff_distance(found.shape, drawn) < 0.001


@pytest.mark.parametrize("code", MIDDLES)
def test_metres_of_the_legal_system_are_those_of_the_ground(code):
    (degrees,) = projection_of(code).to_wgs84(np.array([square_of(code)], dtype=object), decimals=9)
    area, _ = pyproj.Geod(ellps="GRS80").geometry_area_perimeter(degrees)
    assert abs(area) == pytest.approx(AREA_M2, rel=0.003)


def test_each_department_has_its_legal_system():
    known = {"62528": 2154, "2A004": 2154, "75056": 2154, "97105": 5490, "97209": 5490, "97302": 2972}
    known |= {"97411": 2975, "97502": 4467, "97611": 4471, "97701": 5490, "97801": 5490}
    assert {code: legal_crs(code) for code in known} == {code: f"EPSG:{epsg}" for code, epsg in known.items()}


def test_a_commune_of_reunion_has_a_dossier_and_a_screening(reunion, tmp_path):
    found = dossier_of(reunion, "AB 25")
    assert found.subject.gis_area_m2 == pytest.approx(AREA_M2, abs=0.01)
    assert found.subject.centroid == pytest.approx((55.462, -20.967), abs=0.01)
    (field,) = [item for answer in found.concerned if answer.key == "farmland" for item in answer.items]
    assert field.area_m2 == pytest.approx(15 * 30, abs=0.01)
    shape = shapely.from_geojson(json.dumps(dossier_document(found)["parcel"]["geometry"]))
    again = gpd.GeoSeries([shape], crs=WGS84).to_crs(legal_crs(REUNION))
    assert again.area.iloc[0] == pytest.approx(AREA_M2, rel=0.01)
    write_dossier_gpkg(reunion, found, tmp_path / "dossier.gpkg")
    whole = gpd.read_file(tmp_path / "dossier.gpkg", layer="dossier")
    assert (whole.crs.to_epsg(), round(whole.area.iloc[0])) == (2975, 900)
    screened = screen_frame(parcel_frame(reunion), zones_of(reunion)).frame
    assert screened["gis_area_m2"].round(3).tolist() == [900.0, 1800.0]
    assert screened.crs.to_epsg() == 2975


def test_layers_of_reunion_leave_in_their_legal_system_or_in_degrees(reunion, tmp_path):
    parcels = reunion.layer("parcels")
    to_geopackage([parcels], tmp_path / "layers.gpkg")
    metres = gpd.read_file(tmp_path / "layers.gpkg", layer="parcels")
    assert (metres.crs.to_epsg(), metres.area.round(2).tolist()) == (2975, [900.0, 1800.0])
    (tmp_path / "parcels.geojson").write_bytes(to_geojson(parcels, decimals=9))
    degrees = gpd.read_file(tmp_path / "parcels.geojson").to_crs(2975)
    assert degrees.area.round(1).tolist() == [900.0, 1800.0]
    assert ",55.4" in to_csv(parcels).decode()


def test_a_walk_of_reunion_is_as_long_as_its_track(reunion, tmp_path):
    lon, lat = projection_of(REUNION).point_to_lonlat(EAST + 1500, NORTH + 1500)
    walks = plan_loops(reunion, WalkRequest(start_at(reunion.projection, lat, lon), length_m=3_000.0))
    walk = walks.walks[0]
    (tmp_path / "walk.gpx").write_text(walk_gpx(walk, name="x"), encoding="utf-8")
    track = gpd.read_file(tmp_path / "walk.gpx", layer="tracks").to_crs(2975)
    assert track.length.iloc[0] == pytest.approx(walk.length_m, rel=0.01)
    assert walk.cues[0].lonlat == pytest.approx((lon, lat), abs=0.02)
    assert Network.of(reunion).snap(np.array([[EAST + 1500, NORTH + 1500]])).away[0] < 200


def test_habitats_of_reunion_are_linked_in_its_metres(reunion):
    now = connectivity_of(reunion)
    assert now.patch_table.crs.to_epsg() == 2975
    assert connectivity_document(now)["landscape_m2"] == pytest.approx(3_900**2)


def test_paper_names_the_system_of_reunion(reunion):
    picture, _ = parcel_map(dossier_of(reunion, "AB 25"), reunion)
    told = "".join(map(str, (picture.shapes, picture.words)))
    assert "RGR92 / UTM 40S" in told
    assert "Lambert" not in told


def test_a_place_of_reunion_is_found_where_it_is(reunion):
    (hit,) = index(reunion).find("AB 25", limit=1)
    assert hit.lonlat == pytest.approx((55.462, -20.967), abs=0.01)


def test_a_shape_in_degrees_has_the_same_dossier_on_reunion(reunion):
    drawn = there(box(0, 0, SIDE_M, SIDE_M))
    (degrees,) = reunion.projection.to_wgs84(np.array([drawn], dtype=object), decimals=9)
    footprint = read_footprint(shapely.to_geojson(degrees).encode(), reunion.projection)
    found = dossier_of_shape(reunion, footprint.shape)
    assert found.subject.gis_area_m2 == pytest.approx(AREA_M2, abs=0.01)
    assert found.outside_m2 == 0


def test_the_sun_sets_by_the_clock_of_the_commune(reunion):
    day = dt.date(2026, 6, 21)
    assert daylight_of(reunion, day).sets == pytest.approx(17 * 60 + 46, abs=6)
    offsets = {code: dt.datetime(2026, 1, 1, tzinfo=zone_of(code)).utcoffset() for code in MIDDLES}
    hours = {code: away.total_seconds() / 3600 for code, away in offsets.items()}
    expected = {"62528": 1, "97105": -4, "97209": -4, "97353": -3, REUNION: 4, "97611": 3, "97502": -3}
    assert hours == expected


def opened(folder, crs):
    """Return a territory of Réunion whose home holds heaps in some system."""
    shape = there(box(0, 0, SIDE_M, SIDE_M))
    rows = frame([("T1", shape, {})], crs=legal_crs(REUNION)).to_crs(crs)
    write_layer(folder / "home" / REUNION, "slag_heaps", rows, provenance={"status": "official"})
    return Territory(REUNION, home=folder / "home", embedded=folder, themes=THEMES)


@pytest.mark.parametrize("crs", [LAMBERT93, WGS84, "EPSG:5490"])
def test_a_layer_in_another_system_is_refused_and_both_are_named(tmp_path, crs):
    territory = opened(tmp_path, crs)
    assert territory.get("slag_heaps") is None
    with use_language("en"):
        found = next(item for item in territory.check() if item.key == "wrong_crs")
        assert crs in found.reason
        assert "RGR92 / UTM 40S (EPSG:2975)" in found.reason
        assert "update the layer again" in found.mend


def test_a_layer_in_the_legal_system_is_taken(tmp_path):
    assert opened(tmp_path, "EPSG:2975").layer("slag_heaps").area_m2 == pytest.approx(AREA_M2, abs=0.01)


def brought(folder, shape, crs):
    path = folder / "heaps.geojson"
    gpd.GeoDataFrame({"nom": ["Piton"]}, geometry=[shape], crs=crs).to_crs(WGS84).to_file(
        path, driver="GeoJSON", engine="pyogrio", COORDINATE_PRECISION=10
    )
    return path


@pytest.mark.parametrize("code", MIDDLES)
def test_a_file_in_degrees_becomes_a_layer_in_the_legal_system(tmp_path, code):
    path = brought(tmp_path, square_of(code), legal_crs(code))
    import_layer(
        path, "slag_heaps", code=code, actor=operator(), home=tmp_path / "home", mapping={"name": "nom"}
    )
    layer = Territory(code, home=tmp_path / "home").layer("slag_heaps")
    assert layer.projection == projection_of(code)
    assert layer.area_m2 == pytest.approx(AREA_M2, abs=0.1)


def test_a_file_that_says_no_system_is_told_which_are_plausible_here(tmp_path):
    path = tmp_path / "heaps.csv"
    path.write_text(f"nom,x,y\nPiton,{EAST},{NORTH}\n", encoding="utf-8")
    with use_language("fr"), pytest.raises(CRSError, match=r"UTM 40S \(EPSG:2975\).*EPSG:4326.*EPSG:3727"):
        preview(path, "places", code=REUNION, home=tmp_path / "home")
    with use_language("fr"), pytest.raises(CRSError, match=r"Lambert-93 \(EPSG:2154\)"):
        preview(path, "places", code=CODE, home=tmp_path / "home")


def test_the_browser_knows_the_same_systems():
    text = (Path(__file__).parents[2] / "views/map/client/metres.js").read_text(encoding="utf-8")
    (table,) = re.findall(r"OVERSEAS = \{(.*?)\}", text)
    meridians = {code: int(degrees) for code, degrees in re.findall(r"(\d{3}): (-?\d+)", table)}
    laid = {
        code: round(pyproj.CRS(crs).coordinate_operation.params[1].value) for code, crs in OVERSEAS.items()
    }
    assert meridians == laid

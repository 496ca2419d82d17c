from __future__ import annotations

import io
import json
import zipfile

import geopandas as gpd
import pytest
import shapely

from gis.crs import LAMBERT93, WGS84
from gis.errors import AmbiguousError, CRSError, FootprintError, InputError, UploadError
from gis.footprint import MOST_BYTES, open_footprint, read_footprint
from gis.footprint import read_gdal as gdal
from gis.words import use_language
from tests.gis.small_territory import METRES, X0, Y0, box

SQUARE = box(0, 0, 100, 100)
RING = [METRES.point_to_lonlat(X0 + x, Y0 + y) for x, y in ((0, 0), (100, 0), (100, 100), (0, 100), (0, 0))]


def geojson(coordinates=RING, **more):
    geometry = {"type": "Polygon", "coordinates": [[list(point) for point in coordinates]]}
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    return json.dumps({**feature, **more}).encode()


def kml(ring=RING, *, height=""):
    points = " ".join(f"{lon},{lat}{height}" for lon, lat in ring)
    return (
        '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>'
        "<name>Salle des fêtes</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        f"{points}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"
    ).encode()


def frame(shape=SQUARE, crs=LAMBERT93):
    return gpd.GeoDataFrame({"n": [1]}, geometry=[shape], crs=crs)


def geopackage(tmp_path, *layers, crs=LAMBERT93):
    path = tmp_path / "shapes.gpkg"
    for layer in layers or ("project",):
        frame(crs=crs).to_file(path, layer=layer, driver="GPKG")
    return path.read_bytes()


def zipped_shapefile(tmp_path, *, names=("site",), crs=LAMBERT93, shape=SQUARE, without=(), inside=""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            folder = tmp_path / name
            folder.mkdir()
            frame(shape, crs).to_file(folder / f"{name}.shp")
            for path in sorted(folder.iterdir()):
                if path.suffix not in without:
                    archive.write(path, inside + path.name)
    return out.getvalue()


def same(found, expected=SQUARE, *, metres=0.01):
    return shapely.hausdorff_distance(found.shape, expected) < metres


def test_every_kind_of_file_gives_the_same_shape(tmp_path):
    for content in (geojson(), kml(), geopackage(tmp_path), zipped_shapefile(tmp_path)):
        found = read_footprint(content, METRES)
        assert same(found)
        assert found.notes == ()


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:27572", "EPSG:32631"])
def test_any_declared_system_is_understood(tmp_path, crs):
    path = tmp_path / "other.gpkg"
    frame().to_crs(crs).to_file(path, driver="GPKG")
    # 27572 is an old system; its official shift is right to some metres.
    assert same(open_footprint(path, METRES), metres=5)


def test_geojson_with_the_old_crs_member_is_understood():
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
    ring = shapely.get_coordinates(SQUARE).tolist()
    assert same(read_footprint(geojson(ring, crs=crs), METRES))


def test_a_collection_becomes_one_shape_and_says_so():
    features = [json.loads(geojson()), json.loads(geojson([(lon + 0.01, lat) for lon, lat in RING]))]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    with use_language("en"):
        found = read_footprint(content, METRES)
    assert found.shape.geom_type == "MultiPolygon"
    assert found.notes == ("The 2 areas of the file are taken together.",)


def test_names_are_kept_short_and_in_one_line():
    assert read_footprint(kml(), METRES).name == "Salle des fêtes"
    named = geojson(properties={"name": "=HYPER\n" + "x" * 500})
    assert len(read_footprint(named, METRES).name) <= 80
    assert "\n" not in read_footprint(named, METRES).name


def test_an_outline_that_crosses_itself_is_repaired_and_said():
    bow = [RING[0], RING[2], RING[1], RING[3], RING[0]]
    with use_language("en"):
        found = read_footprint(geojson(bow), METRES)
    assert found.shape.is_valid
    assert found.shape.area == pytest.approx(5_000, rel=0.01)
    assert "Self-intersection" in found.notes[0]


def test_heights_are_left_out_and_said():
    with use_language("en"):
        found = read_footprint(kml(height=",42"), METRES)
    assert not found.shape.has_z
    assert "heights" in found.notes[0]


def test_points_and_lines_beside_the_shape_are_left_out_and_said():
    features = [
        json.loads(geojson()),
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": RING[0]}},
        {"type": "Feature", "properties": {}, "geometry": None},
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    with use_language("en"):
        found = read_footprint(content, METRES)
    assert same(found)
    assert found.notes == ("1 point(s) or line(s) left out: only areas count.",)


def test_degrees_without_a_system_are_asked_about_and_then_taken(tmp_path):
    content = zipped_shapefile(tmp_path, crs=WGS84, shape=shapely.Polygon(RING), without={".prj"})
    with use_language("en"), pytest.raises(CRSError, match="EPSG:4326"):
        read_footprint(content, METRES)
    assert same(read_footprint(content, METRES, crs="EPSG:4326"))


def test_metres_without_a_system_are_asked_about(tmp_path):
    content = zipped_shapefile(tmp_path, without={".prj"})
    with use_language("en"), pytest.raises(CRSError, match="EPSG:2154"):
        read_footprint(content, METRES)


def test_geojson_in_metres_is_not_taken_for_degrees():
    with pytest.raises(CRSError):
        read_footprint(geojson(shapely.get_coordinates(SQUARE).tolist()), METRES)


def test_an_unknown_system_is_named():
    with pytest.raises(CRSError, match="EPSG:99999"):
        read_footprint(geojson(), METRES, crs="EPSG:99999")


def test_several_layers_are_asked_about(tmp_path):
    content = geopackage(tmp_path, "before", "after")
    with pytest.raises(AmbiguousError) as caught:
        read_footprint(content, METRES)
    assert set(caught.value.choices) == {"before", "after"}
    assert same(read_footprint(content, METRES, layer="after"))
    archive = zipped_shapefile(tmp_path, names=("a", "b"))
    with pytest.raises(AmbiguousError):
        read_footprint(archive, METRES)
    assert same(read_footprint(archive, METRES, layer="b"))


def test_paths_inside_an_archive_lead_nowhere(tmp_path):
    content = zipped_shapefile(tmp_path, inside="../../../etc/")
    assert same(read_footprint(content, METRES))
    assert not (tmp_path.parent / "etc").exists()


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(gdal, "MOST_UNPACKED_BYTES", 1_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.shp", b"\0" * 5_000_000)
    assert len(out.getvalue()) < 10_000
    with pytest.raises(UploadError):
        read_footprint(out.getvalue(), METRES)


def test_an_archive_with_too_many_files_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(500):
            archive.writestr(f"{number}.shp", b"")
    with pytest.raises(UploadError):
        read_footprint(out.getvalue(), METRES)


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    b"<kml><Document><name>&b;</name></Document></kml>"
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml>&a;</kml>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"hello",
        b"{",
        b"{}",
        b'{"type": "Feature"}',
        b'{"type": "Polygon", "coordinates": [[[0, 0], [1, "x"]]]}',
        b'{"type": "Polygon", "coordinates": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
        b'{"type": "Polygon", "coordinates": []}',
        b'{"type": "Point", "coordinates": [2.79, 50.45]}',
        b'{"type": "Polygon", "coordinates": [[[2, 50], [2, 50], [2, 50], [2, 50]]]}',
        b'{"type": "Polygon", "coordinates": [[[2, NaN], [3, 50], [3, 51], [2, NaN]]]}',
        b"<kml>",
        b"<kml/>",
        b"<kml><Polygon><outerBoundaryIs><coordinates>a,b</coordinates></outerBoundaryIs></Polygon></kml>",
        LAUGHS,
        OUTSIDE,
        b"PK\x03\x04 broken",
        b"SQLite format 3\0 broken",
        b"\x89PNG\r\n",
    ],
)
def test_anything_else_is_refused_in_one_line(content):
    with pytest.raises(InputError) as caught:
        read_footprint(content, METRES)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.geojson"
    with path.open("wb") as sink:
        sink.truncate(MOST_BYTES * 4)
    with use_language("en"), pytest.raises(UploadError, match="50 MB"):
        open_footprint(path, METRES)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UploadError, match=r"nowhere\.geojson"):
        open_footprint(tmp_path / "nowhere.geojson", METRES)


def test_a_shape_with_too_many_points_is_refused(monkeypatch):
    monkeypatch.setattr("gis.footprint.footprint_file.MOST_POINTS", 4)
    with pytest.raises(FootprintError):
        read_footprint(geojson(), METRES)


def test_swapped_degrees_are_far_away_or_outside():
    swapped = [(lat, lon) for lon, lat in RING]
    assert not shapely.intersects(read_footprint(geojson(swapped), METRES).shape, SQUARE)

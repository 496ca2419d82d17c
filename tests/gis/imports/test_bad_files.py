"""Files that would take minutes or end the process get a sentence at once, which names no folder of ours."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile

import geopandas as gpd
import pytest
import shapely

from gis.crs import projection_of
from gis.errors import AtlasError
from gis.footprint import read_footprint
from gis.imports import preview

METRES = projection_of("62528")
SQUARE = shapely.box(2.79, 50.45, 2.791, 50.451)
ENDLESS = (
    "with recursive r(n) as (select 1 union all select n + 1 from r) select n as fid, null as geom from r"
)
VIEW_AMONG = (
    f"create view bad as {ENDLESS}",
    "insert into gpkg_contents (table_name, data_type, srs_id) values ('bad', 'features', 4326)",
    "insert into gpkg_geometry_columns values ('bad', 'geom', 'POLYGON', 4326, 0, 0)",
)


def geopackage(*statements):
    def write(path):
        gpd.GeoDataFrame({"name": ["x"]}, geometry=[SQUARE], crs=4326).to_file(path, layer="a", driver="GPKG")
        base = sqlite3.connect(path)
        with base:
            for statement in statements:
                base.execute(statement)
        base.close()

    return write


def text(content):
    return lambda path: path.write_text(content, encoding="utf-8")


def archive(*members):
    def write(path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
            for name, content in members:
                opened.writestr(name, content)

    return write


def wide(columns):
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [2.79, 50.45]},
        "properties": {f"c{at}": 1 for at in range(columns)},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


BAD = {
    "recursive view among layers": ("a.gpkg", geopackage(*VIEW_AMONG), "bad"),
    "view in place of a layer": (
        "a.gpkg",
        geopackage("alter table a rename to b", f"create view a as {ENDLESS}"),
        "calcul",
    ),
    "view in place of the list": (
        "a.gpkg",
        geopackage("alter table gpkg_contents rename to b", f"create view gpkg_contents as {ENDLESS}"),
        "gpkg_contents",
    ),
    "computed column": (
        "a.gpkg",
        geopackage("alter table a add column b text generated always as (hex(zeroblob(400000000))) virtual"),
        "calcul",
    ),
    "virtual table": ("a.gpkg", geopackage("create virtual table b using fts5 (x)"), "calcul"),
    "thousands of tables": (
        "a.gpkg",
        geopackage(*(f"create table t{at} (x)" for at in range(1_001))),
        "1.000",
    ),
    "wide table": ("a.csv", text("lon;lat" + ";c" * 20_000 + "\n2.79;50.45\n"), "colonnes"),
    "wide row": ("a.csv", text("lon;lat\n2.79;50.45" + ";1" * 20_000 + "\n"), "colonnes"),
    "wide features": ("a.geojson", text(wide(20_000)), "colonnes"),
    "a catalogue": ("a.json", text('{"type": "Catalog", "stac_version": "1.0.0", "links": []}'), "a.json"),
    "thousands of members": ("a.zip", archive(*((f"{at}.txt", "") for at in range(2_001))), "2.000"),
    "bomb of a table": ("a.zip", archive(("a.csv", b"lon;lat\n" + bytes(30_000_000))), "archive"),
    "bomb of shapes": ("a.zip", archive(("a.shp", bytes(30_000_000))), "archive"),
    "deep document": (
        "a.kml",
        text("<kml>" + "<Folder>" * 5_000 + "</Folder>" * 5_000 + "</kml>"),
        "niveaux",
    ),
    "entities": ("a.kml", text('<!DOCTYPE k [<!ENTITY a "aa">]><kml><name>&a;</name></kml>'), "DTD"),
}
BOTH = [name for name, (file, *_) in BAD.items() if file.endswith((".gpkg", ".zip"))]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_a_sentence_without_folders(tmp_path, name):
    file, write, said = BAD[name]
    write(tmp_path / file)
    with pytest.raises(AtlasError, match=f"(?i){said}") as error:
        preview(tmp_path / file, "nourishing_gardens", code="62528", home=tmp_path)
    assert "/tmp" not in str(error.value)  # noqa: S108
    assert str(tmp_path) not in str(error.value)


@pytest.mark.parametrize("name", BOTH)
def test_a_bad_file_is_refused_as_a_footprint_too(tmp_path, name):
    file, write, _ = BAD[name]
    write(tmp_path / file)
    with pytest.raises(AtlasError):
        read_footprint((tmp_path / file).read_bytes(), METRES)


def test_a_member_with_folders_in_its_name_is_unpacked_nowhere_else(tmp_path):
    archive(("../../evil.csv", "name;lon;lat\nx;2.79;50.45\n"))(tmp_path / "a.zip")
    found = preview(tmp_path / "a.zip", "places", code="62528", home=tmp_path)
    assert found.rows == 1
    assert not list(tmp_path.parent.glob("evil.csv"))


def test_triggers_and_views_that_are_no_layers_do_no_harm(tmp_path):
    trigger = "create trigger t after insert on a begin delete from a; end"
    geopackage("create view other as select 1", trigger)(tmp_path / "a.gpkg")
    assert read_footprint((tmp_path / "a.gpkg").read_bytes(), METRES).shape.area > 0


@pytest.mark.parametrize(
    "drawn",
    ["CURVEPOLYGON(CIRCULARSTRING(0 0, 1 1, 2 0, 1 -1, 0 0))", "GEOMETRYCOLLECTION(" * 90_000 + "POINT(0 0)"],
    ids=["curve", "deep"],
)
def test_a_shape_that_is_none_is_one_misfit(tmp_path, drawn):
    path = tmp_path / "a.csv"
    path.write_text(f'name;wkt4326\nx;"{drawn}"\ny;POINT(2.79 50.45)\n')
    found = preview(path, "places", code="62528", home=tmp_path)
    assert (found.rows, len(found.frame)) == (2, 1)


def test_a_shape_of_many_corners_is_no_wide_row(tmp_path):
    ring = shapely.segmentize(SQUARE, 1e-6)
    path = tmp_path / "a.csv"
    path.write_text(f'name,wkt4326\nx,"{ring.wkt}"\n')
    assert len(preview(path, "nourishing_gardens", code="62528", home=tmp_path).frame) == 1


def test_an_archive_that_hides_its_end_is_broken_and_no_more():
    with pytest.raises(AtlasError):
        read_footprint(io.BytesIO(b"PK\x03\x04" + bytes(100)).getvalue(), METRES)

from __future__ import annotations

import csv
import io
import json
import sqlite3

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gis.errors import StoreError
from gis.export.formats import (
    file_name,
    map_columns,
    no_data,
    safe_cell,
    safe_name,
    safe_table,
    to_csv,
    to_geojson,
    to_geopackage,
)
from gis.export.formats.table import FORMULA_STARTS
from tests.gis.small_territory import box, build, line, point

FORMULA = "=HYPERLINK(1)"


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    ring = shapely.Polygon(box(0, 0, 100, 100).exterior, [box(20, 20, 40, 40).exterior])
    return build(
        tmp_path_factory.mktemp("export"),
        {
            "slag_heaps": [
                ("T1", ring, {"name": "Heap", "height_m": 12.123456, "greened_year": 1989}),
                ("T2", box(200, 0, 300, 100), {"name": FORMULA, "height_m": None, "greened_year": None}),
            ],
            "hedges": [("H1", line((0, 0), (50, 50)), {"name": ""})],
            "places": [("p", point(1, 1), {"name": "-5 rue"})],
        },
    )


@pytest.fixture
def heaps(territory):
    return territory.layer("slag_heaps")


def test_geojson_is_rounded_turned_the_right_way_and_in_degrees(heaps):
    first, _ = json.loads(to_geojson(heaps))["features"]
    outer, inner = first["geometry"]["coordinates"]
    assert all(round(value, 6) == value for position in outer for value in position)
    assert 2 < outer[0][0] < 3
    assert 50 < outer[0][1] < 51
    assert shapely.LinearRing(outer).is_ccw
    assert not shapely.LinearRing(inner).is_ccw


def test_the_unknown_is_null_and_never_zero(heaps):
    _, second = json.loads(to_geojson(heaps))["features"]
    assert second["properties"]["height_m"] is None
    assert second["properties"]["greened_year"] is None


def test_geojson_says_status_and_source(heaps):
    told = json.loads(to_geojson(heaps))
    assert told["metadata"]["status"] == "illustrative"
    assert told["metadata"]["source"] == "drawn for a test"
    assert told["features"][0]["properties"]["status"] == "illustrative"


def test_only_the_columns_asked_for_and_shorter_figures(heaps):
    first, _ = json.loads(to_geojson(heaps, columns=["id", "height_m"]))["features"]
    assert first["properties"] == {"id": "T1", "height_m": 12.123}
    assert first["id"] == "T1"


def test_the_map_gets_what_the_theme_reads_and_no_more(heaps):
    assert map_columns(heaps) == ["id", "name", "status", "source", "source_url"]


def test_gdal_reads_the_geojson_back(heaps, tmp_path):
    path = tmp_path / "heaps.geojson"
    path.write_bytes(to_geojson(heaps, decimals=8))
    back = gpd.read_file(path).to_crs("EPSG:2154")
    assert back.geometry.area.to_numpy() == pytest.approx(shapely.area(heaps.geometry), rel=1e-4)


def test_a_layer_is_not_changed_by_being_written(heaps, tmp_path):
    before = heaps.data.copy(deep=True)
    to_geojson(heaps, columns=["id"])
    to_csv(heaps)
    to_geopackage([heaps], tmp_path / "x.gpkg")
    pd.testing.assert_frame_equal(pd.DataFrame(before), pd.DataFrame(heaps.data))


def test_no_data_says_so():
    told = json.loads(no_data("hedges", "Haies"))
    assert told["no_data"] is True
    assert told["features"] == []
    assert told["metadata"]["status"] == "no_data"


def test_a_geopackage_holds_layers_metadata_and_provenance(territory, tmp_path):
    path = tmp_path / "atlas.gpkg"
    layers = [territory.layer(key) for key in ("slag_heaps", "hedges", "places")]
    to_geopackage(layers, path)
    assert [name for name, _ in pyogrio.list_layers(path)] == ["slag_heaps", "hedges", "places", "provenance"]
    heaps = gpd.read_file(path, layer="slag_heaps")
    assert heaps.crs.to_epsg() == 2154
    assert {"id", "status", "source", "height_m"} <= set(heaps.columns)
    assert pyogrio.read_info(path, layer="hedges")["layer_metadata"]["status"] == "illustrative"
    provenance = pyogrio.read_dataframe(path, layer="provenance")
    assert provenance["features"].tolist() == [2, 1, 1]
    assert set(provenance["source"]) == {"drawn for a test"}


def test_a_geopackage_replaces_an_older_file_as_a_whole(territory, tmp_path):
    path = tmp_path / "atlas.gpkg"
    to_geopackage([territory.layer("slag_heaps")], path)
    to_geopackage([territory.layer("hedges")], path)
    assert [name for name, _ in pyogrio.list_layers(path)] == ["hedges", "provenance"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["atlas.gpkg"]
    with sqlite3.connect(path) as base:
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
    base.close()


def test_a_folder_that_is_not_there_is_told(territory, tmp_path):
    with pytest.raises(StoreError):
        to_geopackage([territory.layer("hedges")], tmp_path / "absent" / "atlas.gpkg")


def test_csv_opens_in_excel_and_holds_no_formula(heaps):
    raw = to_csv(heaps)
    assert raw.startswith(b"\xef\xbb\xbf")
    first, second = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))
    assert second["name"] == f"'{FORMULA}"
    assert second["height_m"] == ""
    assert first["status"] == "illustrative"
    assert float(first["lon"]) == pytest.approx(2.78, abs=0.1)
    assert shapely.from_wkt(first["wkt"]).area > 0


def test_the_point_of_a_feature_is_on_it(heaps):
    for row in csv.DictReader(io.StringIO(to_csv(heaps).decode("utf-8-sig"))):
        point_on_it = shapely.Point(float(row["lon"]), float(row["lat"]))
        assert shapely.from_wkt(row["wkt"]).intersects(point_on_it)


@given(st.text())
def test_no_text_stays_a_formula(text):
    assert not str(safe_cell(text)).startswith(FORMULA_STARTS)


@pytest.mark.parametrize("value", [-5, -0.5, None, True, "plain", "a=b", ""])
def test_figures_and_plain_texts_stay_as_they_are(value):
    assert safe_cell(value) is value


def test_column_names_and_categories_are_made_safe_and_the_table_stays():
    table = pd.DataFrame({"=x": [1], "c": pd.Categorical(["+y"]), "o": pd.Series(["@z"], dtype=object)})
    safe = safe_table(table)
    assert list(safe.columns) == ["'=x", "c", "o"]
    assert safe["c"].tolist() == ["'+y"]
    assert safe["o"].tolist() == ["'@z"]
    assert list(table.columns) == ["=x", "c", "o"]


@given(st.text())
def test_a_name_is_safe_for_every_system(text):
    name = safe_name(text)
    assert name
    assert len(name) <= 61
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
    assert name not in {"con", "nul", "com1"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Loos-en-Gohelle", "loos-en-gohelle"),
        ("../../etc/passwd", "etc-passwd"),
        ("Cœur de Loos\r\nX: y", "coeur-de-loos-x-y"),
        ("CON", "con-"),
        ("", "export"),
    ],
)
def test_names_stay_readable(text, name):
    assert safe_name(text) == name


def test_a_file_name_joins_its_parts():
    assert file_name("Loos-en-Gohelle", "slag_heaps", extension="gpkg") == "loos-en-gohelle_slag_heaps.gpkg"


def test_what_lies_around_the_commune_is_told_apart_in_every_file(tmp_path):
    rows = [("in", line((0, 0), (50, 50)), {}), ("out", line((200, 0), (300, 0)), {})]
    square = [("62528", box(0, 0, 100, 100), {})]
    hedges = build(tmp_path / "town", {"commune": square, "hedges": rows}, margins={"hedges": 2_000.0}).layer(
        "hedges"
    )
    document = json.loads(to_geojson(hedges, columns=map_columns(hedges)))
    assert [item["properties"]["inside"] for item in document["features"]] == [True, False]
    assert document["metadata"]["margin_m"] == 2_000
    assert pd.read_csv(io.BytesIO(to_csv(hedges)))["inside"].tolist() == [True, False]
    to_geopackage([hedges], tmp_path / "x.gpkg")
    assert gpd.read_file(tmp_path / "x.gpkg", layer="hedges")["inside"].tolist() == [True, False]


def test_a_layer_that_ends_with_the_commune_has_no_such_column(heaps):
    first, _ = json.loads(to_geojson(heaps))["features"]
    assert "inside" not in first["properties"]
    assert "inside" not in map_columns(heaps)

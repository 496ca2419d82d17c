from __future__ import annotations

import json
import zipfile

import geopandas as gpd
import openpyxl
import pyogrio
import pytest

from gis.__main__ import main
from gis.cli.common import Settings
from tests.gis.small_territory import box, build, line, parcel


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    layers = {
        "commune": [("62528", box(0, 0, 1000, 1000), {})],
        "parcels": [parcel("AB 1", box(0, 0, 100, 100), 9_950), parcel("AB 2", box(100, 0, 200, 100))],
        "heritage": [("=1+1", box(-50, -50, 25, 500), {"kind": "unesco_property"})],
        "hedges": [("h1", line((10, 50), (150, 50)), {})],
        "species_sites": [("e", box(0, 0, 10, 10), {"site": "heap", "group": "bird"})],
    }
    return build(tmp_path_factory.mktemp("cli"), layers)


@pytest.fixture(autouse=True)
def use(territory, monkeypatch):
    monkeypatch.setattr(Settings, "territory", territory)


def test_a_parcel_is_answered_in_json(capsys):
    assert main(["dossier", "ab1", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["parcel"]["id"] == "62528000AB0001"
    heritage = next(theme for theme in document["themes"] if theme["key"] == "heritage")
    assert (heritage["verdict"], heritage["share_pct"]) == ("concerned", 25.0)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_parcel_is_answered_in_words(capsys, language):
    assert main(["--lang", language, "dossier", "AB 1"]) == 0
    said = capsys.readouterr().out
    assert "AB 1" in said
    assert ("Le plus proche " if language == "fr" else "Nearest ") in said
    assert "(m)" not in said
    assert ("concerné" if language == "fr" else "concerned") in said
    assert ("n’engage personne" if language == "fr" else "binds nobody") in " ".join(said.split())


def test_a_footprint_is_answered(capsys, tmp_path):
    path = tmp_path / "shape.gpkg"
    gpd.GeoDataFrame(geometry=[box(0, 0, 50, 50)], crs="EPSG:2154").to_file(path, driver="GPKG")
    assert main(["dossier", "--footprint", str(path), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["parcel"]["kind"] == "footprint"
    assert document["neighbours"] == ["62528000AB0001"]


def test_the_spreadsheet_has_a_sheet_a_theme_and_no_formula(tmp_path):
    path = tmp_path / "out.xlsx"
    assert main(["--lang", "en", "dossier", "AB 1", "--xlsx", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    assert {"Dossier", "Themes", "Notices", "Provenance", "heritage", "hedges"} <= set(book.sheetnames)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert "'=1+1" in {cell.value for cell in cells}
    assert zipfile.is_zipfile(path)


def test_the_geopackage_holds_the_cut_features_and_the_tables(tmp_path):
    path = tmp_path / "out.gpkg"
    assert main(["dossier", "AB 1", "--gpkg", str(path)]) == 0
    names = {str(name) for name, _ in pyogrio.list_layers(path)}
    assert {"dossier", "heritage", "hedges", "themes", "notices", "balance", "provenance"} <= names
    heritage = gpd.read_file(path, layer="heritage")
    assert heritage.geometry.area.tolist() == [2_500]
    assert heritage["share_pct"].tolist() == [25]
    assert heritage.crs.to_epsg() == 2154


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["AB 9"], "AB 1"),
        (["rubbish!"], "rubbish"),
        (["AB"], "section"),
        (["62498000AB0001"], "62498"),
        ([], "--footprint"),
        (["AB 1", "--footprint", "x.gpkg"], "--footprint"),
        (["--footprint", "nowhere.gpkg"], "nowhere.gpkg"),
        (["AB 1", "--xlsx", "/nowhere/at/all.xlsx"], "/nowhere/at"),
        (["AB 1", "--gpkg", "/nowhere/at/all.gpkg"], "/nowhere/at"),
    ],
)
def test_wrong_input_gets_one_line_and_status_2(capsys, arguments, said):
    assert main(["dossier", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert said in captured.err

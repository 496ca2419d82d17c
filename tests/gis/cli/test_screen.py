from __future__ import annotations

import errno
import json
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
from geopandas.testing import assert_geodataframe_equal

from gis.__main__ import main
from gis.cli.common import Settings
from gis.export import SCREENING
from tests.gis.export.pdf_structure import headings
from tests.gis.small_territory import box, build, parcel


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    layers = {
        "commune": [("62528", box(0, 0, 1000, 1000), {})],
        "parcels": [parcel(f"AB {n}", box(100 * n, 0, 100 * n + 100, 100 + n), 100.0) for n in range(1, 9)],
        "heritage": [("p", box(0, 0, 350, 100), {"kind": "unesco_property"})],
    }
    return build(tmp_path_factory.mktemp("cli"), layers)


@pytest.fixture(autouse=True)
def use(territory, monkeypatch):
    monkeypatch.setattr(Settings, "territory", territory)


def test_the_extension_chooses_the_format_and_all_hold_the_same(tmp_path):
    for suffix in [item.extension for item in SCREENING]:
        assert main(["screen", "--output", str(tmp_path / f"out.{suffix}")]) == 0
    flat = pd.read_csv(tmp_path / "out.csv", dtype={"id": str})
    assert len(flat) == 8
    assert flat["heritage_area_m2"].tolist() == [10_000, 10_000, 5_000, 0, 0, 0, 0, 0]
    sheet = pd.read_excel(tmp_path / "out.xlsx", sheet_name=None)
    assert next(len(table) for table in sheet.values()) == 8
    assert "heritage" in sheet["Provenance"].iloc[:, 0].tolist()
    for path in ("out.gpkg", "out.parquet"):
        whole = tmp_path / path
        frame = gpd.read_file(whole, layer="screening") if path == "out.gpkg" else gpd.read_parquet(whole)
        assert frame.crs.to_epsg() == 2154
        assert frame["heritage_area_m2"].tolist() == flat["heritage_area_m2"].tolist()
    assert "provenance" in {str(name) for name, _ in pyogrio.list_layers(tmp_path / "out.gpkg")}


def test_conditions_keep_rows(tmp_path, capsys):
    path = tmp_path / "out.csv"
    where = ["--where", "area>=10400", "--where", "heritage=not_concerned"]
    assert main(["screen", "--output", str(path), *where, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kept"] == 5
    assert pd.read_csv(path)["reference"].tolist() == ["AB 4", "AB 5", "AB 6", "AB 7", "AB 8"]


def test_a_condition_that_nothing_fulfils_gives_an_empty_file(tmp_path):
    for suffix in [item.extension for item in SCREENING]:
        path = tmp_path / f"none.{suffix}"
        assert main(["screen", "--output", str(path), "--where", "area>=1e9".replace("1e9", "999999")]) == 0
        assert path.stat().st_size > 0
    assert len(gpd.read_parquet(tmp_path / "none.parquet")) == 0


def test_a_list_gives_its_good_rows_and_reports_the_others(tmp_path, capsys):
    listed = tmp_path / "refs.csv"
    listed.write_text("AB 3\nab0003\n=cmd()\nAB 77\n62498000AB0001\nAB 1\n", encoding="utf-8")
    out, report = tmp_path / "out.csv", tmp_path / "refused.csv"
    assert main(["--lang", "en", "screen", str(listed), "--output", str(out), "--report", str(report)]) == 0
    assert pd.read_csv(out)["reference"].tolist() == ["AB 3", "AB 1"]
    captured = capsys.readouterr()
    assert "named twice: 1; refused: 3" in " ".join(captured.out.split())
    assert captured.err.count("\n") == 3
    refused = pd.read_csv(report)
    assert refused["line"].tolist() == [3, 4, 5]
    assert refused["text"].tolist()[0] == "'=cmd()"


def test_many_refused_lines_are_summed_up(tmp_path, capsys):
    listed = tmp_path / "refs.csv"
    listed.write_text("AB 1\n" + "nonsense!\n" * 500, encoding="utf-8")
    assert main(["screen", str(listed), "--output", str(tmp_path / "out.csv")]) == 0
    assert capsys.readouterr().err.count("\n") == 11


def test_local_workers_give_the_same_file(tmp_path):
    pytest.importorskip("dask_geopandas")
    here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
    where = ["--where", "heritage=concerned"]
    assert main(["screen", "--output", str(here), *where]) == 0
    assert main(["screen", "--output", str(there), *where, "--workers", "1"]) == 0
    one, other = gpd.read_parquet(here), gpd.read_parquet(there).sort_values("id").reset_index(drop=True)
    assert_geodataframe_equal(one, other)


def test_parcels_of_a_region_are_screened(tmp_path):
    region = tmp_path / "region.parquet"
    gpd.GeoDataFrame(
        {"id": ["a", "b"]}, geometry=[box(0, 0, 10, 10), box(900, 900, 910, 910)], crs=2154
    ).to_crs(4326).to_parquet(region)
    out = tmp_path / "out.csv"
    assert main(["screen", "--parcels", str(region), "--output", str(out)]) == 0
    assert pd.read_csv(out)["heritage_verdict"].tolist() == ["concerned", "not_concerned"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--output", "out.pdf"], "out.pdf"),
        (["--output", "/nowhere/at/all.csv"], "/nowhere/at"),
        (["--output", "x.csv", "--where", "dragons<=3"], "dragons"),
        (["--output", "x.csv", "--theme", "dragons"], "dragons"),
        (["nowhere.csv", "--output", "x.csv"], "nowhere.csv"),
        (["--output", "x.csv", "--parcels", "nowhere.parquet"], "nowhere.parquet"),
    ],
)
def test_wrong_input_gets_one_line_and_status_2(capsys, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    assert main(["screen", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert said in captured.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"nonsense!\nrubbish!\n"])
def test_a_list_without_any_parcel_is_refused(capsys, tmp_path, content):
    listed = tmp_path / "refs.csv"
    listed.write_bytes(content)
    assert main(["screen", str(listed), "--output", str(tmp_path / "out.csv")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_no_name_acts_as_a_formula(tmp_path):
    path = tmp_path / "out.xlsx"
    assert main(["screen", "--output", str(path)]) == 0
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)


def test_the_sheets_of_those_kept_are_printed_in_one_document(tmp_path):
    path = tmp_path / "sheets.pdf"
    where = ["--where", "heritage=concerned", "--sheets", str(path)]
    assert main(["screen", "--output", str(tmp_path / "out.csv"), *where]) == 0
    titles = [text for level, text in headings(path.read_bytes()) if level == 1]
    assert titles[1:] == ["Parcelle AB 1", "Parcelle AB 2", "Parcelle AB 3"]


def test_a_full_disk_is_told_and_leaves_no_half_document(tmp_path, capsys, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    path = tmp_path / "sheets.pdf"
    assert main(["screen", "--output", str(tmp_path / "out.csv"), "--sheets", str(path)]) == 2
    assert "No space left" in capsys.readouterr().err
    assert not path.exists()

"""`python -m gis indicators --years` and its files."""

from __future__ import annotations

import csv
import json

from gis.__main__ import main


def test_what_was_farmed_is_told_by_year_as_text_json_and_csv(capsys, tmp_path):
    home, out = str(tmp_path / "home"), tmp_path / "crops.csv"
    assert main(["--home", home, "--lang", "en", "indicators", "--years", "--crops", str(out)]) == 0
    told = capsys.readouterr().out
    assert "2020" in told
    assert "update --years" in told, "where only one year is known it is told how to get more"
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert {row["year"] for row in rows} == {"2020"}
    assert main(["--home", home, "indicators", "--years", "--json"]) == 0
    (year,) = json.loads(capsys.readouterr().out)
    assert year["area_ha"] == sum(crop["area_ha"] for crop in year["crops"])


def test_figures_leave_as_csv_with_their_sources(tmp_path):
    out = tmp_path / "figures.csv"
    assert main(["--home", str(tmp_path), "indicators", "--csv", str(out)]) == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert any(row["key"] == "hedge_length" and row["measured_from"] for row in rows)

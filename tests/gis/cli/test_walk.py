from __future__ import annotations

import json

import pytest

from gis.__main__ import main
from gis.export import WALK
from gis.territory import Territory

START = "50.457528,2.793167"

pytestmark = pytest.mark.skipif(Territory().get("paths") is None, reason="no paths drawn yet")


def run(capsys, *arguments):
    status = main(["walk", *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CAILLOUX_HOME", str(tmp_path / "home"))


def test_three_loops_as_json_and_nothing_else_on_stdout(capsys):
    status, out, err = run(capsys, "--from", START, "--km", "6", "--json")
    document = json.loads(out)
    assert (status, err, len(document["loops"])) == (0, "", 3)
    for loop in document["loops"]:
        assert 5400 <= loop["length_m"] <= 6600
        assert loop["geometry"]["type"] == "LineString"


def test_files_are_written_beside_the_json(capsys, tmp_path):
    kinds = [item.key for item in WALK]
    arguments = [part for kind in kinds for part in (f"--{kind}", str(tmp_path / f"w.{kind}"))]
    status, out, _ = run(capsys, "--from", START, "--km", "3", "--json", *arguments)
    assert status == 0
    json.loads(out)
    assert all((tmp_path / f"w.{kind}").stat().st_size > 1000 for kind in kinds)


def test_a_written_walk_is_checked_clean(capsys, tmp_path):
    file = str(tmp_path / "w.gpx")
    run(capsys, "--from", START, "--km", "4", "--gpx", file)
    status, out, _ = run(capsys, "--check", file, "--json")
    document = json.loads(out)
    assert status == 0
    assert document["matched_pct"] > 99
    assert not [item for item in document["crosses"] if item["level"] == "stop"]


def test_a_way_from_here_to_there_through_a_stop(capsys):
    arguments = ["--from", START, "--via", "50.4500,2.7950", "--to", "50.4433,2.7890"]
    status, out, _ = run(capsys, *arguments, "--json")
    assert status == 0
    assert len(json.loads(out)["loops"]) == 1


def test_people_read_sentences_and_duration_works(capsys):
    status, out, _ = run(capsys, "--from", START, "--minutes", "60", "--theme", "green_belt")
    assert status == 0
    assert "Pourquoi celle-ci" in out


def test_a_place_by_its_name(capsys):
    status, out, _ = run(capsys, "--from", "mairie", "--km", "3", "--json")
    assert status == 0
    assert json.loads(out)["loops"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--km", "6"], "--from"),
        (["--from", START], "l’une des deux"),
        (["--from", START, "--km", "0"], "Au plus près"),
        (["--from", START, "--km", "500"], "Au plus près"),
        (["--from", "48.85,2.35", "--km", "5"], "Le plus proche est à 50."),
        (["--from", "nan,nan", "--km", "5"], "latitude"),
        (["--from", "xyzzyqwk", "--km", "5"], "LAT,LON"),
        (["--from", START, "--km", "5", "--theme", "moon"], "Thèmes"),
        (["--from", START, "--km", "5", "--avoid", "rain"], "éviter"),
        (["--from", START, "--km", "5", "--date", "2026-02-30"], "2026-09-15"),
        (["--from", START, "--km", "5", "--number", "9", "--gpx", "x.gpx"], "entre 1 et"),
        (["--check", "/nowhere/x.gpx"], "/nowhere/x.gpx"),
    ],
)
def test_bad_input_is_one_line_on_stderr_and_status_2(capsys, arguments, words):
    status, out, err = run(capsys, *arguments)
    assert status == 2
    assert out == ""
    assert err.count("\n") == 1
    assert words in err.replace("\u00a0", " ")

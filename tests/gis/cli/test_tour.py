from __future__ import annotations

import json
import re

import pytest

from gis.__main__ import main
from gis.export import TOUR
from tests.gis.small_territory import METRES, X0, Y0, box, build, line

OTHER = "62386"
CLASSIC = "mairie,eglise_st_vaast,menadel,base_1119,cd2e,belvedere74a"
DAY = ("--date", "2026-09-15")


def run(capsys, *arguments):
    status = main(["tour", *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CAILLOUX_HOME", str(tmp_path / "home"))


def test_a_tour_as_json_and_nothing_else_on_stdout(capsys):
    status, out, err = run(capsys, "--stops", CLASSIC, "--start", "09:00", *DAY, "--json")
    document = json.loads(out)
    assert (status, err) == (0, "")
    assert document["feasible"]
    assert document["conflicts"] == []
    assert [set(stop) >= {"id", "arrive", "leave", "walk_m", "walk_min"} for stop in document["stops"]] == [
        True
    ] * 6
    assert document["geometry"]["type"] == "LineString"
    assert re.fullmatch(r"\d\d:\d\d", document["end"])
    assert "/visites?tour=" in document["link"]


def test_every_file_is_written(capsys, tmp_path):
    kinds = [item.key for item in TOUR]
    options = [part for kind in kinds for part in (f"--{kind}", str(tmp_path / f"t.{kind}"))]
    status, out, _ = run(capsys, "--stops", CLASSIC, "--start", "09:00", *DAY, "--json", *options)
    assert status == 0
    json.loads(out)
    assert all((tmp_path / f"t.{kind}").stat().st_size > 300 for kind in kinds)


def test_what_does_not_fit_is_named_and_the_exit_status_is_that_of_a_plan(capsys):
    status, out, _ = run(capsys, "--stops", CLASSIC, "--start", "09:00", "--end", "11:00", *DAY, "--json")
    document = json.loads(out)
    assert status == 0
    assert not document["feasible"]
    assert document["conflicts"][0]["kind"] == "too_long"
    assert set(document["dropped"]) == set(document["conflicts"][0]["stops"])


def test_people_read_a_timetable(capsys):
    status, out, _ = run(capsys, "--stops", "mairie,cd2e,T074", "--start", "9h", *DAY, "--at", "cd2e=11:00")
    assert status == 0
    assert "11:00 – 11:40" in out
    assert "fermé au public" in " ".join(out.split())


def test_a_theme_proposes_and_keeps_what_is_named(capsys):
    arguments = ("--theme", "energy", "--start", "09:00", "--end", "13:00", "--at", "cd2e=10:30", *DAY)
    document = json.loads(run(capsys, *arguments, "--json")[1])
    assert document["feasible"]
    begins = {stop["id"]: stop["begin"] for stop in document["stops"]}
    assert begins["cd2e"] == "10:30"
    assert len(begins) > 1


def test_the_ready_made_tours_are_listed_and_planned(capsys):
    tours = json.loads(run(capsys, "--ready", "list", "--json")[1])
    assert len(tours) == 7
    document = json.loads(run(capsys, "--ready", tours[0]["id"], *DAY, "--json")[1])
    assert [stop["id"] for stop in document["stops"]] == tours[0]["stops"]
    assert document["feasible"]


def test_every_wish_has_its_option(capsys):
    arguments = (
        "--stops", CLASSIC, "--start", "09:00", *DAY, "--from", "mairie", "--to", "50.4433,2.7890",
        "--open", "cd2e=09:00-12:30", "--minutes", "menadel=15", "--group", "25", "--pace", "slow",
        "--lunch", "12:00", "--lunch-minutes", "30", "--no-climb", "--keep-order",
        "--title", "Essai", "--json",
    )  # fmt: skip
    document = json.loads(run(capsys, *arguments)[1])
    assert [conflict["kind"] for conflict in document["conflicts"]] == ["climb"]
    assert document["lunch"]["begin"] >= "12:00"
    assert next(stop for stop in document["stops"] if stop["id"] == "menadel")["minutes"] == 15


def test_a_stop_is_placed_by_hand(capsys):
    arguments = ("--stops", "mairie,villavenir", "--place", "villavenir=50.4590,2.7870", *DAY, "--json")
    document = json.loads(run(capsys, *arguments)[1])
    assert document["feasible"]
    assert document["stops"][1]["coord_quality"] == "placed"


def test_the_guides_file_is_read_and_a_broken_one_refused(capsys, tmp_path):
    entry = {"id": "own-x", "name": "Chez Jo", "minutes": 10, "lonlat": [2.7932, 50.4576]}
    text = {"format": "cailloux-blancs/guide", "version": 1, "territory": "62528", "stops": [entry]}
    file = tmp_path / "guide.json"
    file.write_text(json.dumps(text), encoding="utf-8")
    status, out, _ = run(capsys, "--stops", "mairie,own-x", "--guide", str(file), *DAY, "--json")
    assert status == 0
    assert json.loads(out)["stops"][1]["name"] == "Chez Jo"
    file.write_text(json.dumps(text | {"version": 9}), encoding="utf-8")
    status, out, err = run(capsys, "--stops", "mairie", "--guide", str(file))
    assert (status, out) == (2, "")
    assert "Version 9" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--stops"),
        (("--stops", "mairie,cd2"), "cd2e"),
        (("--stops", "mairie,mairie"), "deux fois"),
        (("--stops", "mairie", "--start", "25:00"), "09:30"),
        (("--stops", "mairie", "--end", "soon"), "09:30"),
        (("--stops", "mairie", "--date", "2026-02-30"), "2026-09-15"),
        (("--stops", "mairie", "--at", "cd2e=9:00"), "mairie"),
        (("--stops", "mairie", "--at", "mairie"), "ID=10:30"),
        (("--stops", "mairie", "--open", "mairie=12:00-9:00"), "09:00-12:00"),
        (("--stops", "mairie", "--minutes", "mairie=long"), "ID=20"),
        (("--stops", "mairie", "--place", "mairie=x,y"), "50.2910"),
        (("--stops", "mairie", "--place", "mairie=nan,2"), "50.2910"),
        (("--stops", "mairie", "--pace", "fast"), "slow"),
        (("--stops", "mairie", "--group", "0"), "500"),
        (("--theme", "moon"), "resilience"),
        (("--ready", "nothing"), "demi_journee"),
        (("--stops", "mairie", "--guide", "/nowhere/x.json"), "/nowhere/x.json"),
        (("--stops", "mairie", "--gpx", "/nowhere/x.gpx"), "/nowhere/x.gpx"),
        (("--stops", "figuier", "--pdf", "x.pdf"), "étape"),
    ],
)
def test_bad_input_is_one_line_on_stderr_and_status_2(capsys, arguments, words):
    status, out, err = run(capsys, *arguments)
    assert status == 2
    assert out == ""
    assert err.count("\n") == 1
    assert words in err.replace("\u00a0", " ")


def test_a_town_without_stops_says_so_and_takes_those_that_are_placed(tmp_path, capsys):
    paths = [(f"P{row}", line((0, row), (900, row)), {"kind": "path"}) for row in (0, 300)]
    paths += [
        ("P9", line((0, 0), (0, 300)), {"kind": "path"}),
        ("P8", line((900, 0), (900, 300)), {"kind": "path"}),
    ]
    commune = [(OTHER, box(-10, -10, 1000, 1000), {"insee": OTHER})]
    build(tmp_path, {"commune": commune, "paths": paths}, code=OTHER)
    common = ["--territory", OTHER, "--home", str(tmp_path), "tour", "--date", "2026-05-12"]
    assert main([*common, "--stops", "a"]) == 2
    assert "--place a=LAT,LON" in capsys.readouterr().err
    assert main([*common, "--ready", "list"]) == 0
    assert "Aucune visite prête" in capsys.readouterr().out
    lon, lat = METRES.point_to_lonlat(X0 + 100.0, Y0)
    assert main([*common, "--stops", "a", "--place", f"a={lat},{lon}", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert f"territory={OTHER}" in told["link"]

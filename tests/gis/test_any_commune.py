"""A whole atlas of another commune, made from services alone and from nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter

import pytest
import rasterio

from gis.__main__ import main
from gis.rights import operator
from gis.territory import Territory
from gis.update import Setup, estimate, note, update
from gis.words import use_language
from tests.services.mapserver import missing
from tests.services.town import Town

pytestmark = [
    pytest.mark.mapserver,
    pytest.mark.skipif(bool(missing()), reason=missing() or "all is there"),
]
CODE = "62386"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    with Town(tmp_path_factory.mktemp("services"), CODE) as running:
        yield running


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def first(town, home):
    with use_language("en"):
        return update(CODE, actor=operator(), home=home, setup=Setup(town.settings()))


@pytest.fixture
def atlas(first, home):
    return Territory(CODE, home=home)


def test_every_layer_ends_well(first):
    assert Counter(item.outcome for item in first.outcomes) == {"fetched": 33, "empty": 2}
    assert first.failed == []
    assert all(item.rejected_count == 0 for item in first.outcomes)


def test_the_atlas_opens_without_a_problem_and_is_official(atlas):
    assert [item for item in atlas.check() if item.level == "error"] == []
    for key in ("parcels", "farmland", "hedges", "paths", "slag_heaps", "urban_zones", "protected_areas"):
        assert atlas.layer(key).status == "official"
        assert atlas.layer(key).origin == "home"
    assert {layer.origin for layer in atlas.layers} == {"home"}


def test_its_words_are_its_own(atlas):
    assert atlas.name == "Grenay"
    assert (atlas.info["of_fr"], atlas.info["at_fr"]) == ("de Grenay", "à Grenay")
    assert {"insee": "62528", "name": "Loos-en-Gohelle"} in atlas.info["neighbours"]
    assert "Loos" not in json.dumps({key: atlas.info[key] for key in ("notice_fr", "notice_en")})
    west, south, east, north = atlas.info["bbox"]
    assert west < atlas.info["centre"][0] < east
    assert south < atlas.info["centre"][1] < north


def test_mission_layers_come_from_openstreetmap_under_its_licence_or_are_no_data(atlas):
    for key in ("green_belt", "nourishing_gardens", "osm_paths", "osm_trees", "osm_amenities"):
        frame = atlas.layer(key).frame
        assert set(frame["licence"]) == {"ODbL 1.0"}
        assert set(frame["source"]) == {"© OpenStreetMap contributors"}
    for key in ("places", "species_sites", "osm_hedges"):
        assert atlas.get(key) is None
    assert atlas.layer("hedges").frame["planted_year"].isna().all()


def test_organic_land_counts_from_its_first_campaign(atlas):
    organic = atlas.layer("organic_farmland").frame
    assert sorted(organic["organic_since"]) == [2021] * 3 + [2023] * 6


def test_parcels_keep_what_the_cadastre_says_and_what_it_leaves_open(atlas):
    parcels = atlas.layer("parcels").frame.set_index("id")
    assert parcels.loc["623860000A0002", ["prefix", "section", "number"]].tolist() == ["000", "0A", "0002"]
    assert parcels.loc["623860000A0002", "contenance_m2"] == 9_950
    assert parcels["contenance_m2"].isna().sum() == (len(parcels) + 9) // 10
    assert parcels.area.between(9_990, 10_010).all()


def test_planning_speaks_the_newer_codes(atlas):
    zones = atlas.layer("urban_zones").frame.set_index("label")
    assert zones.loc["UA", "zone_type"] == "U"
    assert zones.loc["1AUa", "zone_type"] == "AUc"
    assert zones.loc["UA", "approved"] == "2016-03-15"
    assert atlas.layer("urban_prescriptions").frame["code_text"].tolist() == ["Espace boisé classé"]
    assert atlas.layer("planning_information").frame["kind"].tolist() == ["04-00"]
    assert atlas.layer("easements").frame[["category", "name"]].to_numpy().tolist() == [["AC1", "Église"]]


def test_routes_and_parks_are_there_and_a_route_without_shape_is_told(atlas):
    assert atlas.layer("osm_routes").frame["id"].tolist() == ["osm/relation/4"]
    assert atlas.layer("osm_parks").frame["kind"].tolist() == ["park"]
    (told,) = [item for item in atlas.check() if item.layer == "osm_routes"]
    assert told.level == "warning"
    assert "relation/8" in told.reason


def test_fragile_and_vague_records_are_placed_no_closer_than_the_commune(atlas):
    records = atlas.layer("species_records").frame.set_index("scientific_name")
    assert records.loc["Galerida cristata"].geometry.geom_type == "Point"
    for name in ("Falco peregrinus", "Rumex scutatus"):
        assert records.loc[name].geometry.equals(atlas.commune)


def test_the_relief_covers_the_commune(atlas):
    path = atlas.file("relief.tif")
    with rasterio.open(path) as relief:
        assert relief.crs.to_epsg() == 2154
        assert relief.res == (10.0, 10.0)
        assert relief.bounds.left < atlas.commune.bounds[0]
        assert relief.tags()["status"] == "official"


def test_what_to_know_of_a_layer_is_said(first, home):
    with use_language("en"):
        assert "cavities left by mining" in note(CODE, "cavities", home=home)


def test_a_second_update_asks_nothing_and_a_forced_one_moves_little_of_the_cadastre(town, first, home):
    again = update(CODE, actor=operator(), home=home, setup=Setup(town.settings()))
    assert (again.requests, again.moved_bytes) == (0, 0)
    assert {step.reason for step in again.steps} == {"fresh"}

    named = update(CODE, actor=operator(), home=home, setup=Setup(town.settings()), layers=["parcels"])
    assert [item.outcome for item in named.outcomes] == ["unchanged"]
    assert named.moved_bytes == 0


def test_the_plan_tells_what_would_come_and_how_much(town, first, home):
    layers = ["farmland", "hedges", "parcels", "species_records"]
    steps = {
        step.layer: step
        for step in estimate(CODE, actor=operator(), home=home, layers=layers, setup=Setup(town.settings()))
    }

    assert steps["farmland"].features >= 80
    assert steps["hedges"].features >= 50
    assert steps["species_records"].features == 3
    assert 1_000 < steps["parcels"].size_bytes < 100_000


def test_the_command_says_the_same_in_json(town, first, home, monkeypatch, capsys):
    monkeypatch.setenv("CAILLOUX_SOURCES", str(town.toml()))
    status = main(["--home", str(home), "update", "cavities", "--territory", CODE, "--json"])

    document = json.loads(capsys.readouterr().out)
    assert status == 0
    assert document["territory"] == CODE
    assert [(item["layer"], item["outcome"], item["kept"]) for item in document["layers"]] == [
        ("cavities", "fetched", 1)
    ]


def test_the_command_tells_people(town, first, home, monkeypatch, capsys):
    monkeypatch.setenv("CAILLOUX_SOURCES", str(town.toml()))
    arguments = ["--home", str(home), "--territory", CODE, "--lang", "en", "update"]

    assert main([*arguments, "cavities"]) == 0
    assert "fetched" in capsys.readouterr().out
    assert main([*arguments, "--check"]) == 0
    assert "up to date" in capsys.readouterr().out
    assert main([*arguments, "--check", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 35
    assert main([*arguments, "--plan", "hedges", "--json"]) == 0
    [step] = json.loads(capsys.readouterr().out)
    assert step["features"] >= 50
    assert main([*arguments, "--plan", "hedges"]) == 0


def test_a_failing_service_is_status_3_and_one_line(town, first, home, monkeypatch, capsys):
    monkeypatch.setenv("CAILLOUX_SOURCES", str(town.toml()))
    broken = town.toml().with_name("broken.toml")
    broken.write_text(
        town.toml().read_text("utf-8").replace('/georisques"', '/nobody"') + "\n", encoding="utf-8"
    )
    monkeypatch.setenv("CAILLOUX_SOURCES", str(broken))
    status = main(["--home", str(home), "--lang", "en", "update", "--territory", CODE, "cavities", "--json"])

    streams = capsys.readouterr()
    assert status == 3
    assert json.loads(streams.out)["layers"][0]["outcome"] == "failed"
    assert streams.err.count("\n") == 1
    assert "Layers not updated: Underground cavities" in streams.err
    assert len(Territory(CODE, home=home).layer("cavities")) == 1


def test_an_unknown_commune_is_status_2_and_one_line(town, home):
    done = subprocess.run(
        [sys.executable, "-m", "gis", "--home", str(home), "update", "--territory", "99999"],
        capture_output=True,
        text=True,
        check=False,
        env={"CAILLOUX_SOURCES": str(town.toml()), "PATH": "", "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "99999" in done.stderr
    assert not (home / "99999").exists()

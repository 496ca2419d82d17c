"""The update of three communes from synthetic official replies: everything comes, and nothing comes twice."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest
import shapely

from gis.__main__ import main
from gis.dossier import dossier_of
from gis.export.dossier import around, balance
from gis.rights import operator
from gis.territory import Territory
from gis.update import Setup, update
from tests.official import cadastre
from tests.official.commune import flat
from tests.official.expected import counts, meeting

MINES = re.compile(r"terril|mini(?:er|ère)|puits de mine", re.IGNORECASE)
BASIN = {
    "heritage",
    "mine_shafts",
    "mining_buildings",
    "mining_estates",
    "mining_railways",
    "open_farmland",
    "slag_heaps",
}
"""Layers of the mining basin: a commune elsewhere has no data of them, and does not ask."""


@pytest.fixture
def town(official, home):
    return Territory(official.commune.insee, home=home[0])


@pytest.fixture
def atlas(official, home, capsys, monkeypatch):
    """Run a command on the commune; return its status and what it printed."""
    monkeypatch.setenv("CAILLOUX_SOURCES", str(official.toml()))

    def run(*words):
        status = main(["--home", str(home[0]), "--territory", official.commune.insee, *words])
        return status, capsys.readouterr()

    return run


def test_no_layer_fails_and_those_of_the_basin_are_not_asked_for(official, home):
    ended = {item.layer: item.outcome for item in home[1].outcomes}
    assert [name for name, outcome in ended.items() if outcome == "failed"] == []
    assert {name for name, outcome in ended.items() if outcome == "no_data"} == BASIN
    assert not any(name.startswith("mission_bassin_minier") for name in official.maps.asked)


def test_every_layer_holds_what_was_made(official, town):
    outline = official.commune.land.outline
    wanted = counts(official.commune)
    held = {name: int(meeting(town.layer(name).geometry, outline).sum()) for name in wanted}
    assert held == wanted


def test_parcels_keep_their_zeros_their_prefix_and_their_missing_areas(official, town):
    parcels = town.layer("parcels").data.set_index("id")
    assert set(parcels.index) == set(cadastre.ids(official.commune))
    first = parcels.loc[f"{official.commune.insee}0000A0001"]
    assert (first["section"], first["number"]) == ("0A", "0001")
    assert pd.isna(first["contenance_m2"])
    assert f"{official.commune.insee}0120A0097" in parcels.index


def test_shapes_are_flat_and_valid_whatever_came(town):
    for layer in town.layers:
        assert not shapely.has_z(layer.geometry).any(), layer.key
        assert shapely.is_valid(layer.geometry).all(), layer.key


def test_the_plan_speaks_its_own_language(official, town):
    types = set(town.layer("urban_zones").data["zone_type"])
    wanted = {"plu": {"U", "AUc", "AUs", "A", "N"}, "carte_communale": {"01", "02", "03", "99"}}
    assert types == wanted[official.commune.plan]


def test_a_second_update_moves_nothing(official, home):
    again = update(official.commune.insee, actor=operator(), home=home[0], setup=Setup(official.settings()))
    assert (again.moved_bytes, again.requests) == (0, 0)
    assert {item.layer for item in again.outcomes} == BASIN


def test_a_file_that_is_still_the_same_is_not_sent_again(official, home):
    setup = Setup(official.settings())
    layers = ["parcels", "buildings"]
    again = update(
        official.commune.insee, actor=operator(), home=home[0], layers=layers, again=True, setup=setup
    )
    assert {item.layer: item.outcome for item in again.outcomes} == dict.fromkeys(layers, "unchanged")
    assert again.moved_bytes < 2_000


def test_check_names_only_what_was_made_strange(official, atlas):
    status, told = atlas("check", "--json")
    findings = json.loads(told.out)
    allowed = {"osm_routes", "osm_parks", "urban_prescriptions", "ground_movements", "farmland"}
    assert status == 0
    assert [item for item in findings if item["level"] == "error" or item["layer"] not in allowed] == []


@pytest.mark.parametrize("words", [("dossier", "A 5"), ("indicators",), ("connectivity",), ("layers",)])
def test_a_command_answers(atlas, words):
    status, told = atlas(*words)
    assert (status, "Traceback" in told.err) == (0, False)
    assert told.out.strip()


def test_all_parcels_are_screened(official, atlas, tmp_path):
    target = tmp_path / "parcels.csv"
    status, told = atlas("screen", "--output", str(target))
    assert (status, "Traceback" in told.err) == (0, False)
    rows = pd.read_csv(target, sep=None, engine="python", encoding="utf-8-sig")
    assert len(rows) == len(cadastre.ids(official.commune))


def test_a_loop_starts_in_the_middle_of_the_streets(official, atlas):
    crossing = flat([official.commune.land.streets[3]])[0].coords[0]
    status, told = atlas("walk", "--from", f"{crossing[1]},{crossing[0]}", "--km", "1", "--json")
    assert status == 0
    assert json.loads(told.out)


def test_a_tour_without_stops_is_kindly_refused(atlas):
    status, told = atlas("tour", "--theme", "nature")
    assert status != 1
    assert "Traceback" not in told.err
    assert (told.out + told.err).strip()


def test_a_dossier_speaks_of_mines_once_where_there_are_none(official, town):
    dossier = dossier_of(town, "A 5")
    said = [notice.text for notice in dossier.notices if notice.key == "unchecked"]
    rows = [name for name, _ in around(dossier).rows]
    assert not [text for text in [*said, *rows, *balance(dossier).notes] if MINES.search(text)]
    assert dossier.answer("mine_shafts").verdict == "no_data"

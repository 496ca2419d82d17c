from __future__ import annotations

import pandas as pd
import pytest

from gis.errors import LayerError
from gis.foraging import ripe_along, unnamed_along
from gis.foraging.harvest import Calendar
from gis.foraging.rules import picking_rule
from gis.territory import EMBEDDED, Territory
from gis.words import use_language
from tests.gis.small_territory import CODE, box, build, line

RULES = """
[rule]
picking = "ask"
fr = "Demandez."
en = "Ask."
source = "la ville"
source_url = ""
[kinds.belt_orchard]
picking = "allowed"
fr = "Servez-vous."
en = "Help yourself."
source = "la ville"
source_url = ""
[hedges]
picking = "ask"
fr = "Depuis le chemin."
en = "From the path."
source = "la ville"
source_url = ""
"""


def orchard(tmp_path, *, rules=RULES, **columns):
    garden = {"produce": "apple;cherry", "picking": "unknown", "kind": "belt_orchard", **columns}
    layers = {
        "commune": [(CODE, box(0, 0, 500, 500), {})],
        "nourishing_gardens": [("N001", box(100, 20, 150, 60), garden)],
        "hedges": [("H001", line((300, 10), (400, 10)), {"species": "Prunus spinosa;Carpinus betulus"})],
    }
    territory = build(tmp_path, layers)
    if rules:
        (tmp_path / CODE / "picking.toml").write_text(rules, encoding="utf-8")
    return territory


WAY = line((0, 0), (500, 0))


def test_only_what_is_ripe_that_month_is_told_with_its_place(tmp_path):
    territory = orchard(tmp_path)
    (june,) = ripe_along(territory, WAY, 6)
    assert [species.key for species in june.species] == ["cherry"]
    assert june.at_m == pytest.approx(100, abs=51)
    assert june.away_m == pytest.approx(20)
    assert {item.id for item in ripe_along(territory, WAY, 10)} == {"N001", "H001"}
    assert ripe_along(territory, WAY, 1) == []


@pytest.mark.parametrize("produce", ["", "fruit", "Malus unheardof"])
def test_a_place_of_which_nobody_says_what_grows_there_is_told_and_never_shown_as_bare(tmp_path, produce):
    territory = orchard(tmp_path, produce=produce)
    assert ripe_along(territory, WAY, 6) == []
    (place,) = unnamed_along(territory, WAY)
    assert (place.id, place.species, place.rule.picking) == ("N001", (), "allowed")


def test_a_place_whose_species_are_known_is_not_told_as_unknown(tmp_path):
    assert unnamed_along(orchard(tmp_path), WAY) == []


def test_the_word_of_the_place_comes_before_the_rule_of_the_town(tmp_path):
    territory = orchard(tmp_path)
    assert picking_rule(territory, {"kind": "belt_orchard", "picking": "unknown"}).picking == "allowed"
    assert picking_rule(territory, {"kind": "belt_orchard", "picking": "no"}).picking == "no"
    assert picking_rule(territory, {"kind": "orchard"}).text == "Demandez."
    with use_language("en"):
        assert picking_rule(territory, {"kind": "belt_orchard"}).text == "Help yourself."


def test_where_nobody_has_said_anything_picking_is_unknown_not_allowed(tmp_path):
    territory = orchard(tmp_path, rules="")
    assert picking_rule(territory, {"kind": "orchard"}).picking == "unknown"


def test_hedges_of_fields_are_never_free_for_all(tmp_path):
    found = [item for item in ripe_along(orchard(tmp_path), WAY, 10) if item.layer == "hedges"]
    assert found[0].rule.picking == "ask"


def test_broken_rules_are_told(tmp_path):
    territory = orchard(tmp_path, rules="[rule")
    with pytest.raises(LayerError, match=r"picking\.toml"):
        ripe_along(territory, WAY, 6)


def test_every_line_of_the_calendar_with_months_has_a_source_and_both_languages():
    table = pd.read_csv(EMBEDDED / "ripe_calendar.csv", dtype=str, keep_default_na=False)
    told = table[table["months"] != ""]
    assert told["source_url"].str.startswith("http").all()
    assert (table[["name_fr", "name_en"]] != "").all(axis=None)
    assert ((table["note_fr"] == "") == (table["note_en"] == "")).all()
    assert table["key"].is_unique


def test_the_calendar_knows_everything_that_the_embedded_gardens_grow():
    territory = Territory()
    gardens = territory.get("nourishing_gardens")
    if gardens is None:
        pytest.skip("no gardens drawn yet")
    grown = {name for text in gardens.data["produce"].dropna() for name in text.split(";") if name}
    known = Calendar.open(territory)
    assert [name for name in grown if not known.find([name])] == []

from __future__ import annotations

import datetime as dt

import pytest

from gis.export.walk import crossing_groups, known, other_warnings, ripe_finds, walk_name, walk_text
from gis.walks import Crossing, WalkRequest, plan_loops
from gis.words import length, use_language
from tests.gis.small_territory import X0, Y0
from tests.gis.small_town import town

DAY = dt.date(2026, 9, 5)


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    territory = town(tmp_path_factory.mktemp("town"))
    return plan_loops(territory, WalkRequest((X0 + 1250, Y0 + 1700), 3000, theme="heaps", day=DAY)).walks[0]


def test_a_walk_is_one_line_of_the_same_figures_in_each_language(walk):
    told = walk_text(walk)
    assert told.line.split(" · ")[:2] == [told.length, told.time]
    with use_language("en"):
        assert walk_text(walk).line == (
            f"{walk_text(walk).length} · {told.time} · up {walk_text(walk).ascent} · "
            f"down {walk_text(walk).descent} · {walk_text(walk).difficulty}"
        )


def test_a_climb_that_nobody_knows_is_unknown_and_not_none():
    assert known(float("nan"), length) == "inconnue"
    assert known(0.0, length) == "0\u00a0m"


def test_a_loop_is_named_by_its_length(walk):
    assert walk_name(walk) == f"Boucle de {length(walk.length_m)}"


def test_where_picking_is_allowed_comes_first(walk):
    allowed = [item.rule.picking == "allowed" for item in ripe_finds(walk)]
    assert allowed == sorted(allowed, reverse=True)


def test_what_other_sentences_tell_is_not_told_twice(walk):
    (first, *others) = other_warnings(walk) or ["nothing"]
    assert other_warnings(walk, told=(first,)) == others


def test_many_alike_crossings_are_one_thing_to_say():
    place = (2.79, 50.45)
    private = [
        Crossing("private", "warning", "parcels", str(row), "x", row, 5.0, place, "private")
        for row in range(9)
    ]
    heaps = [
        Crossing("heap", "info", "slag_heaps", key, key, 0.0, 5.0, place, "open") for key in ("T1", "T2")
    ]
    assert [len(group) for group in crossing_groups(private + heaps)] == [9, 1, 1]

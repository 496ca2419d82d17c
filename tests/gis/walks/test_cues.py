from __future__ import annotations

import numpy as np
import pytest

from gis.network import Network
from gis.walks import cue_sheet
from gis.words import use_language
from tests.gis.small_territory import CODE, METRES, X0, Y0, box, build
from tests.gis.small_town import path


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    rows = [
        path("A", (0, 0), (300, 0), name="rue René Cassin"),
        path("B", (300, 0), (600, 0), name="rue René Cassin"),
        path("C", (300, 0), (300, 400), kind="former_railway"),
        path("D", (300, 0), (300, -200)),
        path("E", (300, 400), (500, 400), kind="steps"),
        path("F", (500, 400), (500, 700), kind="footbridge", bridge=1),
    ]
    return Network.of(
        build(
            tmp_path_factory.mktemp("cues"), {"commune": [(CODE, box(-9, -300, 900, 900), {})], "paths": rows}
        )
    )


def cues(network, start, end):
    corner = np.array([X0, Y0])
    return cue_sheet(network, network.route(corner + start, corner + end), METRES)


def test_a_turn_says_how_far_which_side_and_which_way(network):
    texts = [cue.text.replace("\u00a0", " ") for cue in cues(network, (0, 0), (300, 300))]
    assert texts[0] == "Partez vers l’est, dans la rue René Cassin."
    assert texts[1] == "Après 300 m, à gauche sur l’ancien cavalier."
    assert texts[-1] == "Après 300 m, vous êtes arrivé."


def test_the_other_direction_turns_the_other_way(network):
    assert [cue.turn for cue in cues(network, (300, 300), (0, 0))] == ["start", "right", "arrive"]


def test_going_straight_on_along_the_same_street_is_not_told(network):
    assert [cue.turn for cue in cues(network, (0, 0), (600, 0))] == ["start", "arrive"]


def test_steps_and_footbridges_are_told_and_english_speaks(network):
    with use_language("en"):
        texts = [cue.text for cue in cues(network, (300, 0), (500, 700))]
    assert any("by the steps" in text for text in texts)
    assert any("over the footbridge" in text for text in texts)


def test_places_and_distances_go_forward(network):
    found = cues(network, (0, 0), (500, 700))
    assert [cue.at_m for cue in found] == sorted(cue.at_m for cue in found)
    assert all(2.7 < cue.lonlat[0] < 2.9 and 50.4 < cue.lonlat[1] < 50.6 for cue in found)


def test_a_way_without_length_has_no_cues(network):
    assert cues(network, (0, 0), (0, 0)) == []

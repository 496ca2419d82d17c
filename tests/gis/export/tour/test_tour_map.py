from __future__ import annotations

import datetime as dt
import re

import pytest

from gis.export.tour.tour_map import map_key, tour_map
from gis.tours import TourRequest, Visit, library, plan_tour, ready_tours
from gis.words import say

DAY = dt.date(2026, 9, 15)


def plates(picture) -> list[tuple[str, float, float]]:
    """Return the white numbers of a map, and where they stand, in hundredths of a mm."""
    found = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*fill="#fff">([\d–·]+)</text>', picture.words)
    return [(text, float(x), float(y)) for x, y, text in found]


@pytest.fixture(scope="module")
def sixteen(territory):
    known = [stop for stop in library(territory).values() if stop.xy and stop.id != "gare_lens"][:16]
    return plan_tour(territory, TourRequest(tuple(map(Visit, known)), 480, day=DAY, keep_order=True))


def numbers(text: str) -> list[int]:
    found = []
    for run in text.split("·"):
        first, _, last = run.partition("–")
        found += range(int(first), int(last or first) + 1)
    return found


@pytest.mark.parametrize("width", [126.0, 180.0])
def test_every_stop_has_its_number_once_and_no_plate_covers_another(sixteen, width):
    found = plates(tour_map(sixteen, width=width, height=width * 0.6))
    assert sorted(number for text, *_ in found for number in numbers(text)) == list(range(1, 17))
    for place, (_, x, y) in enumerate(found):
        assert all(
            abs(x - other_x) >= 520 or abs(y - other_y) >= 520 for _, other_x, other_y in found[:place]
        )


def test_stops_at_one_place_share_a_plate(territory):
    tour = plan_tour(territory, ready_tours(territory)["participation"].request(DAY))
    ((text, *_),) = plates(tour_map(tour, width=180, height=106))
    assert numbers(text) == list(range(1, len(tour.rows) + 1))


def test_the_map_tells_in_words_what_it_shows(sixteen):
    alt = tour_map(sixteen, width=180, height=106).alt
    assert say("roadbook.map_way") in alt
    assert say("roadbook.map_stops") in alt
    assert "échelle" in alt


def test_the_key_says_how_far_to_trust_the_green_belt(sixteen):
    assert say(f"status.{sixteen.territory.find('green_belt').status}") in map_key(sixteen)

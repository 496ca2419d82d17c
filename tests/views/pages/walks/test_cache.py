from __future__ import annotations

import datetime as dt

import pytest
import shapely

from gis.errors import WalkError
from gis.network import PathStates
from gis.rights import operator
from gis.territory import Territory
from gis.walks import Spot, read_request
from gis.words import use_language
from views.pages.walks.cache import answer, mends
from views.pages.walks.place_finder import found_places, name_of
from views.ui.plan_cache import marks_version

DAY = dt.date(2026, 9, 15)


@pytest.fixture
def territory(tmp_path):
    return Territory(home=tmp_path)


def test_the_same_request_gives_the_same_loops(territory):
    asked = read_request("loop~50.4575_2.7932~km4~day.2026-09-15")
    first, second = answer(territory, asked), answer(territory, asked)
    assert first is second
    assert len(first.walks) == 3


def test_a_closed_stretch_changes_the_answer(territory):
    asked = read_request("loop~50.4575_2.7932~km4~day.2026-09-15")
    before = answer(territory, asked).walks[0].route.geometry
    stretch = shapely.line_interpolate_point(before, [900.0, 1000.0])
    shut = shapely.LineString(stretch)
    version = marks_version(territory, DAY)
    PathStates.of(territory).add("closed", shut, reason="works", actor=operator(), since=DAY, until=DAY)
    assert marks_version(territory, DAY) != version
    after = answer(territory, asked).walks[0].route.geometry
    assert not after.equals(before)
    assert marks_version(territory, DAY + dt.timedelta(1)) == version


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("loop~50.4575_2.7932~km0", "loop~50.4575_2.7932~km0.5"),
        ("loop~50.4575_2.7932~min9999", "loop~50.4575_2.7932~min720"),
    ],
)
def test_the_nearest_thing_that_works_is_offered(territory, text, mended):
    asked = read_request(text)
    with pytest.raises(WalkError):
        answer(territory, asked)
    assert [other.as_text() for _, other in mends(territory, asked)] == [mended]


@pytest.mark.parametrize("where", ["50.6_2.7932", "-90.0_0.0", "48.1_-100.0"])
def test_a_start_far_away_is_brought_to_the_nearest_path(territory, where):
    asked = read_request(f"loop~{where}~km5")
    with pytest.raises(WalkError):
        answer(territory, asked)
    ((_, other),) = mends(territory, asked)
    assert answer(territory, other).walks


def test_a_house_number_does_not_keep_a_street_from_being_found(territory):
    assert found_places(territory, "12 bis rue Roger Salengro")[0].title == "Rue Roger Salengro"
    assert found_places(territory, "zzzz") == []


def test_a_spot_is_called_by_what_lies_beside_it(territory):
    with use_language("fr"):
        assert name_of(territory, Spot(0.0, 0.0)) == "0.00000, 0.00000"
        assert "50." not in name_of(territory, Spot(50.4575, 2.7932))

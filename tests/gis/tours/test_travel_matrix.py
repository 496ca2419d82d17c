from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.network import Network, PathStates
from gis.rights import operator
from gis.tours import TravelMatrix
from gis.tours.travel_matrix import FAR_MIN
from tests.gis.small_territory import X0, Y0
from tests.gis.small_town import town

DAY = dt.date(2026, 9, 15)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return town(tmp_path_factory.mktemp("town"))


def ground(territory, *places, **wishes):
    points = np.array([(X0 + x, Y0 + y) for x, y in places], dtype=float)
    return TravelMatrix.of(territory, points, day=DAY, **wishes)


PLACE = st.tuples(st.integers(0, 3000), st.integers(0, 3000))


@settings(max_examples=15)
@given(st.lists(PLACE, min_size=2, max_size=6))
def test_distances_are_those_of_the_network_and_of_the_ways_shown(small, places):
    made = ground(small, *places)
    network = Network.of(small).matrix(made.snaps)
    apart = network > 0
    plain = made.metres - made.spur[:, None] - made.spur[None, :]
    np.testing.assert_allclose(plain[apart], network[apart], atol=1e-5)
    np.testing.assert_allclose(made.metres, made.metres.T, atol=1e-5)
    np.testing.assert_allclose(made.vertical, made.vertical.T, atol=1e-6)
    line_ = made.line(0, 1)
    assert line_.length == pytest.approx(made.metres[0, 1], abs=0.5)


def test_a_group_takes_longer_than_one_walker_and_up_as_long_as_down(small):
    made = ground(small, (100, 100), (1400, 1500))
    assert made.minutes(0.8)[0, 1] > made.minutes(1.0)[0, 1]
    assert made.minutes(0.8)[0, 1] == made.minutes(0.8)[1, 0]


def test_a_heap_takes_longer_than_the_flat(small):
    flat, up = ground(small, (0, 0), (600, 0)), ground(small, (1250, 1750), (1250, 2050))
    pace = [made.minutes(1.0)[0, 1] / made.metres[0, 1] for made in (flat, up)]
    assert up.vertical[0, 1] > 20
    assert pace[1] > 1.3 * pace[0]


def test_a_place_far_from_any_path_is_not_reached(small):
    made = ground(small, (100, 100), (90_000, 0))
    assert made.reached.tolist() == [True, False]
    assert np.isinf(made.metres[0, 1])
    assert made.minutes(1.0)[0, 1] == FAR_MIN


def test_a_stretch_marked_closed_is_walked_around(tmp_path):
    territory = town(tmp_path)
    before = ground(territory, (0, 0), (700, 700))
    way = before.line(0, 1)
    PathStates.of(territory).add("closed", way, reason="works", actor=operator(), since=DAY, until=DAY)
    after = ground(territory, (0, 0), (700, 700))
    assert after.metres[0, 1] > before.metres[0, 1]
    assert (
        TravelMatrix.of(territory, before.points, day=DAY + dt.timedelta(2)).metres[0, 1]
        == before.metres[0, 1]
    )


def test_on_wheels_stairs_and_steep_ways_are_left_out(small):
    free = ground(small, (0, 0), (600, 600), step_free=True)
    plain = ground(small, (0, 0), (600, 600))
    assert free.shut.sum() > plain.shut.sum()
    assert free.farthest < plain.farthest

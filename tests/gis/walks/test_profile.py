from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gis.walks import ascent_descent, smoothed
from gis.walks.duration import difficulty, minutes
from gis.walks.profile import profile_of, steepest
from tests.gis.small_territory import METRES

HEIGHTS = st.lists(st.floats(0, 200), min_size=2, max_size=60).map(np.array)


def test_noise_below_the_threshold_climbs_nothing():
    noise = 40 + 4 * np.sin(np.arange(500))
    up, _ = ascent_descent(noise)
    assert up < 10
    assert np.maximum(np.diff(noise), 0).sum() > 500


def test_a_hill_climbs_its_height():
    assert ascent_descent(np.array([40.0, 80, 120, 90, 40])) == (80, 80)
    assert ascent_descent(np.array([40.0, 100, 95, 130, 50])) == (90, 80)
    assert ascent_descent(np.array([40.0, 100, 80, 130, 50])) == (110, 100)


@given(HEIGHTS)
def test_ascent_less_descent_is_the_height_gained(height):
    up, down = ascent_descent(height)
    assert up - down == pytest.approx(height[-1] - height[0], abs=1e-6)


@given(HEIGHTS)
def test_never_more_than_the_raw_sum_and_the_same_backwards(height):
    up, down = ascent_descent(height)
    assert up <= np.maximum(np.diff(height), 0).sum() + 1e-6
    back_up, back_down = ascent_descent(height[::-1])
    assert (back_up, back_down) == (pytest.approx(down, abs=10.001), pytest.approx(up, abs=10.001))


def test_the_steepest_fifty_metres_are_found():
    distance = np.arange(0, 501, 10.0)
    height = np.where(distance < 200, 40, np.where(distance < 250, 40 + (distance - 200) * 0.3, 55))
    assert steepest(distance, height) == pytest.approx(30)


def test_a_bridge_runs_straight_over_the_cutting():
    line = shapely.LineString([(0, 0), (100, 0)])

    def cutting(points):
        return np.where((points[:, 0] > 30) & (points[:, 0] < 70), 20.0, 40.0)

    assert profile_of(line, cutting, METRES).climb == (20, 20)
    assert profile_of(line, cutting, METRES, decks=[(30, 70)]).climb == (0, 0)


def test_without_relief_nothing_is_claimed():
    profile = profile_of(shapely.LineString([(0, 0), (100, 0)]), None, METRES)
    assert not profile.known
    assert np.isnan(profile.climb).all()
    assert np.isnan(profile.steepest_pct)


@pytest.mark.parametrize(("metres", "up", "down", "published"), [(7810, 52, 53, 145), (12000, 53, 53, 180)])
def test_the_published_walks_take_the_published_time_within_a_tenth(metres, up, down, published):
    assert minutes(metres, up, down) == pytest.approx(published, rel=0.101)


def test_a_group_is_slower_and_a_climb_takes_longer():
    assert minutes(4000, pace=0.8) == pytest.approx(minutes(4000) / 0.8)
    assert minutes(4000, 100, 100) > minutes(4000)


def test_difficulty_is_the_harder_of_effort_and_steepness():
    assert difficulty(5000, 20, 5) == "easy"
    assert difficulty(5000, 20, 5, stairs=True) == "moderate"
    assert difficulty(5000, 20, 30) == "hard"
    assert difficulty(20_000, 0, 0) == "hard"


def test_recorded_heights_are_smoothed_and_their_ends_stay():
    distance = np.arange(0, 2000, 8.0)
    noise = np.random.default_rng(1).normal(0, 3, len(distance))
    height = 50 + 60 * np.sin(np.pi * distance / 2000) + noise
    calm = smoothed(distance, height)
    assert calm[0] == height[0]
    assert ascent_descent(calm)[0] == pytest.approx(60, abs=8)
    assert ascent_descent(height)[0] > ascent_descent(calm)[0]


@given(st.lists(st.floats(1, 50), min_size=2, max_size=40), st.floats(0, 100))
def test_smoothing_leaves_the_flat_flat(steps, level):
    distance = np.cumsum(steps)
    assert smoothed(distance, np.full(len(distance), level)) == pytest.approx(
        np.full(len(distance), level), abs=1e-6
    )

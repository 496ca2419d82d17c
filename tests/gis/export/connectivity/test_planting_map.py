from __future__ import annotations

import re

import numpy as np
import pytest

from gis.connectivity import connectivity_of, gaps_of, propose_hedges
from gis.export.connectivity.planting_map import HEDGE, PLATE_MM, planting_map
from gis.words import say


@pytest.fixture(scope="module")
def now(territory):
    return connectivity_of(territory)


def test_each_hedge_has_its_number_and_no_plate_lies_on_another(now):
    picture, _ = planting_map(now, propose_hedges(now, most=8))
    plates = re.findall(r'x="([\d.-]+)" y="([\d.-]+)"[^>]*fill="#fff"[^>]*>(\d)<', picture.words)
    assert [int(number) for _, _, number in plates] == list(range(1, 9))
    places = np.array([(float(x), float(y)) for x, y, _ in plates]) / 100
    apart = np.abs(places[:, None] - places[None]).max(axis=2) + np.eye(8) * 1e3
    assert apart.min() > PLATE_MM


def test_the_legend_begins_with_hedges_and_names_the_gaps_that_stay_open(now):
    _, legend = planting_map(now, propose_hedges(now, most=2))
    assert legend[0].style == HEDGE
    assert say("planting.gap") in [line.text for line in legend]


def test_without_hedges_it_shows_the_gaps_of_the_commune(now):
    assert len(gaps_of(now)) > 2
    picture, legend = planting_map(now, [])
    assert legend[0].text == say("planting.gap")
    assert 'stroke="#fff"' not in picture.words

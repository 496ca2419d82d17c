from __future__ import annotations

import pytest

from gis.territory import Territory
from gis.walks import published_walks
from gis.words import use_language
from tests.gis.small_territory import CODE, box, build


@pytest.fixture(scope="module")
def walks():
    return {walk.id: walk for walk in published_walks(Territory())}


def test_the_fig_tree_and_the_rutoir_are_told_with_their_figures(walks):
    assert (walks["walk_figuier"].length_m, walks["walk_figuier"].minutes) == (7810, 145)
    assert (walks["walk_rutoir"].length_m, walks["walk_rutoir"].minutes) == (12_000, 180)


def test_our_formula_stays_within_a_tenth_of_both(walks):
    for key in ("walk_figuier", "walk_rutoir"):
        assert walks[key].our_minutes == pytest.approx(walks[key].minutes, rel=0.101)


def test_a_line_that_is_not_published_is_said_to_be_unknown(walks):
    for walk in walks.values():
        assert bool(walk.line_text) is not walk.line_known


def test_unknown_figures_stay_unknown(walks):
    assert walks["ceinture_verte"].ascent_m is None
    assert walks["ceinture_verte"].minutes is None


def test_they_speak_english():
    with use_language("en"):
        assert {walk.name for walk in published_walks(Territory())} >= {"The fig tree"}


def test_a_territory_without_the_table_has_none(tmp_path):
    assert published_walks(build(tmp_path, {"commune": [(CODE, box(0, 0, 1, 1), {})]})) == []

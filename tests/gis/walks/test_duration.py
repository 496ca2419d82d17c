from __future__ import annotations

import pytest

from gis.walks import duration
from gis.words import use_language


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_formula_is_told_with_every_figure_that_it_uses(language):
    with use_language(language):
        text = duration.duration_text()
    for figure in ("3,8" if language == "fr" else "3.8", "300", "500", "10", "DIN 33466"):
        assert figure in text


def test_a_group_is_told_its_pace():
    with use_language("en"):
        assert "80% of that" in duration.duration_text(pace=duration.GROUP_PACE)
        assert "%" not in duration.duration_text()


@pytest.mark.parametrize(("length_m", "climb_m", "published_min"), [(7_810, 52, 145), (12_000, 53, 180)])
def test_times_are_near_those_that_are_published(length_m, climb_m, published_min):
    assert duration.minutes(length_m, climb_m, climb_m) == pytest.approx(published_min, rel=0.11)

"""The one order of statuses, and what hangs on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gis.crs import LAMBERT93
from gis.territory import SUREST_FIRST, Status, least_sure, registry
from gis.territory.validation import check_layer
from gis.words import catalogue
from tests.gis.small_layers import heaps

STYLES = Path(__file__).parents[3] / "views"


def test_the_least_sure_of_several_is_told():
    assert least_sure(["official", "published", "generalised"]) == "generalised"
    assert least_sure(["official", "observed", "own"]) == "own"


def test_of_no_known_status_the_other_word_is_told():
    assert least_sure([]) == ""
    assert least_sure(["guessed"], otherwise="no_data") == "no_data"


def test_people_read_the_surest_first():
    assert SUREST_FIRST[0] == "official"
    assert SUREST_FIRST[-1] == "illustrative"
    assert set(SUREST_FIRST) == set(Status)


@pytest.mark.parametrize("status", SUREST_FIRST)
def test_a_layer_may_have_each_status(status):
    assert check_layer(heaps(status=status), registry()["slag_heaps"], crs=LAMBERT93) == []


@pytest.mark.parametrize("status", SUREST_FIRST)
def test_each_status_has_its_words_and_its_badges(status):
    words = catalogue()
    assert {f"status.{status}", f"status.{status}_means", f"notices.certainty_{status}"} <= set(words)
    for sheet in ("assets/atlas.css", "map/client/atlas.css"):
        assert f".badge-{status} " in (STYLES / sheet).read_text(encoding="utf-8")

from __future__ import annotations

from dataclasses import replace

import pytest

from gis.export.indicators import indicator_text
from gis.indicators import indicators
from gis.territory import Territory


@pytest.fixture(scope="module")
def found():
    return next(item for item in indicators(Territory()) if len(item.sources) > 1)


def test_every_value_that_a_source_gives_is_told_once(found):
    first, *_ = found.sources
    told = indicator_text(replace(found, sources=(first, replace(first, value=1.0), first)))
    values = told.published.split(" / ")
    assert values == list(dict.fromkeys(source.value for source in told.sources))
    assert len(values) == 2


def test_what_nobody_publishes_or_measures_is_a_dash(found):
    told = indicator_text(replace(found, sources=(), measured=None))
    assert (told.published, told.measured) == ("–", "–")

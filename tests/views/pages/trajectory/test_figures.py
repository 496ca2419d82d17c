from __future__ import annotations

import csv
import io
import json

import pytest

from gis.indicators import all_series, indicators
from gis.territory import Territory
from gis.words import use_language
from views.pages.trajectory.events_tab import _figures
from views.pages.trajectory.indicators_tab import as_csv, as_json
from views.ui import charts


@pytest.fixture(scope="module")
def loos():
    return Territory()


def test_the_csv_has_a_row_for_each_source(loos):
    found = indicators(loos)
    rows = list(csv.DictReader(io.StringIO(as_csv(found).decode("utf-8-sig"))))
    assert len(rows) == sum(len(item.sources) for item in found)


def test_the_json_is_that_of_the_command_line(loos):
    found = indicators(loos)
    assert json.loads(as_json(found)) == [item.as_dict() for item in found]


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_chart_describes_itself_and_asks_nothing_of_the_network(loos, code):
    with use_language(code):
        for series in all_series(loos):
            made = charts._chart(series, series.table()).to_dict()
            assert made["description"] == series.text()
            assert not any(
                "url" in data for data in [made.get("data", {}), *made.get("datasets", {}).values()]
            )


def test_a_year_is_never_written_as_an_amount(loos):
    with use_language("en"):
        told = " ".join(words for _, _, words in _figures(loos, ""))
    assert "2,008" not in told
    assert "WGS84" not in told

from __future__ import annotations

import csv
import io
import json

import pytest

from gis.export.indicators import indicators_csv, indicators_json
from gis.indicators import indicators
from gis.territory import Territory


@pytest.fixture(scope="module")
def loos():
    return Territory()


def test_the_csv_has_a_row_for_each_source_and_one_for_what_nobody_publishes(loos):
    found = indicators(loos)
    rows = list(csv.DictReader(io.StringIO(indicators_csv(found).decode("utf-8-sig"))))
    assert len(rows) == sum(max(1, len(item.sources)) for item in found)
    (hedges,) = [row for row in rows if row["key"] == "hedge_length"]
    assert (hedges["published"], hedges["layers"]) == ("", "hedges")
    assert hedges["measured_from"]


def test_the_json_is_that_of_the_command_line(loos):
    found = indicators(loos)
    assert json.loads(indicators_json(found)) == [item.as_dict() for item in found]

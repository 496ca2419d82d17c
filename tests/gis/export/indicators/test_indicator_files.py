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


def test_the_csv_has_a_row_for_each_source(loos):
    found = indicators(loos)
    rows = list(csv.DictReader(io.StringIO(indicators_csv(found).decode("utf-8-sig"))))
    assert len(rows) == sum(len(item.sources) for item in found)


def test_the_json_is_that_of_the_command_line(loos):
    found = indicators(loos)
    assert json.loads(indicators_json(found)) == [item.as_dict() for item in found]

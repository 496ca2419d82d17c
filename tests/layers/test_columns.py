from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest
from pandera.errors import SchemaError, SchemaErrors

from gis.territory import schema_of
from layers import columns


def read(column, *values):
    schema = schema_of(SimpleNamespace(columns={"x": column}))
    return schema.validate(pd.DataFrame({"x": pd.Series(values, dtype=object)}))["x"]


COLUMNS = {
    "text": (columns.text(), "hedge"),
    "code": (columns.code("open", "closed"), "open"),
    "flag": (columns.flag(), True),
    "amount": (columns.amount(), 12.5),
    "whole": (columns.whole(), 12),
    "year": (columns.year(), 1989),
    "pattern": (columns.pattern(r"\d{3}", shown="000"), "000"),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_takes_what_it_is_for_and_what_is_unknown(name):
    column, value = COLUMNS[name]
    known, unknown = read(column, value, None)
    assert known == value
    assert pd.isna(unknown)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_of_nothing_known_is_good(name):
    assert read(COLUMNS[name][0], None, None).isna().all()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (columns.code("open", "closed"), "ajar"),
        (columns.flag(), "perhaps"),
        (columns.amount(), -0.1),
        (columns.amount(), "large"),
        (columns.amount(low=-100), -101),
        (columns.whole(), 1.5),
        (columns.whole(), -1),
        (columns.year(), 19),
        (columns.year(), 20240),
        (columns.pattern(r"\d{3}", shown="000"), "0000"),
        (columns.pattern(r"a|b", shown="a | b"), "ab"),
    ],
)
def test_a_column_refuses_what_it_is_not_for(column, value):
    with pytest.raises((SchemaError, SchemaErrors)):
        read(column, value)


def test_a_column_may_be_absent_unless_it_is_required():
    empty = pd.DataFrame(index=[0])
    assert schema_of(SimpleNamespace(columns={"x": columns.year()})).validate(empty).empty
    with pytest.raises(SchemaError, match="not in dataframe"):
        schema_of(SimpleNamespace(columns={"x": columns.year(required=True)})).validate(empty)

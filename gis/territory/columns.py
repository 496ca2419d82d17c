"""The columns of a layer held against its schemas, and what pandera finds told feature by feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from gis.territory.problems import Problem, problem
from gis.territory.status import SUREST_FIRST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gis.territory.theme import Theme

COMMON_COLUMNS = ("id", "name", "status", "source", "source_url", "licence", "source_date")
MOST_NAMED = 5
"""Features, and values, that one problem names; the rest are counted."""

_MISSING = "column_in_dataframe"
_FILLED = pa.Check.str_length(min_value=1, error="filled")

COMMON = pa.DataFrameSchema(
    {
        "id": pa.Column(str, _FILLED, coerce=True),
        "name": pa.Column(str, coerce=True),
        "status": pa.Column(str, pa.Check.isin(SUREST_FIRST, error=" | ".join(SUREST_FIRST)), coerce=True),
        "source": pa.Column(str, _FILLED, coerce=True),
        "source_url": pa.Column(str, coerce=True),
        "licence": pa.Column(str, coerce=True),
        "source_date": pa.Column(str, coerce=True),
    },
)

_PROBLEMS = {
    "not_nullable": "no_value",
    "filled": "no_value",
    "coerce_dtype('Int64')": "not_whole",
    "coerce_dtype('float64')": "not_number",
    "coerce_dtype('boolean')": "not_yes_no",
}
"""Checks of pandera that have words of their own."""


def column_problems(table: pd.DataFrame, theme: Theme) -> list[Problem]:
    """Return what is wrong with the columns; a problem that names no feature is that of the whole layer."""
    cases = _failures(table, theme)
    found = [
        problem(theme.key, "missing_column", column=name)
        for name in cases["failure_case"][cases["check"] == _MISSING]
    ]
    others = cases[cases["check"] != _MISSING]
    for (column, check), group in others.groupby(["column", "check"], sort=False):
        values = ", ".join(sorted({str(value) for value in group["failure_case"].head(MOST_NAMED)}))
        found.append(
            problem(
                theme.key,
                _PROBLEMS.get(str(check), "bad_value"),
                feature=_features(group, table),
                column=column,
                check=check,
                count=len(group),
                values=values,
            )
        )
    return found


def feature_names(table: pd.DataFrame) -> NDArray[np.object_]:
    """Return what to call each feature: its identifier, or without one `#` and its row, from 1."""
    rows = pd.Series([f"#{row}" for row in range(1, len(table) + 1)], index=table.index, dtype=object)
    if "id" not in table:
        return rows.to_numpy()
    ids = table["id"].astype(object)
    return ids.where(ids.notna() & (ids != ""), rows).astype(str).to_numpy(dtype=object)


def failing_rows(table: pd.DataFrame, theme: Theme) -> NDArray[np.int_]:
    """Return the places of the rows that have a value refused by the schemas."""
    return _failures(table, theme)["index"].dropna().astype(int).unique()


def _failures(table: pd.DataFrame, theme: Theme) -> pd.DataFrame:
    """Return one line a refused value: `column`, `check`, `failure_case`, and `index`, its row."""
    found = [pd.DataFrame({"column": [], "check": [], "failure_case": [], "index": []}, dtype=object)]
    for schema in (COMMON, theme.schema):
        try:
            schema.validate(table, lazy=True)
        except pandera.errors.SchemaErrors as error:
            found.append(_told_once(error.failure_cases.astype(object)))
    return pd.concat(found, ignore_index=True)


def _told_once(cases: pd.DataFrame) -> pd.DataFrame:
    # A value of the wrong type also fails as the type of its column, and in every check that follows.
    typed = cases["check"].astype(str).str.startswith("coerce_dtype")
    return cases[typed | ~cases["column"].isin(cases["column"][typed])]


def _features(group: pd.DataFrame, table: pd.DataFrame) -> str:
    rows = group["index"].dropna().astype(int).unique()
    return ", ".join(feature_names(table)[rows[:MOST_NAMED]]) + (" …" if len(rows) > MOST_NAMED else "")

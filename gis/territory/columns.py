"""The columns of a layer held against its theme, and what pandera finds told feature by feature.

Most layers are right, and plainly so: that is seen here without pandera, whose import takes longer than
opening a territory.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from gis.territory.problems import Problem, problem
from gis.territory.theme import STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from gis.territory.theme import Theme
    from gis.territory.theme_parts import Column

COMMON_COLUMNS = ("id", "name", "status", "source", "source_url", "licence", "source_date")
MOST_NAMED = 5
"""Features, and values, that one problem names; the rest are counted."""

_MISSING = "column_in_dataframe"
_TYPES: Mapping[str, str] = MappingProxyType(
    {"text": "str", "flag": "boolean", "number": "float64", "whole": "Int64"}
)

_PROBLEMS = {
    "not_nullable": "no_value",
    "filled": "no_value",
    "coerce_dtype('Int64')": "not_whole",
    "coerce_dtype('float64')": "not_number",
    "coerce_dtype('boolean')": "not_yes_no",
}
"""Checks of pandera that have words of their own."""


def plainly_right(table: pd.DataFrame, theme: Theme) -> bool:
    """Return whether every column has the type of the theme and values that it accepts.

    Where it is not so, the layer may still be right: pandera also turns values into the type of their column.
    """
    if not set(COMMON_COLUMNS) <= set(table):
        return False
    common = table[list(COMMON_COLUMNS)]
    filled = bool((common.dtypes.astype(str) == "str").all()) and not bool(common.isna().to_numpy().any())
    if not filled or bool((common[["id", "source"]] == "").to_numpy().any()):
        return False
    known = bool(common["status"].isin(STATUSES).all())
    return known and all(_right(table, name, column) for name, column in theme.columns.items())


def _right(table: pd.DataFrame, name: str, column: Column) -> bool:
    if name not in table:
        return not column.required
    typed = str(table[name].dtype) == _TYPES[column.kind]
    return typed and bool(column.accepts(table[name].dropna()).all())


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
    nothing = pd.DataFrame({"column": [], "check": [], "failure_case": [], "index": []}, dtype=object)
    if plainly_right(table, theme):
        return nothing
    from gis.territory.validators import checked, schemas_of  # noqa: PLC0415 (pandera is slow to import)

    cases = (checked(table, schema)[1] for schema in schemas_of(theme))
    found = [_told_once(case.astype(object)) for case in cases if case is not None]
    return pd.concat([nothing, *found], ignore_index=True)


def _told_once(cases: pd.DataFrame) -> pd.DataFrame:
    # A value of the wrong type also fails as the type of its column, and in every check that follows.
    typed = cases["check"].astype(str).str.startswith("coerce_dtype")
    return cases[typed | ~cases["column"].isin(cases["column"][typed])]


def _features(group: pd.DataFrame, table: pd.DataFrame) -> str:
    rows = group["index"].dropna().astype(int).unique()
    return ", ".join(feature_names(table)[rows[:MOST_NAMED]]) + (" …" if len(rows) > MOST_NAMED else "")

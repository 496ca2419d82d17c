"""The schemas that pandera makes of a theme's columns; imported only where something is validated."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandera.pandas as pa
from pandera.errors import SchemaErrors

from gis.territory.status import SUREST_FIRST

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from gis.territory.theme import Theme
    from gis.territory.theme_parts import Column

_TYPES: Mapping[str, Any] = MappingProxyType(
    {"text": str, "flag": "boolean", "number": float, "whole": "Int64"}
)
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
"""The columns that every layer has."""


def schema_of(theme: Theme) -> pa.DataFrameSchema:
    """Return the schema of a theme's own columns."""
    return pa.DataFrameSchema({name: _column(column) for name, column in theme.columns.items()})


def schemas_of(theme: Theme) -> tuple[pa.DataFrameSchema, pa.DataFrameSchema]:
    """Return the schemas that a layer of a theme must pass, one after the other."""
    return COMMON, schema_of(theme)


def typed(table: pd.DataFrame, theme: Theme) -> pd.DataFrame:
    """Return a table that is known to be right, its columns in the types of the theme."""
    for schema in schemas_of(theme):
        table = schema.validate(table)
    return table


def checked(table: pd.DataFrame, schema: pa.DataFrameSchema) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Return a table in the types of a schema and nothing, or as it is and its `failure_cases`.

    These have one line a refused value: `column`, `check`, `failure_case`, and `index`, its row.
    """
    try:
        return schema.validate(table, lazy=True), None
    except SchemaErrors as error:
        return table, error.failure_cases


def _column(column: Column) -> pa.Column:
    kind = _TYPES[column.kind]
    return pa.Column(kind, _checks(column), nullable=True, required=column.required, coerce=True)


def _checks(column: Column) -> list[pa.Check]:
    said = column.shown
    if column.codes and not column.open:
        return [pa.Check.isin(column.codes, error=said)]
    if column.pattern:
        return [pa.Check.str_matches(f"^(?:{column.pattern})$", error=said)]
    if column.low is not None and column.high is not None:
        return [pa.Check.in_range(column.low, column.high, error=said)]
    return [] if column.low is None else [pa.Check.ge(column.low, error=said)]

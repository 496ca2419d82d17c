"""Columns that themes are made of; each says in few signs what it accepts, for messages to repeat."""

from __future__ import annotations

import pandera.pandas as pa

FIRST_YEAR = 1500
LAST_YEAR = 2100
YEAR_TEXT = rf"{FIRST_YEAR}–{LAST_YEAR}"


def text(*, required: bool = False) -> pa.Column:
    """Return a column of free texts; null or empty where nothing is known."""
    return pa.Column(str, nullable=True, required=required, coerce=True)


def code(*values: str, required: bool = False) -> pa.Column:
    """Return a column of coded values, every one of `values`; null where unknown."""
    known = pa.Check.isin(values, error=" | ".join(values))
    return pa.Column(str, known, nullable=True, required=required, coerce=True)


def flag(*, required: bool = False) -> pa.Column:
    """Return a column of yes or no; null where unknown."""
    return pa.Column("boolean", nullable=True, required=required, coerce=True)


def amount(*, low: float = 0.0, required: bool = False) -> pa.Column:
    """Return a column of measures, in the unit that its name ends with, from `low` up; null where unknown."""
    enough = pa.Check.ge(low, error=f"≥ {low:g}")
    return pa.Column(float, enough, nullable=True, required=required, coerce=True)


def whole(*, low: int = 0, required: bool = False) -> pa.Column:
    """Return a column of whole numbers from `low` up; null where unknown."""
    enough = pa.Check.ge(low, error=f"≥ {low}")
    return pa.Column("Int64", enough, nullable=True, required=required, coerce=True)


def year(*, required: bool = False) -> pa.Column:
    """Return a column of calendar years; null where unknown."""
    likely = pa.Check.in_range(FIRST_YEAR, LAST_YEAR, error=YEAR_TEXT)
    return pa.Column("Int64", likely, nullable=True, required=required, coerce=True)


def pattern(regex: str, *, shown: str, required: bool = False) -> pa.Column:
    """Return a column of texts of one form, told to people as `shown`; null where unknown."""
    formed = pa.Check.str_matches(f"^(?:{regex})$", error=shown)
    return pa.Column(str, formed, nullable=True, required=required, coerce=True)

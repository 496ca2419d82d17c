"""Columns that themes are made of; each says in few signs what it accepts, for messages to repeat."""

from __future__ import annotations

from gis.territory import Column

FIRST_YEAR = 1500
LAST_YEAR = 2100
YEAR_TEXT = rf"{FIRST_YEAR}–{LAST_YEAR}"


def text(*, required: bool = False) -> Column:
    """Return a column of free texts; null or empty where nothing is known."""
    return Column("text", required=required)


def code(*values: str, required: bool = False) -> Column:
    """Return a column of coded values, every one of `values`; null where unknown."""
    return Column("text", required=required, codes=values, shown=" | ".join(values))


def open_code(*values: str, required: bool = False) -> Column:
    """Return a column of values of a published list; what the list does not have stays as it came."""
    return Column("text", required=required, codes=values, open=True)


def flag(*, required: bool = False) -> Column:
    """Return a column of yes or no; null where unknown."""
    return Column("flag", required=required)


def amount(*, low: float = 0.0, required: bool = False) -> Column:
    """Return a column of measures, in the unit that its name ends with, from `low` up; null where unknown."""
    return Column("number", required=required, low=low, shown=f"≥ {low:g}")


def whole(*, low: int = 0, required: bool = False) -> Column:
    """Return a column of whole numbers from `low` up; null where unknown."""
    return Column("whole", required=required, low=low, shown=f"≥ {low}")


def year(*, required: bool = False) -> Column:
    """Return a column of calendar years; null where unknown."""
    return Column("whole", required=required, low=FIRST_YEAR, high=LAST_YEAR, shown=YEAR_TEXT)


def pattern(regex: str, *, shown: str, required: bool = False) -> Column:
    """Return a column of texts of one form, told to people as `shown`; null where unknown."""
    return Column("text", required=required, pattern=regex, shown=shown)

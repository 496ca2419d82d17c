"""The figures that a stop tells, each with its source and with those that disagree."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gis.errors import LayerMissingError
from gis.indicators import value_text
from gis.territory import memoised
from gis.words import date_text, in_language, labelled

if TYPE_CHECKING:
    from gis.territory import Territory
    from gis.tours.model import Tour
    from gis.tours.stops import Stop

_PLAIN = frozenset({"year", "hours", "WGS84", "access"})


@dataclass(frozen=True)
class Figure:
    """One published figure, in the language in use.

    Attributes
    ----------
    others : tuple of Figure
        Figures of other sources for the same thing.
    """

    title: str
    value: str
    note: str
    source: str
    source_url: str
    others: tuple[Figure, ...] = ()

    @property
    def text(self) -> str:
        """The figure as one line."""
        return labelled(self.title, self.value)


def figures_of(territory: Territory, stop: Stop) -> list[Figure]:
    """Return the figures of a stop, in its own order; one that the table does not have is left out."""
    table = _table(territory)
    return [_figure(table[key], table) for key in stop.figures if key in table]


def sources_of(territory: Territory, tour: Tour) -> list[tuple[str, str]]:
    """Return every source of what a tour tells, once: its name and its address."""
    found: dict[tuple[str, str], None] = {}
    for row in tour.rows:
        if row.stop.source:
            found[row.stop.source, row.stop.source_url] = None
        for figure in figures_of(territory, row.stop):
            for one in (figure, *figure.others):
                found[one.source, one.source_url] = None
    return list(found)


@memoised
def _table(territory: Territory) -> dict[str, dict[str, Any]]:
    try:
        rows = territory.table("figures").to_dict("records")
    except LayerMissingError:
        return {}
    return {str(row["id"]): {str(name): value for name, value in row.items()} for row in rows}


def _figure(row: dict[str, Any], table: dict[str, dict[str, Any]], *, deep: bool = True) -> Figure:
    keys = [key.strip() for key in row["conflicts_with"].split(";")] if deep else []
    others = tuple(_figure(table[key], table, deep=False) for key in keys if key in table)
    return Figure(
        in_language(row, "title"), _value(row["value"], row["unit"]),
        in_language(row, "note"), row["source"], row["source_url"], others,
    )  # fmt: skip


def _value(value: str, unit: str) -> str:
    try:
        amount = float(value)
    except ValueError:
        return date_text(value) if unit == "date" else value
    return value if unit in _PLAIN or not math.isfinite(amount) else value_text(amount, unit)

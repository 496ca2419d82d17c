"""What is ripe, month by month, and who may pick it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from gis.errors import LayerError
from gis.foraging.rules import PickingRule, hedge_rule, picking_rule
from gis.territory import EMBEDDED, memoised
from gis.words import in_language, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shapely import LineString

    from gis.territory import Territory

CALENDAR = "ripe_calendar.csv"
GARDENS = "nourishing_gardens"
HEDGES = "hedges"
REACH_M = 40.0
"""What grows this close to a path can be reached from it, in metres."""


@dataclass(frozen=True)
class HarvestSpecies:
    """One line of the calendar.

    Attributes
    ----------
    months : frozenset of int
        Months in which it is ripe; empty where that is not known.
    """

    key: str
    scientific_name: str
    name_fr: str
    name_en: str
    months: frozenset[int]
    note_fr: str
    note_en: str
    source: str
    source_url: str

    @property
    def name(self) -> str:
        """Its name in the language in use."""
        return in_language(vars(self), "name")

    @property
    def note(self) -> str:
        """What to know before eating it, in the language in use."""
        return in_language(vars(self), "note")


@dataclass(frozen=True)
class Ripe:
    """A place along a way where something is ripe; without species where it is not known what grows there."""

    layer: str
    id: str
    name: str
    at_m: float
    away_m: float
    species: tuple[HarvestSpecies, ...]
    rule: PickingRule
    status: str

    def as_dict(self) -> dict[str, Any]:
        """Return the document that the command line prints."""
        return {
            "layer": self.layer, "id": self.id, "name": self.name, "at_m": round(self.at_m),
            "species": [species.name for species in self.species], "picking": self.rule.picking,
            "rule": self.rule.text, "status": self.status, "away_m": round(self.away_m),
        }  # fmt: skip


@dataclass(frozen=True)
class Calendar:
    """The species that are known, by key and by scientific name."""

    species: tuple[HarvestSpecies, ...]

    @classmethod
    def open(cls, territory: Territory) -> Calendar:
        """Return the territory's own calendar, or the general one.

        Raises
        ------
        LayerError
            When the file cannot be read.
        """
        return _calendar(territory)

    def find(self, names: Iterable[str]) -> list[HarvestSpecies]:
        """Return the species of keys or scientific names; those that are not in the calendar are left out."""
        wanted = {name.strip().casefold() for name in names}
        return [
            item
            for item in self.species
            if item.key in wanted or (item.scientific_name and item.scientific_name.casefold() in wanted)
        ]

    def ripe(self, names: Iterable[str], month: int) -> list[HarvestSpecies]:
        """Return which of some species are ripe in a month, 1 to 12."""
        return [item for item in self.find(names) if month in item.months]


@memoised
def _calendar(territory: Territory) -> Calendar:
    path = territory.file(CALENDAR) or EMBEDDED / CALENDAR
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        rows = [_species(row) for row in table.to_dict("records")]
    except (OSError, ValueError, KeyError) as error:
        raise LayerError(say("ripe.calendar_broken", path=path, reason=error)) from error
    return Calendar(tuple(rows))


def _species(row: Mapping[Any, str]) -> HarvestSpecies:
    months = frozenset(int(month) for month in row["months"].split(";") if month)
    names = ("key", "scientific_name", "name_fr", "name_en", "note_fr", "note_en", "source", "source_url")
    return HarvestSpecies(months=months, **{name: row[name] for name in names})


def ripe_along(territory: Territory, line: LineString, month: int, *, reach: float = REACH_M) -> list[Ripe]:
    """Return where something is ripe within reach of a way, in walking order.

    Parameters
    ----------
    line : LineString
        In the territory's legal system.
    month : int
        1 to 12.
    reach : float
        Metres from the way.

    Raises
    ------
    LayerError
        When the calendar or the rules cannot be read.
    """
    found = [
        *_along(territory, GARDENS, "produce", line, month, reach),
        *_along(territory, HEDGES, "species", line, month, reach / 2),
    ]
    return sorted(found, key=lambda item: (item.at_m, item.id))


def unnamed_along(territory: Territory, line: LineString, *, reach: float = REACH_M) -> list[Ripe]:
    """Return gardens and orchards along a way of which nobody has published what grows there, or its season.

    That nothing is known to be ripe there does not mean that nothing is.

    Raises
    ------
    LayerError
        When the calendar or the rules cannot be read.
    """
    calendar = Calendar.open(territory)
    found = [
        _place(territory, GARDENS, record, near, ())
        for record, names, near in _near(territory, GARDENS, "produce", line, reach)
        if not any(species.months for species in calendar.find(names))
    ]
    return sorted(found, key=lambda item: (item.at_m, item.id))


def _along(
    territory: Territory, key: str, column: str, line: LineString, month: int, reach: float
) -> Iterator[Ripe]:
    calendar = Calendar.open(territory)
    for record, names, near in _near(territory, key, column, line, reach):
        species = calendar.ripe(names, month)
        if species:
            yield _place(territory, key, record, near, tuple(species))


def _near(
    territory: Territory, key: str, column: str, line: LineString, reach: float
) -> Iterator[tuple[dict[str, Any], list[str], tuple[float, float]]]:
    """Yield what lies within reach: its row, the names of what grows there, metres along and away."""
    layer = territory.find(key)
    if layer is None or column not in layer.data or line.is_empty:
        return
    for row in np.sort(layer.tree.query(line, predicate="dwithin", distance=reach)):
        record = {str(name): value for name, value in layer.data.iloc[int(row)].items()}
        names = record[column]
        way = shapely.shortest_line(line, layer.geometry[row])
        at = float(shapely.line_locate_point(line, shapely.get_point(way, 0)))
        yield record, names.split(";") if isinstance(names, str) else [], (at, float(way.length))


def _place(
    territory: Territory,
    key: str,
    record: dict[str, Any],
    near: tuple[float, float],
    species: tuple[HarvestSpecies, ...],
) -> Ripe:
    rule = picking_rule(territory, record) if key == GARDENS else hedge_rule(territory)
    return Ripe(
        key, str(record["id"]), str(record["name"] or ""), *near, species, rule, str(record["status"])
    )

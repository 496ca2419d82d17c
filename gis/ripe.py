"""What is ripe, month by month, and who may pick it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from gis.errors import LayerError
from gis.once import once
from gis.territory import EMBEDDED
from gis.words import pick, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from shapely import LineString

    from gis.territory import Territory

CALENDAR = "ripe_calendar.csv"
RULES = "picking.toml"
GARDENS = "nourishing_gardens"
HEDGES = "hedges"
REACH_M = 40.0
"""What grows this close to a path can be reached from it, in metres."""


@dataclass(frozen=True)
class Species:
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
        return pick(self.name_fr, self.name_en)

    @property
    def note(self) -> str:
        """What to know before eating it, in the language in use."""
        return pick(self.note_fr, self.note_en)


@dataclass(frozen=True)
class Rule:
    """Whether one may pick: `allowed`, `ask`, `no` or `unknown`, in words, and who says so."""

    picking: str
    text: str
    source: str
    source_url: str


@dataclass(frozen=True)
class Ripe:
    """A place along a way where something is ripe."""

    layer: str
    id: str
    name: str
    at_m: float
    away_m: float
    species: tuple[Species, ...]
    rule: Rule
    status: str


@dataclass(frozen=True)
class Calendar:
    """The species that are known, by key and by scientific name."""

    species: tuple[Species, ...]

    @classmethod
    def open(cls, territory: Territory) -> Calendar:
        """Return the territory's own calendar, or the general one.

        Raises
        ------
        LayerError
            When the file cannot be read.
        """
        return _calendar(territory)

    def find(self, names: Iterable[str]) -> list[Species]:
        """Return the species of keys or scientific names; those that are not in the calendar are left out."""
        wanted = {name.strip().casefold() for name in names}
        return [
            item
            for item in self.species
            if item.key in wanted or (item.scientific_name and item.scientific_name.casefold() in wanted)
        ]

    def ripe(self, names: Iterable[str], month: int) -> list[Species]:
        """Return which of some species are ripe in a month, 1 to 12."""
        return [item for item in self.find(names) if month in item.months]


@once
def _calendar(territory: Territory) -> Calendar:
    path = territory.file(CALENDAR) or EMBEDDED / CALENDAR
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        rows = [_species(row) for row in table.to_dict("records")]
    except (OSError, ValueError, KeyError) as error:
        raise LayerError(say("ripe.calendar_broken", path=path, reason=error)) from error
    return Calendar(tuple(rows))


def _species(row: Mapping[Any, str]) -> Species:
    months = frozenset(int(month) for month in row["months"].split(";") if month)
    names = ("key", "scientific_name", "name_fr", "name_en", "note_fr", "note_en", "source", "source_url")
    return Species(months=months, **{name: row[name] for name in names})


@once
def _rules(territory: Territory) -> dict[str, Any]:
    path: Path | None = territory.file(RULES)
    if path is None:
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LayerError(say("ripe.calendar_broken", path=path, reason=error)) from error


def picking_rule(territory: Territory, garden: Mapping[str, Any]) -> Rule:
    """Return whether one may pick in a garden.

    The word of its own row comes first (column `picking`), then what the town says of its kind, then the
    town's general rule; where nobody has said anything, it is `unknown`.

    Raises
    ------
    LayerError
        When the town's rules cannot be read.
    """
    rules = _rules(territory)
    own = str(garden.get("picking") or "")
    told = rules.get("kinds", {}).get(str(garden.get("kind") or ""), rules.get("rule"))
    if own in {"allowed", "ask", "no"}:
        if told and told["picking"] == own:
            return _rule(told)
        return Rule(own, say(f"ripe.{own}"), str(garden.get("source", "")), str(garden.get("source_url", "")))
    return _rule(told) if told else Rule("unknown", say("ripe.rule_unknown"), "", "")


def _rule(told: Mapping[str, str]) -> Rule:
    return Rule(told["picking"], pick(told["fr"], told["en"]), told["source"], told["source_url"])


def ripe_along(territory: Territory, line: LineString, month: int, *, reach: float = REACH_M) -> list[Ripe]:
    """Return where something is ripe within reach of a way, in walking order.

    Parameters
    ----------
    line : LineString
        EPSG:2154.
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


def _along(
    territory: Territory, key: str, column: str, line: LineString, month: int, reach: float
) -> list[Ripe]:
    layer = territory.get(key) if key in territory.themes else None
    if layer is None or column not in layer.data or line.is_empty:
        return []
    calendar = Calendar.open(territory)
    rows = np.sort(layer.tree.query(line, predicate="dwithin", distance=reach))
    found = []
    for row in rows:
        record = {str(name): value for name, value in layer.data.iloc[int(row)].items()}
        names = record[column]
        species = calendar.ripe(names.split(";") if isinstance(names, str) else (), month)
        if species:
            place = shapely.shortest_line(line, layer.geometry[row])
            at = float(shapely.line_locate_point(line, shapely.get_point(place, 0)))
            rule = picking_rule(territory, record) if key == GARDENS else _hedge_rule(territory)
            text = (str(record["id"]), str(record["name"] or ""))
            found.append(
                Ripe(key, *text, at, float(place.length), tuple(species), rule, str(record["status"]))
            )
    return found


def _hedge_rule(territory: Territory) -> Rule:
    told = _rules(territory).get("hedges")
    return _rule(told) if told else Rule("unknown", say("ripe.rule_unknown"), "", "")

"""The catalogue of species: one entry a species, from what is published and from records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from gis.biodiversity.occurrences import Occurrences, records_of
from gis.biodiversity.sensitivity import sensitive
from gis.errors import LayerMissingError
from gis.territory import memoised
from gis.words import in_language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gis.territory import Territory

SITES = "species_sites"
COMMUNE = "commune"
SEASONS = {"spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11), "winter": (12, 1, 2)}
"""Months of a season, for sources that name only the season."""


@dataclass(frozen=True)
class Species:
    """A species of the commune.

    Attributes
    ----------
    months : frozenset of int
        Months in which it is seen; empty where that is not known.
    months_from_season : bool
        Whether its source names the season only.
    site_ids : tuple of str
        Features where it was seen; `commune` where the place is not told, as for every sensitive species.
    seen_year : int or None
        Last year that a source names.
    records : int or None
        Records of GBIF; nothing where they were not fetched.
    """

    scientific_name: str
    name_fr: str
    name_en: str
    group: str
    months: frozenset[int]
    months_from_season: bool
    site_ids: tuple[str, ...]
    site_fr: str
    site_en: str
    seen_year: int | None
    sensitive: bool
    status: str
    text_fr: str
    text_en: str
    source: str
    source_url: str
    records: int | None = None

    @property
    def name(self) -> str:
        """Its common name in the language in use, the scientific one where there is none."""
        return in_language(vars(self), "name") or self.scientific_name

    @property
    def site(self) -> str:
        """Where it was seen, in the language in use; the whole commune where the place is not told."""
        return in_language(vars(self), "site") or say("species.whole_commune")

    @property
    def text(self) -> str:
        """What is told of it, in the language in use."""
        return in_language(vars(self), "text")


@memoised
def all_species(territory: Territory) -> tuple[Species, ...]:
    """Return every species that the sources name, those of GBIF last; the same name stands once.

    Raises
    ------
    LayerMissingError
        When the territory has neither published species nor records.
    """
    records = records_of(territory)
    layer = territory.find(SITES)
    if layer is None and records is None:
        raise LayerMissingError(say("species.none"))
    known: dict[str, Species] = {}
    if layer is not None:
        rows = pd.DataFrame(layer.data.drop(columns=layer.data.geometry.name))
        for row, hidden in zip(rows.to_dict("records"), sensitive(rows), strict=True):
            found = _species(row, hidden=bool(hidden))
            earlier = known.get(found.scientific_name)
            known[found.scientific_name] = found if earlier is None else _joined(earlier, found)
    return tuple(_with_records(territory, known, records))


def _species(row: Mapping[Any, Any], *, hidden: bool) -> Species:
    months, from_season = _months(_text(row, "season_months"), _text(row, "season"))
    year = row.get("seen_year")
    names = ("name_fr", "name_en", "text_fr", "text_en", "source", "source_url", "status")
    texts: dict[str, Any] = {name: _text(row, name) for name in names}
    places = tuple(part for part in _text(row, "site_id").split(";") if part)
    return Species(
        scientific_name=_text(row, "scientific_name"),
        group=_text(row, "group") or "other",
        months=months,
        months_from_season=from_season,
        site_ids=(COMMUNE,) if hidden or not places else places,
        site_fr="" if hidden else _text(row, "site_fr"),
        site_en="" if hidden else _text(row, "site_en"),
        seen_year=None if year is None or pd.isna(year) else int(year),
        sensitive=hidden,
        **texts,
    )


def _text(row: Mapping[Any, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None or pd.isna(value) else str(value)


def _months(listed: str, season: str) -> tuple[frozenset[int], bool]:
    if listed:
        return frozenset(int(month) for month in listed.split(";")), False
    months = frozenset(month for name in season.split(";") for month in SEASONS.get(name, ()))
    return months, bool(months)


def _joined(earlier: Species, later: Species) -> Species:
    """Return one species from two rows of it: the places of both, the later year, sensitive if one is."""
    hidden = earlier.sensitive or later.sensitive
    years = [year for year in (earlier.seen_year, later.seen_year) if year is not None]
    return replace(
        earlier,
        months=earlier.months | later.months,
        site_ids=(COMMUNE,) if hidden else tuple(dict.fromkeys(earlier.site_ids + later.site_ids)),
        site_fr="" if hidden else " ; ".join(filter(None, dict.fromkeys((earlier.site_fr, later.site_fr)))),
        site_en="" if hidden else "; ".join(filter(None, dict.fromkeys((earlier.site_en, later.site_en)))),
        seen_year=max(years, default=None),
        sensitive=hidden,
    )


def _with_records(
    territory: Territory, known: dict[str, Species], gathered: Occurrences | None
) -> list[Species]:
    """Return species with how many records there are of each; those known from records alone come last."""
    if gathered is None:
        return list(known.values())
    counts: dict[str, list[int]] = {}
    for (name, *_), (count, year) in gathered.counts.items():
        sums = counts.setdefault(name, [0, 0])
        sums[0], sums[1] = sums[0] + count, max(sums[1], year)
    found = [
        replace(item, records=counts.get(name, [0])[0], seen_year=_later(item.seen_year, counts.get(name)))
        for name, item in known.items()
    ]
    rows = territory.layer("species_records").data.drop_duplicates("scientific_name")
    table = pd.DataFrame(rows.drop(columns=rows.geometry.name))
    for row, hidden in zip(table.to_dict("records"), sensitive(table), strict=True):
        name = _text(row, "scientific_name").strip()
        if name in counts and name not in known:
            row |= {"name_fr": row.get("common_name"), "group": _text(row, "group").lower()}
            entry = _species(row, hidden=bool(hidden))
            found.append(replace(entry, records=counts[name][0], seen_year=counts[name][1] or None))
    return found


def _later(year: int | None, counted: list[int] | None) -> int | None:
    last = counted[1] if counted else 0
    return max(year or 0, last) or None

"""The plants and animals of a commune: the list, its filter, when each is seen, where it may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from gis.biodiversity.occurrences import records_of
from gis.biodiversity.sensitivity import blurred
from gis.biodiversity.species import SEASONS, SITES, Species, all_species
from gis.text import normalise
from gis.words import in_language, listed, month_names, number, say

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.territory import Territory


MONTHS = range(1, 13)
_SINGULAR = {
    "plants": "plant",
    "birds": "bird",
    "mammals": "mammal",
    "amphibians": "amphibian",
    "reptiles": "reptile",
    "dragonflies": "dragonfly",
    "orthoptera": "orthoptera",
    "butterflies": "butterfly",
}
"""Groups of the communal inventory by what the list calls them."""


def species_list(
    territory: Territory, *, text: str = "", group: str = "", site: str = "", month: int | None = None
) -> list[Species]:
    """Return the species that answer to every filter given.

    Parameters
    ----------
    text : str
        Part of a name in either language or in Latin; accents and capitals do not matter.
    group : str
        Key of a group, such as `bird`.
    site : str
        Id of a feature, as its layer has it.
    month : int, optional
        1 to 12; species whose months are not known are left out.
    """
    wanted = normalise(text)
    return [
        item
        for item in all_species(territory)
        if (not wanted or wanted in normalise(f"{item.scientific_name} {item.name_fr} {item.name_en}"))
        and (not group or item.group == group)
        and (not site or site in item.site_ids)
        and (month is None or month in item.months)
    ]


def group_text(territory: Territory, group: str) -> str:
    """Return the name of a group in the language in use."""
    return territory.themes[SITES].value_text(group) if SITES in territory.themes else group


def season_text(item: Species) -> str:
    """Return the months of a species in words, or its seasons where no more is told; empty where unknown."""
    if item.months_from_season:
        seasons = [name for name, months in SEASONS.items() if item.months.issuperset(months)]
        return ", ".join(say(f"species.season_{name}") for name in seasons)
    names = month_names()
    return ", ".join(names[month] for month in sorted(item.months))


def phenology(species: list[Species]) -> pd.DataFrame:
    """Return one row a species whose months are known: `name`, then a column for each month, true or false.

    Attributes of the table: `unknown`, how many species have no month told; it is not that they are absent.
    """
    known = [item for item in species if item.months]
    rows = [[item.name, *(month in item.months for month in MONTHS)] for item in known]
    table = pd.DataFrame(rows, columns=["name", *MONTHS])
    table.attrs["unknown"] = len(species) - len(known)
    return table


def notices(territory: Territory, species: list[Species]) -> list[str]:
    """Return what to know before reading a list of species, in the language in use."""
    texts = [say("species.absence")]
    if any(item.sensitive for item in species):
        texts.append(say("species.sensitive"))
    unknown = sum(not item.months for item in species)
    if unknown:
        texts.append(say("species.months_unknown", count=number(unknown)))
    if any(item.months_from_season for item in species):
        texts.append(say("species.months_from_season"))
    records = records_of(territory)
    if records is None:
        return [*texts, say("species.records_none")]
    counts = {name: getattr(records, name) for name in ("no_place", "outside", "no_name")}
    lost = [say(f"species.records_{name}", count=number(count)) for name, count in counts.items() if count]
    key = "records_left_out" if lost else "records_all_used"
    return [*texts, say(f"species.{key}", records=number(records.records), left_out=listed(lost))]


def inventory(territory: Territory) -> list[dict[str, Any]]:
    """Return, by group, how many species the communal inventory counts and how many are named here.

    A group that the list does not tell apart, such as breeding birds, is null: nobody counted it here.
    """
    figures = territory.table("figures")
    rows = figures[figures["key"].str.startswith("inventory_")]
    listed = pd.Series([item.group for item in all_species(territory)]).value_counts()
    return [
        {
            "group": row["key"].removeprefix("inventory_"),
            "title": in_language(row, "title"),
            "published": int(row["value"]),
            "named_here": _named(listed, row["key"].removeprefix("inventory_")),
            "source": row["source"],
            "source_url": row["source_url"],
        }
        for row in rows.to_dict("records")
    ]


def _named(listed: pd.Series, group: str) -> int | None:
    return int(listed.get(_SINGULAR[group], 0)) if group in _SINGULAR else None


def located(territory: Territory) -> gpd.GeoDataFrame:
    """Return published species with where they may be drawn, in metres; sensitive ones fill the commune.

    Raises
    ------
    LayerMissingError
        When the territory has none.
    """
    layer = territory.layer(SITES)
    frame = layer.frame
    shapes = blurred(pd.DataFrame(frame), frame.geometry.to_numpy(), territory.commune)
    return frame.set_geometry(shapes, crs=frame.crs)

"""What public services and censuses publish of a commune as a whole, beside what the map measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from gis.territory import COMMUNE
from gis.words import in_each, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gis.territory import Territory

POPULATION = "population"
CENSUS = "census_"
"""How the keys of figures begin that a census of agriculture tells and no map can measure."""
OFFICIAL = "official"


def service_rows(territory: Territory) -> list[dict[str, Any]]:
    """Return what the service of communes publishes, in the form of the table of figures.

    A commune that was drawn for the atlas, or brought by the town, publishes nothing of itself.
    """
    layer = territory.find(COMMUNE)
    if layer is None or layer.status != OFFICIAL or len(layer) != 1:
        return []
    row = layer.data.iloc[0]
    edition = str(row.get("source_date") or "")[:4]
    return list(_told(row, (("commune_area", "area_ha", "ha", edition), _population(row))))


def published_only(rows: list[Any]) -> list[str]:
    """Return the keys of figures that only a count of people or farms can tell, in their order."""
    keys = dict.fromkeys(row["key"] for row in rows)
    return [key for key in keys if key == POPULATION or key.startswith(CENSUS)]


def _population(row: pd.Series) -> tuple[str, str, str, str]:
    counted = row.get("population_year")
    return POPULATION, "population", "count", "" if pd.isna(counted) else str(int(counted))


def _told(row: pd.Series, figures: tuple[tuple[str, str, str, str], ...]) -> Iterable[dict[str, Any]]:
    for key, column, unit, year in figures:
        value = row.get(column)
        if value is None or pd.isna(value):
            continue
        titles = in_each(say, f"indicators.{key}")
        notes = in_each(say, f"indicators.note_{key}")
        yield {
            "id": f"{COMMUNE}:{column}",
            "key": key,
            "value": str(float(value)),
            "unit": unit,
            "year": year,
            "chapter": "",
            "source": str(row.get("source") or ""),
            "source_url": str(row.get("source_url") or ""),
            **{f"title_{code}": text for code, text in titles.items()},
            **{f"note_{code}": text for code, text in notes.items()},
        }

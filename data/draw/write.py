"""Writes what was drawn: one GeoParquet a layer, CSV tables, rasters, ``territory.json``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.draw import registry, territory
from data.draw.frame import Drawn
from gis.territory import write_json, write_layer

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    import geopandas as gpd

TERRITORY = "territory"
PROVENANCE = ("status", "source", "source_url", "licence", "source_date")
MOST_SOURCES = 3


def names() -> list[str]:
    """Return everything that can be drawn, in the order in which it is written."""
    return [*registry.LAYERS, *registry.TABLES, *registry.RASTERS, TERRITORY]


def write(folder: Path, *, only: Collection[str] = ()) -> None:
    """Draw into ``folder`` everything, or what ``only`` names; the rest of the folder stays.

    Raises
    ------
    KeyError
        If ``only`` has a name that nothing is drawn under.
    """
    wanted = list(only) or names()
    unknown = [name for name in wanted if name not in names()]
    if unknown:
        raise KeyError(", ".join(unknown))
    folder.mkdir(parents=True, exist_ok=True)
    drawn = Drawn(registry.LAYERS)
    for name in wanted:
        _write_one(folder, name, drawn)
    (folder / ".lock").unlink(missing_ok=True)


def _write_one(folder: Path, name: str, drawn: Drawn) -> None:
    if name in registry.LAYERS:
        frame = drawn[name]
        write_layer(folder, name, frame, provenance=provenance(frame), named_by_content=False)
    elif name in registry.TABLES:
        table = registry.TABLES[name](drawn)
        table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")
    elif name in registry.RASTERS:
        registry.RASTERS[name](drawn, folder / f"{name}.tif")
    else:
        write_json(folder / f"{TERRITORY}.json", territory.describe(drawn))


def provenance(frame: gpd.GeoDataFrame) -> dict[str, str]:
    """Sum up where a layer comes from; many sources stay on the rows and are only counted here."""
    return {column: _summed_up(column, frame[column].unique().tolist()) for column in PROVENANCE}


def _summed_up(column: str, values: list[str]) -> str:
    told = [value for value in values if value]
    if column == "source_date" and told:
        return max(re.findall(r"\d{4}(?:-\d{2}-\d{2})?", " ".join(told)))
    if len(told) > MOST_SOURCES:
        return f"{len(told)} sources" if column == "source" else ""
    return " ; ".join(told)

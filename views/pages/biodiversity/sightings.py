"""Where species were seen, as the map draws it: never more precise than their place is known."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.biodiversity import records_of
from gis.sites import sites
from gis.words import labelled, number, say
from views.map.overlay import CASING, FOUND, feature

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.biodiversity import Species
    from gis.territory import Territory

SEEN = {"stroke": CASING, "fill": FOUND, "weight": 2, "opacity": 1, "radius": 8}
CELL = {"stroke": FOUND, "fill": FOUND, "weight": 1, "dash": "3 3", "opacity": 0.18, "radius": 5}
MOST_CELLS = 400
MOST_NAMES = 12


def seen_on_map(territory: Territory, found: list[Species]) -> list[dict[str, Any]]:
    """Return how many species were seen at each site; fragile ones are at none."""
    here: dict[str, list[str]] = defaultdict(list)
    for item in found:
        for key in item.site_ids:
            here[key].append(item.name)
    drawn = cells_on_map(territory, found)
    for layer, key, name in sites(territory):
        if key in here:
            shape = territory.layer(layer).frame.set_index("id").geometry[key]
            more = "…" if len(here[key]) > MOST_NAMES else ""
            popup = labelled(name, f"{', '.join(sorted(here[key])[:MOST_NAMES])}{more}")
            middle = shapely.point_on_surface(shape)
            drawn.append(
                feature(territory.projection, middle, SEEN, label=number(len(here[key])), popup=popup)
            )
    return drawn


def cells_on_map(territory: Territory, found: list[Species]) -> list[dict[str, Any]]:
    """Return records as sure as their place is: points, cells of 500 m; the vaguest are not drawn."""
    gathered = records_of(territory)
    if gathered is None:
        return []
    frame = gathered.frame(territory.commune, crs=territory.projection.crs)
    shown = frame[
        (frame["precision"] != "commune")
        & frame["scientific_name"].isin({item.scientific_name for item in found})
    ]
    if shown.empty:
        return []
    return [
        feature(
            territory.projection,
            shapely.from_wkb(place),
            CELL,
            popup=say("biodiversity_page.cell", records=number(records), species=number(species)),
        )
        for place, records, species in _by_place(shown)
    ]


def _by_place(records: gpd.GeoDataFrame) -> list[tuple[bytes, int, int]]:
    """Return each place, its records and its species, those with most records first."""
    wkb = shapely.to_wkb(np.asarray(records.geometry, dtype=object))
    summed = (
        records.assign(place=wkb)
        .groupby("place")
        .agg(records=("records", "sum"), species=("scientific_name", "nunique"))
    )
    return list(summed.sort_values("records", ascending=False).head(MOST_CELLS).itertuples(name=None))

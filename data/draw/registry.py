"""Everything that is drawn, by the name of its file: layers, tables and rasters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.draw import generalised, heaps, illustrative, published, tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from data.draw.frame import Drawn

LAYERS: dict[str, Callable[[Drawn], gpd.GeoDataFrame]] = {
    "commune": generalised.commune,
    "neighbours": generalised.neighbours,
    "slag_heaps": heaps.slag_heaps,
    "mining_railways": generalised.mining_railways,
    "mine_shafts": generalised.mine_shafts,
    "mining_estates": generalised.mining_estates,
    "mining_buildings": generalised.mining_buildings,
    "heritage": generalised.heritage,
    "open_farmland": generalised.open_farmland,
    "places": published.places,
    "species_sites": published.species_sites,
    **illustrative.LAYERS,
}

TABLES: dict[str, Callable[[Drawn], pd.DataFrame]] = {
    "figures": tables.figures,
    "events": tables.events,
    "places_unlocated": tables.places_unlocated,
    "species": tables.species,
    "swallows": tables.swallows,
    "walks": tables.walks,
}

RASTERS: dict[str, Callable[[Drawn, Path], None]] = {**illustrative.RASTERS}
"""Each function writes its raster to the path it is given."""

"""Layers drawn on published totals; their places are not surveyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.draw.illustrative import belt, cadastre, fields, gardens, hedges, relief, ways

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    from data.draw.frame import Drawn

LAYERS: dict[str, Callable[[Drawn], gpd.GeoDataFrame]] = {
    "farmland": fields.farmland,
    "organic_farmland": fields.organic_farmland,
    "green_belt": belt.green_belt,
    "hedges": hedges.hedges,
    "nourishing_gardens": gardens.nourishing_gardens,
    "paths": ways.paths,
    "parcels": cadastre.parcels,
}
RASTERS: dict[str, Callable[[Drawn, Path], None]] = {"relief": relief.relief}

"""Layers drawn on published totals; their places are not surveyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    from data.draw.frame import Drawn

LAYERS: dict[str, Callable[[Drawn], gpd.GeoDataFrame]] = {}
RASTERS: dict[str, Callable[[Drawn, Path], None]] = {}

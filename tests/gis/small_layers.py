"""Layers of a few squares under their real themes, for tests of what checks and stores them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import shapely

from gis.territory import write_layer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CODE = "62528"
PROVENANCE = {"status": "own", "source": "drawn for a test", "licence": "CC0", "source_date": "2024"}


def square(x: float = 0, y: float = 0, side: float = 100) -> shapely.Polygon:
    return shapely.box(684_000 + x, 7_040_000 + y, 684_000 + x + side, 7_040_000 + y + side)


def layer(
    *shapes: shapely.Geometry | None, crs: str | None = "EPSG:2154", **columns: Any
) -> gpd.GeoDataFrame:
    common = {
        "id": [f"T{place}" for place in range(len(shapes))],
        "name": "",
        "status": "own",
        "source": "drawn for a test",
        "source_url": "",
        "licence": "CC0",
        "source_date": "2024",
    }
    rows = {name: value for name, value in {**common, **columns}.items() if value is not ...}
    return gpd.GeoDataFrame(rows, geometry=list(shapes), crs=crs)


def heaps(**columns: Any) -> gpd.GeoDataFrame:
    return layer(square(0), square(200), square(400), **columns)


def commune() -> gpd.GeoDataFrame:
    return layer(square(side=1_000), id=["62528"], insee=["62528"])


def at_call(number: int, function: Callable[..., Any], action: Callable[[], Any]) -> Callable[..., Any]:
    """Return a function that does something else the nth time it is called."""
    calls = itertools.count(1)
    return lambda *args, **options: action() if next(calls) == number else function(*args, **options)


def put(home: Path, key: str, frame: gpd.GeoDataFrame, **told: Any) -> dict[str, Any]:
    return write_layer(home / CODE, key, frame, provenance={**PROVENANCE, **told})

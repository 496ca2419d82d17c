"""Opening a territory, against reading the same layers from GeoJSON with GeoPandas.

Usage: `python -m benchmarks.open_territory`
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd

from benchmarks.harness import Comparison, median_ms, report
from gis.crs import LAMBERT93
from gis.export.formats import to_geojson
from gis.territory import Territory

if TYPE_CHECKING:
    from gis.territory import Layer

MILLIMETRE_DECIMALS = 8
FIRST = "green_belt"


def compare(folder: Path, layers: list[Layer]) -> list[Comparison]:
    """Measure with GeoJSON files of the layers in a folder, as full and as exact as the atlas keeps them."""
    for layer in layers:
        path = folder / f"{layer.key}.geojson"
        path.write_bytes(to_geojson(layer, decimals=MILLIMETRE_DECIMALS))
    keys = [layer.key for layer in layers]
    features = sum(len(layer) for layer in layers)
    first = FIRST if FIRST in keys else keys[0]

    def read(names: list[str], **options: bool) -> list[gpd.GeoDataFrame]:
        return [gpd.read_file(folder / f"{name}.geojson", **options).to_crs(LAMBERT93) for name in names]

    every = median_ms(lambda: [Territory(home=folder).get(key) for key in keys])
    one = median_ms(lambda: Territory(home=folder).get(first))
    size = sum((folder / f"{key}.geojson").stat().st_size for key in keys) / 1e6
    kept = sum(path.stat().st_size for path in Path("data/62528").glob("*.parquet")) / 1e6
    plain, arrow = "geopandas.read_file", "geopandas.read_file(use_arrow=True)"
    ready = median_ms(lambda: Territory(home=folder))
    whole = f"open all {len(keys)} layers, {features:,} features"
    return [
        Comparison("open, layers at first use", ready, median_ms(lambda: read(keys)), plain),
        Comparison(whole, every, median_ms(lambda: read(keys)), plain, aim=1),
        Comparison(whole, every, median_ms(lambda: read(keys, use_arrow=True)), arrow),
        Comparison(f"open and hold {first}", one, median_ms(lambda: read([first])), plain),
        Comparison("files on disk", kept, size, "GeoJSON", unit="MB"),
    ]


def main() -> int:
    """Print the table; exit status 1 when an aim is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        comparisons = compare(folder, Territory(home=folder).layers)
    return 0 if report("Opening the territory", comparisons) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Every parcel of the commune against every theme, beside `geopandas.overlay` per theme and SedonaDB.

All three start from layers in memory and give, for each parcel and theme, the area (or length) shared with
features of 1 m² (or 1 m) and more. Distances to what is elsewhere are a second table, beside `sjoin_nearest`.

Usage: `python -m benchmarks.screening`
"""

from __future__ import annotations

import sys
import time
import warnings
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import sedonadb
import shapely

from benchmarks.harness import Comparison, machine, report
from gis.overlay import Zones
from gis.parcels import parcels_of
from gis.screening import screen_frame, zones_of
from gis.territory import Territory

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

RUNS, WARM = 4, 3
EQUAL_M2 = 0.01
MEASURE = {"polygon": "area_m2", "mixed": "area_m2", "line": "length_m"}
FUNCTION = {"polygon": "ST_Area", "mixed": "ST_Area", "line": "ST_Length"}


def frame_of(zones: Zones) -> gpd.GeoDataFrame:
    """Return the shapes of a theme as GeoPandas takes them."""
    return gpd.GeoDataFrame({"zone": np.arange(len(zones.shapes))}, geometry=zones.shapes, crs="EPSG:2154")


def fresh(zones: list[Zones]) -> list[Zones]:
    """Return zones with nothing built yet, so that every run pays for its own indexes."""
    return [
        Zones(item.key, item.kind, item.known, shapely.from_wkb(shapely.to_wkb(item.shapes)))
        for item in zones
    ]


def ours(parcels: gpd.GeoDataFrame, zones: list[Zones], *, nearest: bool = False) -> pd.DataFrame:
    """Screen."""
    return screen_frame(parcels, zones, nearest=nearest).frame


def overlaid(
    parcels: gpd.GeoDataFrame, layers: dict[str, gpd.GeoDataFrame], kinds: dict[str, str]
) -> dict[str, pd.Series]:
    """Overlay theme after theme."""
    found = {}
    for key, layer in layers.items():
        if kinds[key] == "point":
            joined = gpd.sjoin(parcels, layer)
            found[key] = joined.groupby("id").size()
            continue
        cut = gpd.overlay(parcels, layer, how="intersection", keep_geom_type=False)
        size = cut.length if kinds[key] == "line" else cut.area
        found[key] = size[size >= 1].groupby(cut["id"]).sum()
    return found


def sedona(connection: Any, kinds: dict[str, str]) -> dict[str, pd.Series]:
    """Ask SedonaDB theme after theme."""
    found = {}
    for key, kind in kinds.items():
        if kind == "point":
            query = (
                f"SELECT p.id, COUNT(*) AS size FROM parcels p JOIN {key} z "  # noqa: S608
                "ON ST_Intersects(p.geometry, z.geometry) GROUP BY p.id"
            )
        else:
            query = (
                f"SELECT id, SUM(size) AS size FROM (SELECT p.id, {FUNCTION[kind]}(ST_Intersection("  # noqa: S608
                f"p.geometry, z.geometry)) AS size FROM parcels p JOIN {key} z "
                "ON ST_Intersects(p.geometry, z.geometry)) WHERE size >= 1 GROUP BY id"
            )
        table = connection.sql(query).to_pandas()
        found[key] = table.set_index("id")["size"]
    return found


def connected(parcels: gpd.GeoDataFrame, layers: dict[str, gpd.GeoDataFrame]) -> Any:
    """Return a SedonaDB connection that holds the same tables."""
    connection = sedonadb.connect()
    connection.create_data_frame(parcels[["id", "geometry"]]).to_view("parcels")
    for key, layer in layers.items():
        connection.create_data_frame(layer).to_view(key)
    return connection


def worst_difference(mine: pd.DataFrame, theirs: dict[str, pd.Series], zones: list[Zones]) -> float:
    """Return the largest difference in m² or m, on themes whose features do not overlap.

    Where they do, ours counts ground once and the rivals once a feature.
    """
    table = mine.set_index("id")
    worst = 0.0
    for item in zones:
        if item.kind == "point" or item.overlapping:
            continue
        column = table[f"{item.key}_{MEASURE[item.kind]}"]
        other = theirs[item.key].reindex(column.index).fillna(0)
        worst = max(worst, float((column - other).abs().max()))
    return worst


def in_turn(actions: list[Callable[[], object]], runs: int) -> list[float]:
    """Return the median milliseconds of actions that take turns, each warmed up at every turn."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(runs):
        for action, spent in zip(actions, times, strict=True):
            action()
            for _ in range(WARM):
                start = time.perf_counter()
                action()
                spent.append(1000 * (time.perf_counter() - start))
    return [float(np.median(spent)) for spent in times]


def near(parcels: gpd.GeoDataFrame, layers: dict[str, gpd.GeoDataFrame]) -> list[gpd.GeoDataFrame]:
    """Find the nearest feature of every theme."""
    return [gpd.sjoin_nearest(parcels, layer, distance_col="metres") for layer in layers.values()]


def main() -> int:
    """Run the benchmark; exit status 1 when an aim is missed or the results differ."""
    warnings.simplefilter("ignore")
    territory = Territory()
    zones = [item for item in zones_of(territory) if item.known and len(item.shapes)]
    kinds = {item.key: item.kind for item in zones}
    layers = {item.key: frame_of(item) for item in zones}
    parcels = parcels_of(territory).layer.data[["id", "geometry"]]
    connection = connected(parcels, layers)
    mine = ours(parcels, zones)
    differences = [
        worst_difference(mine, overlaid(parcels, layers, kinds), zones),
        worst_difference(mine, sedona(connection, kinds), zones),
    ]
    warm, cold, geopandas, other, full, joined = in_turn(
        [
            lambda: ours(parcels, zones),
            lambda: ours(parcels, fresh(zones)),
            lambda: overlaid(parcels, layers, kinds),
            lambda: sedona(connection, kinds),
            lambda: ours(parcels, zones, nearest=True),
            lambda: (overlaid(parcels, layers, kinds), near(parcels, layers)),
        ],
        RUNS,
    )
    size = f"{len(parcels):,} parcels × {len(zones)} themes"
    met = report(
        f"The whole commune: {size}",
        [
            Comparison("shared areas, lengths, counts", warm, geopandas, "geopandas.overlay", aim=3),
            Comparison("the same, every index built anew", cold, geopandas, "geopandas.overlay"),
            Comparison("the same", warm, other, "SedonaDB", aim=1),
            Comparison("with distances to the nearest", full, joined, "overlay + sjoin_nearest", aim=1),
        ],
        notes=[
            f"largest difference: {differences[0]:.1e} m² with geopandas, {differences[1]:.1e} with SedonaDB",
            machine("geopandas", "shapely", "sedonadb"),
        ],
    )
    return 0 if met and max(differences) <= EQUAL_M2 else 1


if __name__ == "__main__":
    sys.exit(main())

"""One dossier, all themes, beside clipping every layer to the parcel with GeoPandas.

GeoPandas is given what it needs in memory, indexed by an earlier clip. Three comparisons: what the themes
share with the parcel, from both; the whole dossier, which also has distances, directions, neighbours,
notices, land balance, relief and surroundings, beside the same clips; and beside GeoPandas finding most of
that too.

Usage: `python -m benchmarks.dossier`
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from benchmarks.harness import Comparison, report
from gis.dossier import dossier_of, measure_themes, warm
from gis.export.dossier import dossier_document
from gis.overlay import pool_of
from gis.parcels import parcels_of
from gis.territory import Territory

if TYPE_CHECKING:
    from collections.abc import Callable

PARCELS, ROUNDS, SEED = 100, 3, 5
LIMIT_MS = 5.0


def clipped(territory: Territory, parcels: gpd.GeoDataFrame, parcel_id: str) -> dict[str, float]:
    """Return what a parcel shares with every layer, the usual way."""
    mask = parcels[parcels["id"] == parcel_id]
    found = {}
    for layer in territory.layers:
        shared = gpd.clip(layer.data, mask)
        found[layer.key] = float(shared.area.sum() or shared.length.sum())
    return found


def with_surroundings(territory: Territory, parcels: gpd.GeoDataFrame, parcel_id: str) -> dict[str, float]:
    """Return what a parcel shares with every layer, how far each is, and what lies around."""
    found = clipped(territory, parcels, parcel_id)
    shape = parcels.geometry[parcels["id"] == parcel_id].iloc[0]
    for layer in territory.layers:
        if layer.theme.dossier:
            found[f"{layer.key} nearest"] = float(layer.data.distance(shape).min())
    for radius in (100, 200, 500):
        around = shape.buffer(radius)
        for key in ("hedges", "paths"):
            found[f"{key} within {radius}"] = float(gpd.clip(territory.layer(key).data, around).length.sum())
    for radius in (100, 500):
        for key in ("mine_shafts", "nourishing_gardens", "species_sites"):
            near = territory.layer(key).data.sindex.query(shape, predicate="dwithin", distance=radius)
            found[f"{key} within {radius}"] = len(near)
    found["neighbours"] = len(parcels.sindex.query(shape, predicate="dwithin", distance=0.5))
    return found


def whole_dossier(territory: Territory, parcel_id: str) -> tuple[object, ...]:
    """Return a dossier, and what is only measured of it when it is read."""
    found = dossier_of(territory, parcel_id)
    return found, found.balance, found.surroundings, found.terrain


def in_rounds(actions: list[Callable[[str], object]], keys: list[str]) -> list[float]:
    """Return the median milliseconds of each action over all keys; they take turns, round after round."""
    times: list[list[float]] = [[] for _ in actions]
    gc.collect()
    gc.disable()
    for _ in range(ROUNDS):
        for action, spent in zip(actions, times, strict=True):
            for key in keys:
                start = time.perf_counter()
                action(key)
                spent.append(1000 * (time.perf_counter() - start))
            gc.collect()
    gc.enable()
    return [statistics.median(spent) for spent in times]


def same_areas(territory: Territory, keys: list[str]) -> float:
    """Return the largest difference in m² between both ways, on themes that do not overlap themselves."""
    worst = 0.0
    for key in keys:
        shape = parcels_of(territory)[key].geometry
        mine = dossier_of(territory, key)
        for name in ("farmland", "mining_estates", "nourishing_gardens"):
            layer = territory.layer(name)
            each = shapely.area(shapely.intersection(layer.geometry, shape))
            worst = max(worst, abs(each[each >= 1].sum() - (mine.answer(name).area_m2 or 0.0)))
    return worst


def main() -> int:
    """Run the benchmark; exit status 1 when an aim is missed."""
    territory = Territory()
    warm(territory)
    parcels = parcels_of(territory).layer.data
    rng = np.random.default_rng(SEED)
    keys = rng.choice(parcels["id"].to_numpy(dtype=object), PARCELS, replace=False).tolist()
    worst = same_areas(territory, keys[:20])
    pool, all_parcels = pool_of(territory), parcels_of(territory)
    subjects = {key: dossier_of(territory, key).subject for key in keys}
    themes, whole, document, clip, around = in_rounds(
        [
            lambda key: measure_themes(pool, subjects[key]),
            lambda key: whole_dossier(territory, key),
            lambda key: dossier_document(dossier_of(territory, key)),
            lambda key: clipped(territory, parcels, key),
            lambda key: with_surroundings(territory, parcels, key),
        ],
        keys,
    )
    layers = f"{len(territory.layers)} layers, {len(all_parcels):,} parcels"
    met = report(
        f"One dossier, warm: {layers}; {PARCELS} parcels in {ROUNDS} rounds",
        [
            Comparison(
                "all themes: areas, lengths, counts, distances", themes, clip, "clip every layer", aim=20
            ),
            Comparison("the whole dossier", whole, clip, "clip every layer"),
            Comparison("the whole dossier", whole, around, "clip, distances, surroundings", aim=20),
            Comparison("the whole dossier and its JSON", document, around, "clip, distances, surroundings"),
            Comparison("the whole dossier, against its limit", whole, LIMIT_MS, "5 ms", aim=1),
        ],
        notes=[f"areas differ from an intersection of every feature by {worst:.1e} m² at most"],
    )
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())

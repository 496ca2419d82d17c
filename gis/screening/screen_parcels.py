"""Many parcels at once against every theme: one row a parcel, the same answers as their dossiers."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from gis.overlay import LINE, POLYGON, LayerIndex, Zones, indexes_of, overlay, totals
from gis.parcels import ID_LENGTH, parcels_of, readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from gis.territory import Territory

CHUNK = 1_250
"""Parcels taken at a time: enough to keep GEOS busy, few enough to stop and to tell how far one is."""
FIGURES = ("area_m2", "share_pct", "length_m", "count", "nearest_m")
VERDICT = "verdict"
FULL_PCT = 100.0
CONTENANCE = "contenance_m2"
_FLAT, _LONG = ("polygon", "mixed"), ("line", "mixed")


@dataclass(frozen=True, eq=False)
class Screening:
    """What was found.

    Attributes
    ----------
    frame : GeoDataFrame
        One row a parcel, in metres: `id`, `reference`, `contenance_m2`, `gis_area_m2`, then for each theme
        `<theme>_verdict` and those of `<theme>_area_m2`, `_share_pct`, `_length_m`, `_count` and
        `_nearest_m` that its kind has. Shares are of `gis_area_m2`.
    complete : bool
        False when it was stopped: the rows that were done are there.
    """

    frame: gpd.GeoDataFrame
    complete: bool


def columns_of(zones: Zones, *, nearest: bool = True) -> list[str]:
    """Return the columns that a theme gives to a screening."""
    figures = [
        *(("area_m2", "share_pct") if zones.kind in _FLAT else ()),
        *(("length_m",) if zones.kind in _LONG else ()),
        "count",
        *(("nearest_m",) if nearest else ()),
    ]
    return [f"{zones.key}_{name}" for name in (VERDICT, *figures)]


def screen(
    territory: Territory,
    ids: Iterable[str] | None = None,
    *,
    themes: Sequence[str] | None = None,
    nearest: bool = True,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Screening:
    """Hold parcels of a territory against its themes.

    Parameters
    ----------
    ids : iterable of str, optional
        Which parcels, 14 characters each; all of them by default.
    themes : sequence of str, optional
        Which themes; all those of a dossier by default.
    nearest : bool
        Measure how far the nearest feature is from parcels that are not concerned.
    progress : callable, optional
        Told how many parcels are done, of how many.
    stop : callable, optional
        Asked between chunks; the screening ends when it answers true.

    Raises
    ------
    LayerMissingError
        When the territory has no parcels, or no such theme.
    """
    frame = parcel_frame(territory, ids)
    zones = zones_of(territory, themes)
    return screen_frame(frame, zones, nearest=nearest, progress=progress, stop=stop)


def parcel_frame(territory: Territory, ids: Iterable[str] | None = None) -> gpd.GeoDataFrame:
    """Return parcels of a territory as `screen_frame` takes them: all of them, or those of some ids.

    Raises
    ------
    LayerMissingError
        When the territory has no parcels.
    """
    parcels = parcels_of(territory)
    rows = np.arange(len(parcels)) if ids is None else np.array([parcels.row[item] for item in ids], int)
    columns = {"id": [parcels.ids[row] for row in rows], CONTENANCE: parcels.contenances[rows]}
    return gpd.GeoDataFrame(columns, geometry=parcels.layer.geometry[rows], crs=parcels.layer.data.crs)


def screen_frame(
    frame: gpd.GeoDataFrame,
    zones: Sequence[Zones],
    *,
    nearest: bool = True,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
    threads: int | None = None,
) -> Screening:
    """Hold the polygons of a table with an `id`, and perhaps `contenance_m2`, against zones."""
    shapes = frame.geometry.to_numpy()
    columns, done = screen_shapes(
        shapes, zones, nearest=nearest, progress=progress, stop=stop, threads=threads
    )
    ids = frame["id"].astype(str).tolist()[:done]
    fiscal = frame[CONTENANCE].to_numpy(dtype=float, na_value=np.nan) if CONTENANCE in frame else None
    head = {
        "id": ids,
        "reference": [readable(item) if len(item) == ID_LENGTH else item for item in ids],
        CONTENANCE: np.full(done, np.nan) if fiscal is None else fiscal[:done],
        "gis_area_m2": shapely.area(shapes[:done]),
    }
    found = gpd.GeoDataFrame({**head, **columns}, geometry=shapes[:done], crs=frame.crs)
    return Screening(found, complete=done == len(shapes))


def zones_of(territory: Territory, themes: Sequence[str] | None = None) -> list[Zones]:
    """Return the zones of the themes of a dossier, or of the chosen ones.

    Raises
    ------
    LayerMissingError
        When no theme has one of the names.
    """
    indexes = {index.key: index for index in indexes_of(territory)}
    if themes is None:
        return list(indexes.values())
    return [indexes.get(key) or LayerIndex.of(territory, territory.themes[key]) for key in themes]


def screen_shapes(
    shapes: NDArray[np.object_],
    zones: Sequence[Zones],
    *,
    nearest: bool = True,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
    threads: int | None = None,
) -> tuple[dict[str, Any], int]:
    """Hold polygons against zones, in chunks that several threads share.

    Returns
    -------
    dict of arrays
        The columns of `Screening.frame` that belong to themes.
    int
        How many shapes were done; fewer than given only when `stop` said so.
    """
    starts = range(0, len(shapes), CHUNK)
    count = min(threads or os.cpu_count() or 1, max(1, len(starts)))
    overlays = _ThemeOverlays(zones, nearest=nearest)
    parts: list[dict[str, Any]] = []
    done = 0
    with ThreadPoolExecutor(count) as pool:
        jobs = [pool.submit(overlays.work, shapes[start : start + CHUNK]) for start in starts]
        for start, job in zip(starts, jobs, strict=True):
            if stop is not None and stop():
                pool.shutdown(wait=True, cancel_futures=True)
                break
            parts.append(job.result())
            done = min(start + CHUNK, len(shapes))
            if progress is not None:
                progress(done, len(shapes))
    if not parts:
        parts = [screen_chunk(shapes[:0], zones, nearest=nearest)]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}, done


class _ThemeOverlays:
    """Gives each thread zones of its own."""

    def __init__(self, zones: Sequence[Zones], *, nearest: bool) -> None:
        self._zones = [item.ready() for item in zones]
        self._nearest = nearest
        self._own = threading.local()

    def work(self, shapes: NDArray[np.object_]) -> dict[str, Any]:
        if not hasattr(self._own, "zones"):
            self._own.zones = [item.own_copy() for item in self._zones]
        # A copy: preparing shapes that others hold too would not be safe.
        own = shapely.from_wkb(shapely.to_wkb(shapes))
        return screen_chunk(own, self._own.zones, nearest=self._nearest)


def screen_chunk(
    shapes: NDArray[np.object_], zones: Sequence[Zones], *, nearest: bool = True
) -> dict[str, Any]:
    """Hold polygons against zones, all at once; returns the columns as `screen_shapes` does."""
    areas = shapely.area(shapes)
    columns: dict[str, Any] = {}
    for item in zones:
        figures = _unknown(len(shapes)) if not item.known else _figures(item, shapes, areas, nearest=nearest)
        columns |= {
            name: figures[name.removeprefix(f"{item.key}_")] for name in columns_of(item, nearest=nearest)
        }
    return columns


def _unknown(size: int) -> dict[str, Any]:
    return {
        VERDICT: np.full(size, "no_data", dtype=object),
        **{name: np.full(size, np.nan) for name in FIGURES},
    }


def _figures(
    zones: Zones, shapes: NDArray[np.object_], areas: NDArray[np.float64], *, nearest: bool
) -> dict[str, Any]:
    found = totals(zones, shapes, overlay(zones, shapes, areas), nearest=nearest)
    unknown = np.full(len(shapes), np.nan)
    flat, long = POLYGON in zones.kinds, LINE in zones.kinds
    figures = {
        VERDICT: np.where(found.concerned, "concerned", "not_concerned").astype(object),
        "area_m2": found.area_m2 if flat else unknown,
        "share_pct": np.minimum(FULL_PCT, FULL_PCT * found.area_m2 / areas) if flat else unknown,
        "length_m": found.length_m if long else unknown,
        "count": found.count.astype(float),
        "nearest_m": found.nearest_m,
    }
    if zones.whole:
        return figures
    nothing = _unknown(len(shapes))
    return {name: np.where(found.concerned, known, nothing[name]) for name, known in figures.items()}

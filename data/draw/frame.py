"""Puts a drawn layer into its final form: common columns, metric grid, fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.draw.facts import CRS

COMMON = ("id", "name", "status", "source", "source_url", "licence", "source_date", "geometry")


class Drawn(Mapping[str, gpd.GeoDataFrame]):
    """The layers drawn so far; a layer is drawn when it is first asked for.

    Each drawing function receives this holder and takes from it the layers it builds upon,
    so the order of the registry does not matter. Frames are shared: copy before changing.

    Raises
    ------
    KeyError
        If no layer of that name is registered.
    RecursionError
        If two layers build upon each other.
    """

    def __init__(self, registry: Mapping[str, Callable[[Drawn], gpd.GeoDataFrame]]) -> None:
        self._registry = dict(registry)
        self._frames: dict[str, gpd.GeoDataFrame] = {}

    def __getitem__(self, key: str) -> gpd.GeoDataFrame:
        """Return the layer ``key``, drawing it at the first call."""
        if key not in self._frames:
            self._frames[key] = self._registry[key](self)
        return self._frames[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys of the registry."""
        return iter(self._registry)

    def __len__(self) -> int:
        """Count the layers of the registry."""
        return len(self._registry)


def layer(
    rows: gpd.GeoDataFrame | pd.DataFrame,
    *,
    status: str,
    source: str = "",
    source_url: str = "",
    licence: str = "",
    source_date: str = "",
    decimals: int = 2,
) -> gpd.GeoDataFrame:
    """Complete a drawn frame with the columns that every layer has.

    ``rows`` has ``id``, ``geometry`` (EPSG:2154) and its own columns; a common column that is
    already there is kept, so rows of one layer may name different sources. Coordinates are
    put on a grid of 1 cm, or on a finer one where pieces must fit each other. The input is not
    changed.

    Raises
    ------
    ValueError
        If an id is missing or used twice, or a geometry is missing, empty or invalid.
    """
    common = {
        "name": "",
        "status": status,
        "source": source,
        "source_url": source_url,
        "licence": licence,
        "source_date": source_date,
    }
    missing = {name: value for name, value in common.items() if name not in rows.columns}
    frame = pd.DataFrame(rows).assign(**missing)
    frame["geometry"] = snap(np.asarray(frame["geometry"], dtype=object), decimals=decimals)
    own = [name for name in frame.columns if name not in COMMON]
    ready = gpd.GeoDataFrame(frame[[*COMMON, *own]], geometry="geometry", crs=CRS)
    _refuse_faults(ready)
    return ready.reset_index(drop=True)


def snap(geometry: np.ndarray, *, decimals: int = 2) -> np.ndarray:
    """Round coordinates to some decimals of a metre, 1 cm by default; polygons stay valid."""
    rounded = shapely.transform(geometry, lambda xy: np.round(xy, decimals))
    broken = ~shapely.is_valid(rounded)
    rounded[broken] = shapely.set_precision(geometry[broken], 10.0**-decimals)
    # A round trip through WKB drops the precision model, which would leak into later overlays.
    return np.asarray(shapely.from_wkb(shapely.to_wkb(rounded)), dtype=object)


def _refuse_faults(frame: gpd.GeoDataFrame) -> None:
    faults = {
        "used twice": frame["id"].duplicated(),
        "without id": frame["id"].isna() | (frame["id"] == ""),
        "without geometry": frame.geometry.isna() | frame.geometry.is_empty,
        "invalid": ~frame.geometry.is_valid,
    }
    for fault, rows in faults.items():
        if rows.any():
            msg = f"{fault}: {', '.join(frame.loc[rows, 'id'].astype(str)[:5])}"
            raise ValueError(msg)

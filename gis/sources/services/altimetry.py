"""Heights of the ground by the IGN: a grid over the commune, and the profile of a line."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gis.errors import ServiceError
from gis.sources.http.request import Request
from gis.sources.service import Probe, Service
from gis.sources.source import LICENCE_OUVERTE, Credit
from gis.words import number, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from gis.crs import Projection
    from gis.sources.place import Place
    from gis.sources.source import Fetcher

RESOURCE = "ign_rge_alti_wld"
MOST_POINTS = 5_000
NO_DATA = -99_999.0
CELL_M = 10.0
AROUND_M = 300.0
MOST_REQUESTS = 120
"""Requests for one commune: larger ones are asked for with wider cells."""
RELIEF_CREDIT = Credit("IGN, RGE ALTI®", LICENCE_OUVERTE)
LOWEST_M, HIGHEST_M = -20.0, 4_900.0
"""Heights between which all of France lies."""


def relief_grid(asker: Fetcher, place: Place) -> tuple[NDArray[np.float32], float, tuple[float, float]]:
    """Return heights in metres over the commune, north up, NaN where unknown; the cell in metres; the corner.

    The corner is west, north of the first cell, in metres. Cells are 10 m, or wider where the commune is so
    large that more than `MOST_REQUESTS` requests would be needed.

    Raises
    ------
    ServiceError
        When the service fails, or sends fewer heights than were asked for.
    """
    west, south, east, north = place.box(AROUND_M)
    needed = math.sqrt((east - west) * (north - south) / (MOST_POINTS * MOST_REQUESTS))
    cell = max(CELL_M, math.ceil(needed / 5) * 5.0)
    west, north = math.floor(west / cell) * cell, math.ceil(north / cell) * cell
    columns, rows = math.ceil((east - west) / cell), math.ceil((north - south) / cell)
    x, y = np.meshgrid(west + cell * (np.arange(columns) + 0.5), north - cell * (np.arange(rows) + 0.5))
    heights_m = heights(asker, place.projection, x.ravel(), y.ravel()).reshape(rows, columns)
    return heights_m.astype(np.float32), cell, (west, north)


def heights(
    asker: Fetcher, projection: Projection, x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the height of points in metres, NaN where the service knows none.

    Parameters
    ----------
    x, y : arrays
        Metres of `projection`.

    Raises
    ------
    ServiceError
        When the service fails, or sends fewer heights than were asked for.
    """
    lon, lat = projection.transformer.transform(x, y)
    parts = [
        _heights(asker, lon[at : at + MOST_POINTS], lat[at : at + MOST_POINTS])
        for at in range(0, len(lon), MOST_POINTS)
    ]
    return np.concatenate(parts) if parts else np.empty(0)


def profile(
    asker: Fetcher, projection: Projection, points: Sequence[tuple[float, float]]
) -> NDArray[np.float64]:
    """Return the heights along a line, point by point; `points` are metres of `projection`."""
    x, y = np.asarray(points, dtype=float).reshape(-1, 2).T
    return heights(asker, projection, x, y)


def write_relief(
    path: Path, heights_m: NDArray[np.float32], *, crs: str, cell_m: float, corner: tuple[float, float]
) -> None:
    """Write heights as a GeoTIFF in a legal system, one band, deflated."""
    import rasterio  # noqa: PLC0415 - heavy, and only needed to write a relief
    from rasterio.transform import from_origin  # noqa: PLC0415 - the same

    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=heights_m.shape[0],
        width=heights_m.shape[1],
        count=1,
        dtype="float32",
        crs=crs,
        transform=from_origin(*corner, cell_m, cell_m),
        nodata=np.nan,
        compress="deflate",
        predictor=3,
        tiled=True,
    ) as raster:
        raster.write(heights_m, 1)
        raster.update_tags(status=RELIEF_CREDIT.status, source=RELIEF_CREDIT.source)


def _heights(asker: Fetcher, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
    # Every value is a text in this service's POST, flags included.
    document = {
        "lon": "|".join(f"{value:.6f}" for value in lon),
        "lat": "|".join(f"{value:.6f}" for value in lat),
        "resource": RESOURCE,
        "delimiter": "|",
        "indent": "false",
        "measures": "false",
        "zonly": "true",
    }
    url = asker.settings.url("altimetry", "elevation.json")
    reply = asker.ask(Request("altimetry", url, document=document)).json()
    items = reply.get("elevations") if isinstance(reply, dict) else reply
    if not isinstance(items, list) or len(items) != len(lon):
        got = len(items) if isinstance(items, list) else 0
        msg = sentence("sources.incomplete", layer="altimetry", got=got, matched=len(lon))
        raise ServiceError(msg)
    found = np.array([item.get("z") if isinstance(item, dict) else item for item in items], dtype=float)
    return np.where(found <= NO_DATA, np.nan, found)


def _plausible(asker: Fetcher, place: Place) -> tuple[bool, str]:
    point = place.shape.representative_point()
    height = float(heights(asker, place.projection, np.array([point.x]), np.array([point.y]))[0])
    return bool(LOWEST_M < height < HIGHEST_M), f"{number(height, decimals=1)} m"


SERVICES = (
    # IGN asks for 5 requests a second at most.
    Service("altimetry", "https://data.geopf.fr/altimetrie/1.0/calcul/alti/rest", min_interval_s=0.2),
)
PROBES = (Probe("heights", "altimetry", _plausible),)

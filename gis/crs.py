"""Between metres in Lambert-93 and degrees in WGS 84: points, arrays of points, geometries."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyproj
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

LAMBERT93 = "EPSG:2154"
WGS84 = "EPSG:4326"
DECIMALS = 6
"""Decimals of a degree that are kept: a decimetre."""


@cache
def transformer() -> pyproj.Transformer:
    """Return the way from EPSG:2154 to longitude and latitude; making one takes longer than a dossier."""
    return pyproj.Transformer.from_crs(LAMBERT93, WGS84, always_xy=True)


@cache
def transformer_from(crs: pyproj.CRS) -> pyproj.Transformer:
    """Return the way from any system, x before y, to EPSG:2154; it is made once for all parts of a file."""
    return pyproj.Transformer.from_crs(crs, LAMBERT93, always_xy=True)


def to_lonlat(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return longitude and latitude in degrees of points in EPSG:2154, shape (points, 2)."""
    return np.column_stack(transformer().transform(xy[:, 0], xy[:, 1]))


def to_lambert(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return metres in EPSG:2154 of points in degrees, shape (points, 2); infinite where there are none."""
    return np.column_stack(
        transformer().transform(lonlat[:, 0], lonlat[:, 1], direction=pyproj.enums.TransformDirection.INVERSE)
    )


def point_to_lonlat(x: float, y: float) -> tuple[float, float]:
    """Return metres in EPSG:2154 as longitude and latitude in degrees."""
    lon, lat = transformer().transform(x, y)
    return float(lon), float(lat)


def point_to_lambert(lon: float, lat: float) -> tuple[float, float]:
    """Return degrees (WGS 84) as metres in EPSG:2154."""
    x, y = transformer().transform(lon, lat, direction=pyproj.enums.TransformDirection.INVERSE)
    return float(x), float(y)


def to_wgs84(shapes: NDArray[np.object_], *, decimals: int = DECIMALS) -> NDArray[np.object_]:
    """Return geometries from EPSG:2154 in WGS 84 degrees, rounded, without heights.

    Parameters
    ----------
    shapes : array of geometries
        In EPSG:2154.
    decimals : int
        Decimals of a degree that are kept.
    """

    def degrees(metres: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.round(np.column_stack(transformer().transform(metres[:, 0], metres[:, 1])), decimals)

    moved: NDArray[np.object_] = shapely.transform(shapes, degrees)
    return moved

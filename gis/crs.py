"""Between metres in Lambert-93 and degrees in WGS 84, arrays at a time."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyproj

from gis.territory.validation import LAMBERT93, WGS84

if TYPE_CHECKING:
    from numpy.typing import NDArray


@cache
def _to_degrees() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(LAMBERT93, WGS84, always_xy=True)


def to_lonlat(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return longitude and latitude in degrees of points in EPSG:2154, shape (points, 2)."""
    return np.column_stack(_to_degrees().transform(xy[:, 0], xy[:, 1]))


def to_lambert(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return metres in EPSG:2154 of points in degrees, shape (points, 2); infinite where there are none."""
    return np.column_stack(
        _to_degrees().transform(lonlat[:, 0], lonlat[:, 1], direction=pyproj.enums.TransformDirection.INVERSE)
    )

"""Shapes as a service sent them, in the legal system of the commune."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyproj
import shapely
from pyproj.exceptions import CRSError as ProjError

from gis.crs import WGS84, between
from gis.errors import CRSError
from gis.words import sentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.sources.place import Box

DEGREES = 180.0
GRID_M = 0.001
"""Coordinates are kept to the millimetre: finer digits are noise of the transformation."""


def reprojected(
    shapes: NDArray[np.object_], *, crs: str, to: str, box: Box | None = None
) -> NDArray[np.object_]:
    """Return shapes in the system `to`, x before y, rounded to the millimetre.

    Raises
    ------
    CRSError
        When the declared CRS is none.
    """
    try:
        declared = pyproj.CRS.from_user_input(crs)
    except ProjError as error:
        msg = sentence("sources.crs", crs=crs)
        raise CRSError(msg) from error
    if not declared.is_geographic and _in_degrees(shapes):
        # Asked in metres, answered in degrees: seen where a server does not name the CRS of its reply.
        declared = pyproj.CRS.from_user_input(WGS84)
    moved = _moved(shapes, declared, to)
    if box is not None and _swapped(moved, shapes, declared, to, box):
        moved = _moved(swap_axes(shapes), declared, to)
    return moved


def swap_axes(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return shapes with x and y exchanged."""
    return np.asarray(shapely.transform(shapes, lambda xy: xy[:, ::-1]))


def _moved(shapes: NDArray[np.object_], crs: pyproj.CRS, to: str) -> NDArray[np.object_]:
    transformer = between(crs, to)

    def move(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.round(np.column_stack(transformer.transform(xy[:, 0], xy[:, 1])), 3)

    moved = np.asarray(shapely.transform(shapes, move))
    moved[~np.isfinite(shapely.bounds(moved)).all(axis=-1)] = None
    return moved


def _in_degrees(shapes: NDArray[np.object_]) -> bool:
    edges = shapely.total_bounds(shapes) if len(shapes) else np.full(4, np.nan)
    return bool(np.isfinite(edges).all() and np.abs(edges).max() <= DEGREES)


def _swapped(
    moved: NDArray[np.object_], shapes: NDArray[np.object_], crs: pyproj.CRS, to: str, box: Box
) -> bool:
    area = shapely.box(*box)
    if not len(moved) or shapely.intersects(moved, area).any():
        return False
    return bool(shapely.intersects(_moved(swap_axes(shapes), crs, to), area).any())

"""How much of many segments lies inside one convex polygon.

Each edge of the polygon lets a segment in or out at one place; inside is what lies between the last way in
and the first way out (Cyrus and Beck, 1978, Computers & Graphics 3, 23-28).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

BULGE = 0.01
"""A polygon counts as convex when filling its hollows adds less than this part to its area."""


def convex_corners(polygon: BaseGeometry) -> NDArray[np.float64] | None:
    """Return the corners of a polygon's hull, turning left, or nothing where it is not convex.

    Returns
    -------
    array of float, shape (corners + 1, 2), the first one again at the end
    """
    hull = shapely.convex_hull(polygon)
    if shapely.area(hull) > (1 + BULGE) * shapely.area(polygon):
        return None
    corners = shapely.get_coordinates(hull)
    turn = np.diff(corners[:3], axis=0)
    left = turn[0, 0] * turn[1, 1] > turn[0, 1] * turn[1, 0]
    return corners if left else corners[::-1]


def metres_inside(
    start: NDArray[np.float64], step: NDArray[np.float64], corners: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the metres of segments inside a convex polygon.

    Parameters
    ----------
    start, step : array of float, shape (segments, 2)
        Where each begins and what leads to its end.
    corners : array of float
        From `convex_corners`.

    Returns
    -------
    array of float, shape (segments,)
    """
    edge = np.diff(corners, axis=0)
    inwards = np.stack([-edge[:, 1], edge[:, 0]])
    # Far from zero the products of coordinates lose their last figures.
    origin = corners[0]
    towards = step @ inwards
    depth = (start - origin) @ inwards - np.einsum("ij,ji->i", corners[:-1] - origin, inwards)
    with np.errstate(divide="ignore", invalid="ignore"):
        place = -depth / towards
    enters = np.where(towards > 0, place, -np.inf).max(axis=1)
    leaves = np.where(towards < 0, place, np.inf).min(axis=1)
    beside = ((towards == 0) & (depth < 0)).any(axis=1)
    part = np.minimum(leaves, 1.0) - np.maximum(enters, 0.0)
    return np.where(beside, 0.0, np.maximum(part, 0.0)) * np.hypot(step[:, 0], step[:, 1])

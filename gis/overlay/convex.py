"""How much of many segments lies inside convex polygons.

Each edge of a polygon lets a segment in or out at one place; inside is what lies between the last way in and
the first way out (Cyrus and Beck, 1978, Computers & Graphics 3, 23-28).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALONG_M = 1e-6
"""A segment that comes no nearer to an edge than this runs beside it, or along it, which is inside."""
BULGE = 0.01
"""A polygon counts as convex when filling its hollows adds less than this part to its area."""


@dataclass(frozen=True, eq=False)
class Edges:
    """The edges of convex polygons, one polygon after the other, each turning left.

    Attributes
    ----------
    start, step : array of float, shape (edges, 2)
        Where each begins and what leads to its end.
    first : array of int, one a polygon
        Where its edges begin.
    """

    start: NDArray[np.float64]
    step: NDArray[np.float64]
    first: NDArray[np.intp]


def convex_edges(polygons: NDArray[np.object_]) -> Edges | None:
    """Return the edges of the hulls of polygons, or nothing where one of them is not convex."""
    hulls = shapely.convex_hull(polygons)
    if (shapely.area(hulls) > (1 + BULGE) * shapely.area(polygons)).any():
        return None
    corners, owner = shapely.get_coordinates(shapely.orient_polygons(hulls), return_index=True)
    same = owner[1:] == owner[:-1]
    return Edges(
        corners[:-1][same],
        (corners[1:] - corners[:-1])[same],
        np.searchsorted(owner[:-1][same], np.arange(len(polygons))),
    )


def metres_inside(start: NDArray[np.float64], step: NDArray[np.float64], edges: Edges) -> NDArray[np.float64]:
    """Return the metres of segments inside each convex polygon.

    Parameters
    ----------
    start, step : array of float, shape (segments, 2)
        Where each begins and what leads to its end.

    Returns
    -------
    array of float, shape (polygons, segments)
    """
    inwards = np.column_stack([-edges.step[:, 1], edges.step[:, 0]])
    inwards /= np.hypot(inwards[:, 0], inwards[:, 1])[:, None]
    # Far from zero the products of coordinates lose their last figures.
    origin = edges.start[0]
    towards = inwards @ step.T
    level = np.einsum("ij,ij->i", edges.start - origin, inwards)
    outside = level[:, None] - inwards @ (start - origin).T
    with np.errstate(divide="ignore", invalid="ignore"):
        place = outside / towards
    beside = np.abs(towards) < ALONG_M
    if beside.any():
        # Neither in nor out by this edge: all of it, or nothing.
        place[beside] = np.where(outside[beside] > ALONG_M, -np.inf, np.inf)
    inbound = (towards > 0) & ~beside
    enters = np.maximum.reduceat(np.where(inbound, place, -np.inf), edges.first, axis=0)
    leaves = np.minimum.reduceat(np.where(inbound, np.inf, place), edges.first, axis=0)
    part = np.minimum(leaves, 1.0) - np.maximum(enters, 0.0)
    return np.maximum(part, 0.0) * np.hypot(step[:, 0], step[:, 1])

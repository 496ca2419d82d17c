"""Prepared shapes that have one holder, because two threads must never question the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
import shapely

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

Shapes = TypeVar("Shapes", "BaseGeometry", "NDArray[Any]")


def prepared(shapes: Shapes) -> Shapes:
    """Return copies of one or many geometries, prepared, for the caller alone.

    GEOS builds and rewrites what it keeps on a prepared geometry at every question, and shapely asks without
    holding the interpreter: a second thread that asks the same geometry ends the process. What threads share
    is therefore plain, and whoever prepares, prepares a copy.
    """
    copies: Shapes = shapely.from_wkb(shapely.to_wkb(shapes))
    shapely.prepare(copies)  # noqa: TID251
    return copies


def shared(shapes: Shapes) -> Shapes:
    """Return the same geometries, made safe for many readers: their boxes are worked out beforehand.

    GEOS keeps the box of a geometry from its first use on; two first uses at once could read half of it.
    """
    shapely.bounds(shapes)
    return shapes


def union(shapes: NDArray[Any]) -> BaseGeometry:
    """Return many geometries as one, safe for many readers."""
    return shared(shapely.union_all(shapes))


def counted_once(shapes: NDArray[Any]) -> NDArray[Any]:
    """Return areas without the ground that an earlier one of them holds, so that their sizes add up.

    Parameters
    ----------
    shapes : array of Polygon or MultiPolygon, shape (areas,)

    Returns
    -------
    array of geometry, shape (areas,)
        In the same order; empty where earlier ones hold it all.
    """
    later, earlier = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    shared_ground = (earlier < later) & (
        shapely.area(shapely.intersection(shapes[later], shapes[earlier])) > 0
    )
    later, earlier = later[shared_ground], earlier[shared_ground]
    order = np.argsort(later, kind="stable")
    later, earlier = later[order], earlier[order]
    _, first, pairs = np.unique(later, return_index=True, return_counts=True)
    turn = np.arange(len(later)) - np.repeat(first, pairs)
    left = np.array(shapes, dtype=object)
    # In each turn an area gives way to one more of those before it.
    for now in range(int(pairs.max(initial=0))):
        due = turn == now
        left[later[due]] = shapely.difference(left[later[due]], shapes[earlier[due]])
    return left


def clipped(shapes: NDArray[Any], outline: BaseGeometry) -> NDArray[Any]:
    """Return the part of each geometry inside an outline, in the same order; empty where none is.

    Only those that cross the outline are cut: most features of a layer lie inside as a whole.
    """
    held = prepared(outline)
    whole = shapely.covers(held, shapes)
    crossing = ~whole & shapely.intersects(held, shapes)
    parts = np.where(whole, shapes, shapely.Polygon())
    parts[crossing] = shapely.intersection(shapes[crossing], outline)
    return parts

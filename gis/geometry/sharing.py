"""Shapes cut at an edge, and prepared ones with one holder: two threads must never question the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
import shapely

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

Shapes = TypeVar("Shapes", "BaseGeometry", "NDArray[Any]")
SLIVER_M2 = 1.0
SLIVER_M = 1.0
"""What cutting leaves of a feature counts from this area or length on, in m² and m."""
_COLLECTION = 7


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


def cut(shapes: NDArray[Any], area: BaseGeometry) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Return shapes cut at the edge of an area, and which of them lie in it.

    A shape keeps its dimension. One that lies outside comes back as it is; so do touching shapes, and those
    of which a sliver is left, as not lying in the area.
    """
    ground = prepared(area)
    inside = shapely.intersects(ground, shapes)
    across = inside & ~shapely.covers(ground, shapes)
    result = shapes.copy()
    wanted = shapely.get_dimensions(shapes)
    for dimension in np.unique(wanted[across]):
        chosen = across & (wanted == dimension)
        result[chosen] = of_dimension(shapely.intersection(shapes[chosen], ground), int(dimension))
    return result, inside & ~(across & _sliver(result))


def of_dimension(shapes: NDArray[Any], dimension: int | None) -> NDArray[Any]:
    """Return the parts of each shape that have a dimension (0, 1 or 2); missing where there are none."""
    if dimension is None:
        return shapes
    wrong = (shapely.get_dimensions(shapes) != dimension) | (shapely.get_type_id(shapes) == _COLLECTION)
    result = shapes.copy()
    for at in np.flatnonzero(wrong & ~shapely.is_missing(shapes)):
        parts = shapely.get_parts(shapely.get_parts(shapes[at]))
        fitting = parts[shapely.get_dimensions(parts) == dimension]
        result[at] = shapely.union_all(fitting) if len(fitting) else None
    return result


def _sliver(shapes: NDArray[Any]) -> NDArray[np.bool_]:
    dimension = shapely.get_dimensions(shapes)
    thin = (dimension == 2) & (shapely.area(shapes) < SLIVER_M2)  # noqa: PLR2004
    short = (dimension == 1) & (shapely.length(shapes) < SLIVER_M)
    return np.asarray(thin | short | shapely.is_missing(shapes) | shapely.is_empty(shapes))

"""Prepared shapes that have one holder, because two threads must never question the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

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

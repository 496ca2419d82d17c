"""What nobody may walk on: closed and forbidden paths, and every stretch inside a closed heap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.geometry import prepared
from gis.territory import HEAPS, closed_heaps

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.territory import Territory

NOT_ON_FOOT = ("closed", "no_foot")
MOTORWAY = "motorway"


@dataclass(frozen=True)
class WalkableLines:
    """Lines that may be walked on.

    Attributes
    ----------
    lines : array of geometry
        In the territory's legal system.
    row : array of int
        Row of the paths layer that each line is.
    closed_m : float
        Metres of path left out.
    """

    lines: NDArray[np.object_]
    row: NDArray[np.int64]
    closed_m: float


def closed_ground(territory: Territory) -> BaseGeometry:
    """Return the closed heaps as one shape, in metres; empty where none is known."""
    heaps = territory.get(HEAPS)
    if heaps is None:
        return shapely.Polygon()
    return shapely.union_all(heaps.geometry[closed_heaps(territory, heaps)])


def walkable(paths: gpd.GeoDataFrame, ground: BaseGeometry) -> WalkableLines:
    """Leave out closed and forbidden paths, motorways, and what lies inside closed ground.

    Parameters
    ----------
    paths : GeoDataFrame
        The paths layer, in metres; its columns `access` and `kind` may be missing.
    ground : geometry
        Ground that nobody may enter.
    """
    shut = np.zeros(len(paths), dtype=bool)
    if "access" in paths:
        shut |= paths["access"].isin(NOT_ON_FOOT).to_numpy()
    if "kind" in paths:
        shut |= paths["kind"].eq(MOTORWAY).to_numpy()
    lines, row = shapely.get_parts(paths.geometry.to_numpy()[~shut], return_index=True)
    row = np.flatnonzero(~shut)[row]
    if not ground.is_empty:
        inside = shapely.intersects(prepared(ground), lines)
        lines[inside] = shapely.difference(lines[inside], ground)
    parts, of = shapely.get_parts(lines, return_index=True)
    real = (shapely.get_dimensions(parts) == 1) & ~shapely.is_empty(parts)
    total = float(shapely.length(paths.geometry.to_numpy()).sum())
    return WalkableLines(parts[real], row[of[real]], total - float(shapely.length(parts[real]).sum()))

"""Where things lie: the line of the belt, the main roads, and what is farmed, built or wild.

The lines are drawn by hand along the generalised outlines (edges of the open farmland, former railways);
they are not surveyed. Coordinates are Lambert-93 kilometres less 600 and 7000.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

from data.draw.illustrative.cut import half_plane_of_area

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from data.draw.frame import Drawn

FARMLAND_M2 = 7_117_600.0
"""121 ha are 17 % of the farmed area, hence 711.76 ha (Agence Bio 2020, as the town publishes it)."""
BELT_HALF_M = 8.0
MOTORWAY_HALF_M = 17.0
ROAD_HALF_M = 8.0
CLOSED_HEAP = "T074"

# The stretches that follow former railways come first, from pit 16 to pit 15.
RAILWAY_STRETCH = (
    "83.975 38.1 84.35 38.25 84.575 38.4 84.75 38.575 84.875 38.625 84.925 38.625 85.2 38.6 85.375 38.65 "
    "85.575 38.75 85.6 38.75 85.925 38.8 86.075 38.818 86.15 38.9 86.15 39.025 85.975 39.325 85.95 39.35 "
    "85.675 39.8 85.65 39.825 85.575 39.9"
)
EDGE_STRETCH = (
    "85.72 40.03 86.02 40.14 86.24 40.33 86.3 40.52 86.225 40.675 86.0 40.85 85.875 40.675 85.8 40.7 "
    "85.675 40.55 85.55 40.5 85.48 40.375 85.36 40.52 85.35 40.65 85.275 40.6 85.2 40.725 85.275 40.825 "
    "85.175 40.95 84.95 40.65 84.775 40.325 84.725 40.125 84.725 39.9 84.75 39.8 84.725 39.65 84.62 39.59 "
    "84.66 39.575 84.85 39.425 84.8 39.375 84.975 39.225 84.8 38.95 84.75 38.925 84.475 39.2 84.3 39.34 "
    "84.175 39.34 84.0 39.19 83.925 39.275 83.775 39.175 83.8 39.085 83.66 39.045 83.625 39.05 83.475 39.35 "
    "83.575 39.375 83.55 39.5 83.45 39.81 83.31 40.04 82.74 39.65 82.70 39.6 82.76 39.5 82.83 39.28 "
    "82.84 38.99 82.72 38.97 82.85 38.67 82.96 38.42 83.1 38.55 83.475 38.925 83.575 38.9 83.63 38.965 "
    "83.70 38.995 83.73 38.75 83.95 38.525 83.925 38.375 83.69 38.275 83.68 38.09"
)
MOTORWAY = (
    "83.2 37.75 83.72 37.9 84.05 38.05 84.4 38.2 84.66 38.36 84.84 38.52 85.02 38.75 85.3 38.98 85.75 39.12 "
    "86.3 39.2 87.1 39.33"
)
MAIN_ROAD = "83.0 40.92 83.25 40.725 84.175 39.95 84.53 39.6 85.05 39.35 85.45 39.12 85.75 38.93 86.1 38.6"
EAST = "85.5 39.15 87.2 39.15 87.2 41.8 86.2 41.2 85.5 40.0"
TOWN_HALL = "85.269 40.022"


@dataclass(frozen=True)
class Ground:
    """The commune, split into what it is used for; every polygon is EPSG:2154."""

    commune: BaseGeometry
    belt: BaseGeometry
    motorway: BaseGeometry
    main_road: BaseGeometry
    heaps: BaseGeometry
    farmland: BaseGeometry
    town: BaseGeometry
    dense: BaseGeometry


def places(text: str) -> np.ndarray:
    """Return (n, 2) Lambert-93 metres for a text of kilometres."""
    return np.array(text.split(), dtype=float).reshape(-1, 2) * 1000 + [600_000, 7_000_000]


@cache
def ring() -> BaseGeometry:
    """Return the line of the green belt, closed."""
    return shapely.linearrings(np.vstack([places(RAILWAY_STRETCH), places(EDGE_STRETCH)]))


@cache
def railway_axis() -> BaseGeometry:
    """Return the stretch of the ring that follows the former railways."""
    return shapely.linestrings(places(RAILWAY_STRETCH))


@cache
def motorway() -> BaseGeometry:
    """Return the axis of the A21."""
    return shapely.linestrings(places(MOTORWAY))


@cache
def main_road() -> BaseGeometry:
    """Return the axis of the route de Béthune (D943)."""
    return shapely.linestrings(places(MAIN_ROAD))


def ground(drawn: Drawn) -> Ground:
    """Split the commune into farmland, heaps, corridors and town."""
    commune = drawn["commune"].geometry.iloc[0]
    heaps = shapely.intersection(shapely.union_all(drawn["slag_heaps"].geometry.to_numpy()), commune)
    estates = shapely.union_all(drawn["mining_estates"].geometry.to_numpy())
    belt = shapely.intersection(ring().buffer(BELT_HALF_M), commune)
    corridors = shapely.union_all(
        [belt, motorway().buffer(MOTORWAY_HALF_M), main_road().buffer(ROAD_HALF_M), heaps.buffer(2), estates]
    )
    farmland = _farmland(drawn, commune, corridors)
    town = polygons(commune.difference(farmland).difference(heaps))
    near = shapely.points(places(TOWN_HALL)[0]).buffer(1_050)
    west = shapely.box(682_000, 7_038_000, 683_620, 7_040_100)
    base = shapely.box(684_600, 7_038_200, 686_400, 7_038_900)
    dense = shapely.intersection(shapely.union_all([near, west, base, estates.buffer(60)]), town)
    return Ground(commune, belt, motorway(), main_road(), heaps, farmland, town, dense)


def _farmland(drawn: Drawn, commune: BaseGeometry, corridors: BaseGeometry) -> BaseGeometry:
    open_land = shapely.union_all(drawn["open_farmland"].geometry.to_numpy())
    core = polygons(open_land.intersection(commune).difference(corridors))
    inside = shapely.polygons(ring())
    east = shapely.polygons(places(EAST)).intersection(commune)
    # East of the belt the fields begin again, above a strip of workshops along the motorway.
    spare = polygons(east.difference(inside).difference(core.buffer(0.5)).difference(corridors))
    extra = half_plane_of_area(spare, FARMLAND_M2 - core.area, angle=-75.0)
    return polygons(shapely.union_all([core, extra]))


def polygons(shape: BaseGeometry, *, least_m2: float = 2_000.0) -> BaseGeometry:
    """Return the polygons of a geometry that are not slivers."""
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(shape)))
    good = parts[(shapely.get_dimensions(parts) == 2) & (shapely.area(parts) >= least_m2)]
    return shapely.multipolygons(good)

"""The built-up ground: blocks between streets, and the gardens that take a piece of a block."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

from data.draw.illustrative.cut import Cut, absorb, halve
from data.draw.illustrative.ground import BELT_HALF_M, MOTORWAY_HALF_M, ROAD_HALF_M, ground, polygons, ring

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from data.draw.frame import Drawn
    from data.draw.illustrative.ground import Ground

SEED = 1855
DENSE_BLOCK_M2 = 13_000.0
OPEN_BLOCK_M2 = 60_000.0


@dataclass(frozen=True)
class Town:
    """Blocks and the streets between them, EPSG:2154.

    Attributes
    ----------
    blocks : array of Polygon
        Land between the streets' axes.
    dense : array of bool
        Blocks of houses, as opposed to workshops and open ground.
    streets : list of Cut
        Axes of the streets.
    """

    blocks: np.ndarray
    dense: np.ndarray
    streets: list[Cut]


def town(drawn: Drawn) -> Town:
    """Draw the blocks of the town."""
    return _town(ground(drawn))


@cache
def _town(land: Ground) -> Town:
    rng = np.random.default_rng(SEED)
    corridors = shapely.union_all(
        [
            ring().buffer(BELT_HALF_M),
            land.motorway.buffer(MOTORWAY_HALF_M),
            land.main_road.buffer(ROAD_HALF_M),
        ]
    )
    built = polygons(land.town.difference(corridors), least_m2=500.0)
    blocks: list[BaseGeometry] = []
    streets: list[Cut] = []
    for part in sorted(shapely.get_parts(built), key=lambda shape: -shape.area):
        share = part.intersection(land.dense).area / part.area
        largest = DENSE_BLOCK_M2 if share > 0.4 else OPEN_BLOCK_M2
        pieces, cuts = halve(part, largest_m2=largest, rng=rng, jitter=0.1, turn=7.0)
        blocks += absorb(pieces, least_m2=min(1_500.0, part.area))
        streets += cuts
    whole = np.array(blocks, dtype=object)
    dense = shapely.contains(land.dense.buffer(5), shapely.centroid(whole))
    return Town(whole, dense, streets)

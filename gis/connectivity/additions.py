"""New hedges in the graph of patches: the links that they make with what is there, and with each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from gis.connectivity.dispersal import probabilities
from gis.connectivity.habitat_links import LEAST_PROBABILITY, TOUCH_M, terrain_of
from gis.connectivity.indices import HabitatGraph

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.connectivity.analysis import Connectivity
    from gis.connectivity.resistance import Grid

DRAWN_LEAST = 1e-9
"""Less probable links of a new hedge are not told."""


@dataclass(frozen=True, eq=False)
class NewHedges:
    """New hedges: their lines, the ground that they cover (in metres) and its area in m²."""

    lines: NDArray[np.object_]
    shapes: NDArray[np.object_]
    area: NDArray[np.float64]


def extended(now: Connectivity, new: NewHedges) -> tuple[HabitatGraph, gpd.GeoDataFrame]:
    """Return the graph with new hedges as its last patches, and their direct links."""
    tail, head, metres = new_links(now, new)
    probability = probabilities(metres, median_m=now.median_m * now.unit_cost)
    count = len(now.patches)
    graph = HabitatGraph(
        np.concatenate([now.graph.area, new.area]),
        np.concatenate([now.graph.tail, tail]),
        np.concatenate([now.graph.head, head]),
        np.concatenate([now.graph.probability, probability]),
    )
    old = np.flatnonzero((tail < count) & (probability > DRAWN_LEAST))
    direct = gpd.GeoDataFrame(
        {
            "to_id": now.patches.id[tail[old]],
            "metres": metres[old] / now.unit_cost,
            "probability": probability[old],
        },
        geometry=shapely.shortest_line(new.shapes[head[old] - count], now.patches.geometry[tail[old]]),
        crs=now.territory.projection.crs,
    )
    return graph, direct


def new_links(
    now: Connectivity, new: NewHedges, *, among: bool = True
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return the links of new hedges: patch or earlier hedge, hedge, and metres or metres' worth.

    Without `among`, no hedge is linked to another.

    By straight distance, to all in reach. By least cost, to each patch whose surroundings the hedge crosses,
    at the cost from there: a way that exists, so that the gain is never overstated. Habitats outside the
    commune are no stepping stones for a hedge, for the same reason.
    """
    count = len(now.patches)
    reach = max(now.median_m * np.log2(1 / LEAST_PROBABILITY), TOUCH_M)
    shapes = np.concatenate([now.patches.geometry, new.shapes])
    hedge, other = shapely.STRtree(shapes).query(new.shapes, predicate="dwithin", distance=reach)
    hedge = hedge + count
    earlier = other < (hedge if among else count)
    tail, head = other[earlier], hedge[earlier]
    metres = shapely.distance(shapes[tail], shapes[head])
    metres[metres < TOUCH_M] = 0.0
    if now.mode == "euclidean":
        return tail.astype(np.int64), head.astype(np.int64), metres
    return _by_cost(now, new, (tail, head, metres), shapes)


def _by_cost(
    now: Connectivity,
    new: NewHedges,
    straight: tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]],
    shapes: NDArray[np.object_],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    front = terrain_of(now.territory).front
    count = len(now.patches)
    inside = (straight[2] == 0) | (straight[0] >= count)
    tail, head, metres = (part[inside] for part in straight)
    between = (tail >= count) & (metres > 0)
    spans = shapely.shortest_line(shapes[tail[between]], shapes[head[between]])
    metres[between] = [_cost_along(span, front.surface, front.grid) for span in spans]
    tails, heads, costs = [tail], [head], [metres]
    for row, line in enumerate(new.lines):
        cells = _cells(line, front.grid)
        owner, cost = front.owner[cells], front.cost[cells]
        for patch in np.unique(owner[owner >= 0]):
            tails.append(np.array([patch]))
            heads.append(np.array([count + row]))
            costs.append(np.array([cost[owner == patch].min()]))
    return (
        np.concatenate(tails).astype(np.int64),
        np.concatenate(heads).astype(np.int64),
        np.concatenate(costs).astype(float),
    )


def _cells(line: Any, grid: Grid) -> NDArray[np.intp]:
    points = shapely.get_coordinates(shapely.segmentize(line, grid.cell_m / 2))
    cells = np.unique(grid.cells(points))
    return cells[cells >= 0]


def _cost_along(line: Any, surface: NDArray[np.float64], grid: Grid) -> float:
    """Return what a straight way costs: its length times the mean cost of a metre along it."""
    places = np.linspace(0.0, 1.0, max(2, int(np.ceil(line.length / grid.cell_m * 2))))
    points = shapely.get_coordinates(shapely.line_interpolate_point(line, places, normalized=True))
    cells = grid.cells(points)
    known = cells[cells >= 0]
    return float(line.length * surface[known].mean()) if len(known) else np.inf

"""What is measured along every edge of the network: slope, and what lies beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from gis.territory import Territory

    Heights = Callable[[NDArray[np.float64]], NDArray[np.float64]]

SAMPLE_M = 10.0
"""Distance between two samples along an edge, in metres; the cell of the embedded relief."""
STEEP_OVER_M = 50.0
"""Length over which steepness is told, in metres."""
_SHORTEST_M = 20.0
"""A slope is never taken over less, in metres: two cells of the relief."""
NEAR_M: Mapping[str, tuple[str, float]] = {
    "green_belt": ("green_belt", 15.0),
    "hedges": ("hedges", 20.0),
    "gardens": ("nourishing_gardens", 40.0),
    "heaps": ("slag_heaps", 30.0),
    "heritage": ("mining_buildings", 120.0),
    "railways": ("mining_railways", 20.0),
    "farmland": ("farmland", 5.0),
    "water": ("water", 30.0),
}
"""What is looked for beside an edge: layer, and how many metres away it still counts."""
TEXT_COLUMNS: Mapping[str, str] = {
    "kind": "path",
    "surface": "unknown",
    "name": "",
    "traffic": "unknown",
    "wheelchair": "unknown",
    "status": "",
}
"""Columns of the paths layer that edges keep, with what stands for an unknown value."""


def edge_measures(
    territory: Territory,
    lines: NDArray[np.object_],
    paths: pd.DataFrame,
    *,
    levels: NDArray[np.int64],
    heights: Heights | None,
) -> pd.DataFrame:
    """Return one row per edge.

    Parameters
    ----------
    lines : array of LineString, shape (edges,)
        In the territory's legal system.
    paths : DataFrame, one row per edge
        The row of the paths layer that each edge was cut from.
    levels : array of int, shape (edges,)
        Level of each edge; the ground under a bridge is not its height.
    heights : callable, optional
        Heights in metres at points of shape (points, 2), NaN where unknown.

    Returns
    -------
    DataFrame
        `path` (identifier), the texts of the layer, `length_m`, `ascent_m`, `descent_m`, `slope_pct`
        (steepest 50 m), `stairs`, `bridge`, and `near_*`: the share of the edge, 0 to 1, that runs beside
        something; NaN where the territory has no data for it.
    """
    table = pd.DataFrame({"path": paths["id"].astype(str).to_numpy()})
    for column, unknown in TEXT_COLUMNS.items():
        table[column] = paths[column].fillna(unknown).astype(str).to_numpy() if column in paths else unknown
    table["length_m"] = shapely.length(lines)
    table["bridge"] = levels
    table["stairs"] = table["kind"].eq("steps")
    points, edge = _samples(lines)
    for name, share in _nearness(territory, points, edge, len(lines)).items():
        table[f"near_{name}"] = share
    known = np.full(len(points), np.nan) if heights is None else heights(points)
    for name, values in _slopes(known, edge, lines, levels).items():
        table[name] = values
    return table


def _samples(lines: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return evenly spaced points along all lines, both ends included, and the line of each."""
    length = shapely.length(lines)
    count = np.maximum(2, np.ceil(length / SAMPLE_M).astype(int) + 1)
    edge = np.repeat(np.arange(len(lines)), count)
    first = np.repeat(np.concatenate([[0], np.cumsum(count)[:-1]]), count)
    share = (np.arange(len(edge)) - first) / (count[edge] - 1)
    points = shapely.line_interpolate_point(lines[edge], share, normalized=True)
    return shapely.get_coordinates(points), edge


def _nearness(
    territory: Territory, points: NDArray[np.float64], edge: NDArray[np.int64], edges: int
) -> dict[str, NDArray[np.float64]]:
    shapes = shapely.points(points)
    total = np.bincount(edge, minlength=edges)
    shares: dict[str, NDArray[np.float64]] = {}
    for name, (key, metres) in NEAR_M.items():
        layer = territory.find(key)
        if layer is None:
            shares[name] = np.full(edges, np.nan)
            continue
        hit = np.unique(layer.tree.query(shapes, predicate="dwithin", distance=metres)[0])
        shares[name] = np.bincount(edge[hit], minlength=edges) / total
    return shares


def _slopes(
    height: NDArray[np.float64],
    edge: NDArray[np.int64],
    lines: NDArray[np.object_],
    levels: NDArray[np.int64],
) -> dict[str, NDArray[np.float64]]:
    edges = len(lines)
    first = np.flatnonzero(np.diff(edge, prepend=-1))
    last = np.concatenate([first[1:], [len(edge)]]) - 1
    rise = np.diff(height)
    rise[last[:-1]] = 0.0
    of = edge[:-1]
    overall = height[last] - height[first]
    flat = levels != 0
    ascent = np.where(flat, np.maximum(overall, 0), np.bincount(of, np.maximum(rise, 0), edges))
    descent = np.where(flat, np.maximum(-overall, 0), np.bincount(of, np.maximum(-rise, 0), edges))
    length = shapely.length(lines)
    slope = 100 * np.abs(overall) / np.maximum(length, _SHORTEST_M)
    window = round(STEEP_OVER_M / SAMPLE_M)
    inside = edge[window:] == edge[:-window]
    over = np.abs(height[window:] - height[:-window])[inside] * 100
    spacing = (length / (last - first))[edge[window:][inside]] * window
    steepest = slope.copy()
    np.fmax.at(steepest, edge[window:][inside], over / spacing)
    return {
        "ascent_m": ascent,
        "descent_m": descent,
        "slope_pct": np.where(flat, slope, steepest),
    }

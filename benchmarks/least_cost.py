"""Least-cost links on a 5 m grid of 2.5 million cells, against scikit-image's MCP called pair by pair.

Usage: `python -m benchmarks.least_cost`
"""

from __future__ import annotations

import sys
import time

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from skimage.graph import MCP_Geometric

from benchmarks.harness import Comparison, machine, median_ms, report
from gis.connectivity import (
    Grid,
    Meetings,
    cost_surface,
    grow,
    land_use,
    meetings,
    owners_of,
    patches_of,
    resistances,
)
from gis.territory import Territory

MARGIN_M = 1_250.0
"""Ground around the commune that makes 2.5 million cells of 5 m."""
NOTHING = 1e-9
SAMPLE = 16
"""Pairs that the rival really searches; the time of all is worked out from them."""


def pair_by_pair(
    surface: np.ndarray, owner: np.ndarray, found: Meetings, pairs: np.ndarray, cell_m: float
) -> np.ndarray:
    """Return the least cost of each pair by one search from one patch until it reaches the other."""
    cost = np.empty(len(pairs))
    for row, pair in enumerate(pairs):
        search = MCP_Geometric(surface, sampling=(cell_m, cell_m))
        ends = np.argwhere(owner == found.head[pair])
        starts = np.argwhere(owner == found.tail[pair])
        reached, _ = search.find_costs(starts, ends, find_all_ends=False)
        cost[row] = min(reached[tuple(end)] for end in ends)
    return cost


def truest(surface: np.ndarray, owner: np.ndarray, patches: int, grid: Grid) -> np.ndarray:
    """Return how much dearer ways through the links are than the true ones, as ratios, from a few patches.

    Patches are crossed for nothing in both, as in the graph; ways from `SAMPLE` patches to all others.
    """
    free = np.where(owner >= 0, NOTHING, surface)
    found = meetings(grow(grid, owner, free))
    links = csr_array((np.maximum(found.cost, NOTHING), (found.tail, found.head)), shape=(patches, patches))
    ratios = []
    for patch in np.linspace(0, patches - 1, SAMPLE).astype(int):
        search = MCP_Geometric(free, sampling=(grid.cell_m, grid.cell_m))
        reached, _ = search.find_costs(np.argwhere(owner == patch))
        true = np.full(patches, np.inf)
        np.minimum.at(true, owner[owner >= 0], reached[owner >= 0])
        other = (np.arange(patches) != patch) & (true > 1)
        ratios.append(dijkstra(links, directed=False, indices=patch)[other] / true[other])
    return np.concatenate(ratios)


def main() -> int:
    """Print the table; exit status 1 when the aim is missed."""
    territory = Territory()
    patches = patches_of(territory)
    grid = Grid.over(territory.commune, margin_m=MARGIN_M)
    owner = owners_of(patches, grid)
    surface = cost_surface(land_use(territory, grid), owner, resistances(territory))
    ours = median_ms(lambda: meetings(grow(grid, owner, surface)), runs=3)
    found = meetings(grow(grid, owner, surface))
    pairs = np.random.default_rng(0).choice(len(found.cost), SAMPLE, replace=False)
    begin = time.perf_counter()
    theirs = pair_by_pair(surface, owner, found, pairs, grid.cell_m)
    rival_ms = (time.perf_counter() - begin) * 1_000 * len(found.cost) / SAMPLE
    near = Grid.over(territory.commune)
    close = owners_of(patches, near)
    land = cost_surface(land_use(territory, near), close, resistances(territory))
    ratio = truest(land, close, len(patches), near)
    # A link is a way that exists: the true best is never dearer.
    if np.any(found.cost[pairs] < theirs * (1 - 1e-9)) or np.any(ratio < 1 - 1e-6):
        print("a link costs less than the cheapest way", file=sys.stderr)
        return 1
    what = f"{surface.size:,} cells, {len(patches)} patches, {len(found.cost)} links between neighbours"
    row = Comparison(what, ours, rival_ms, f"MCP_Geometric, from {SAMPLE} pairs", aim=20)
    told = ", ".join(f"{part} %: {np.percentile(ratio, part):.3f}" for part in (50, 90, 99))
    notes = [
        f"ways through our links over true ways, {len(ratio):,} pairs: {told}",
        machine("scipy", "scikit-image"),
    ]
    return 0 if report("Least-cost links", [row], notes=notes) else 1


if __name__ == "__main__":
    sys.exit(main())

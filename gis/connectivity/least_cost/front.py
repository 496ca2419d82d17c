"""One front that grows from all patches at once over a surface of costs, and the ways between neighbours.

The front gives each cell to the patch from which it is reached at least cost. Where the surroundings of two
patches meet, the cheapest meeting gives the link between them (the minimum planar graph of Fall et al. 2007,
Ecosystems 10, https://doi.org/10.1007/s10021-007-9038-7). One search serves every pair of neighbours.

A step from one cell to the next costs the mean of both cells times its length, as in MCP_Geometric of
scikit-image. A link never costs less than the true cheapest way; it costs the same wherever that way stays
in the surroundings of the two patches. `python -m benchmarks.least_cost` tells by how much ways through links
are dearer than true ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from gis.connectivity.resistance import Grid

_STEPS = ((0, 1), (1, 0), (1, 1), (1, -1))
NOWHERE = -9999
"""What SciPy writes for the cell before a start."""


@dataclass(frozen=True, eq=False)
class Front:
    """What each cell costs from its nearest patch; flat arrays, one value a cell.

    Attributes
    ----------
    grid : Grid
    cost : array of float
        Cost in metres' worth from the nearest patch, 0 inside one.
    owner : array of int
        The patch from which the cell is reached, -1 where none is.
    before : array of int
        The cell before it on the way from that patch.
    surface : array of float
        What a metre costs in the cell.
    """

    grid: Grid
    cost: NDArray[np.float64]
    owner: NDArray[np.int32]
    before: NDArray[np.int32]
    surface: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Meetings:
    """The cheapest way between each pair of patches whose surroundings meet.

    Attributes
    ----------
    tail, head : arrays of int
        Patches, tail below head.
    cost : array of float
        In metres' worth.
    near, far : arrays of int
        The two cells where the surroundings meet, on the tail's side and on the head's.
    """

    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    cost: NDArray[np.float64]
    near: NDArray[np.int64]
    far: NDArray[np.int64]


def grow(grid: Grid, owner: NDArray[np.int32], surface: NDArray[np.float64]) -> Front:
    """Return the front that grows from the cells that patches own.

    Parameters
    ----------
    owner : array of int, shape of the grid
        Patch of each cell, -1 outside of all.
    surface : array of float, shape of the grid
        What a metre costs in each cell, above 0.
    """
    size = surface.size
    starts = np.flatnonzero(owner >= 0)
    if not len(starts):
        nothing = np.full(size, -1, dtype=np.int32)
        return Front(grid, np.full(size, np.inf), nothing, nothing, surface.ravel())
    tails, heads, costs = zip(*_edges(grid, surface), strict=True)
    ends = (np.concatenate(tails), np.concatenate(heads))
    graph = csr_array((np.concatenate(costs), ends), shape=(size, size))
    cost, before, source = dijkstra(
        graph, directed=False, indices=starts, min_only=True, return_predecessors=True
    )
    reached = source >= 0
    found = np.full(size, -1, dtype=np.int32)
    found[reached] = owner.ravel()[source[reached]]
    return Front(grid, cost, found, before, surface.ravel())


def meetings(front: Front) -> Meetings:
    """Return the cheapest meeting of each pair of patches whose surroundings touch."""
    surface = front.surface.reshape(front.grid.shape)
    found: list[list[NDArray[Any]]] = []
    for tail, head, step in _edges(front.grid, surface):
        one, other = front.owner[tail], front.owner[head]
        meets = (one != other) & (one >= 0) & (other >= 0)
        near, far = tail[meets], head[meets]
        total = front.cost[near] + step[meets] + front.cost[far]
        turned = one[meets] > other[meets]
        near, far = np.where(turned, far, near), np.where(turned, near, far)
        found.append([front.owner[near], front.owner[far], total, near, far])
    first, second, cost, near, far = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.lexsort((cost, second, first))
    _, best = np.unique(np.stack([first[order], second[order]]), axis=1, return_index=True)
    chosen = order[best]
    ends = np.stack([first[chosen], second[chosen]]).astype(np.int64)
    cells = np.stack([near[chosen], far[chosen]]).astype(np.int64)
    return Meetings(ends[0], ends[1], cost[chosen], cells[0], cells[1])


def ways(front: Front, found: Meetings) -> NDArray[np.object_]:
    """Return the line of each cheapest way, from patch to patch, in metres."""
    lines = []
    for near, far in zip(found.near, found.far, strict=True):
        cells = np.concatenate([_back(front, int(near))[::-1], _back(front, int(far))])
        lines.append(shapely.LineString(front.grid.points(cells)))
    if not lines:
        return np.empty(0, dtype=object)
    simple: NDArray[np.object_] = shapely.simplify(np.array(lines, dtype=object), front.grid.cell_m / 2)
    return simple


def _back(front: Front, cell: int) -> NDArray[np.intp]:
    """Return the cells from one back to the patch that it is reached from."""
    trail = [cell]
    while front.before[trail[-1]] >= 0:
        trail.append(int(front.before[trail[-1]]))
    return np.array(trail)


def _edges(
    grid: Grid, surface: NDArray[np.float64]
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]]:
    """Yield every step between neighbouring cells once: both cells and its cost."""
    number = np.arange(surface.size, dtype=np.int32).reshape(surface.shape)
    for down, right in _STEPS:
        length = np.hypot(down, right) * grid.cell_m
        here = (slice(None, -down or None), slice(1, None) if right < 0 else slice(None, -right or None))
        there = (slice(down, None), slice(None, right) if right < 0 else slice(right, None))
        yield (
            number[here].ravel(),
            number[there].ravel(),
            ((surface[here] + surface[there]) * (length / 2)).ravel(),
        )

"""Best ways between patches that lead over stepping stones alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from gis.connectivity.habitat_links import Links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_LEAST_M = 1e-9
"""Length given to a step of no length, which a sparse graph would take for no step."""
_AT_ONCE = 256
"""Patches whose ways are sought at once: what bounds the memory."""


@dataclass(frozen=True, eq=False)
class Ways:
    """Ways between patches over stepping stones.

    Attributes
    ----------
    links : Links
        Their ends and metres, and the longest step of each.
    of : array of int, shape (steps,)
        The way that each step belongs to, in order.
    steps : array of int, shape (steps, 2)
        Where each step begins and ends, from the tail of its way to the head.
    """

    links: Links
    of: NDArray[np.int64]
    steps: NDArray[np.int64]

    def take(self, rows: NDArray[np.intp]) -> Ways:
        """Return some of the ways, by rising rows."""
        place = np.full(len(self.links), -1, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        stay = place[self.of] >= 0
        return Ways(self.links.take(rows), place[self.of[stay]], self.steps[stay])

    def stones(self, patches: int) -> int:
        """Return how many stones the ways lead over."""
        return len(np.unique(self.steps[self.steps >= patches]))


def best_ways_over(steps: Links, *, patches: int, limit_m: float) -> Ways:
    """Return the shortest way between each two patches that leads over stones and no other patch.

    Parameters
    ----------
    steps : Links
        From patch to stone and from stone to stone; the first `patches` places are patches.
    limit_m : float
        Longest way in metres, the sum of its steps.
    """
    gates = np.unique(steps.tail[steps.tail < patches])
    steps = _within(steps, gates, patches, limit_m)
    graph, nodes = _graph(steps, patches)
    found = [
        _from(graph, gates[first : first + _AT_ONCE], (patches, nodes), limit_m)
        for first in range(0, len(gates), _AT_ONCE)
    ]
    nothing = np.empty((0, 2), dtype=np.int64)
    pairs = np.concatenate([nothing, *(part[0] for part in found)])
    starts = np.cumsum([0, *(len(part[0]) for part in found)])
    of = np.concatenate([nothing[:, 0], *(part[1] + at for part, at in zip(found, starts, strict=False))])
    taken = np.concatenate([nothing, *(part[2] for part in found)])
    metres = steps.metres[steps.places(taken.min(axis=1), taken.max(axis=1))]
    longest = np.zeros(len(pairs))
    np.maximum.at(longest, of, metres)
    total = np.bincount(of, metres, minlength=len(pairs)).astype(float)
    return Ways(Links(pairs[:, 0], pairs[:, 1], total, longest), of, taken)


def _within(steps: Links, gates: NDArray[np.int64], patches: int, limit_m: float) -> Links:
    """Leave out the steps too far from patches at both ends for any way over them to keep to the limit."""
    if not len(gates):
        return steps
    away = dijkstra(_graph(steps, patches)[0], indices=gates, min_only=True)
    return steps.take(np.flatnonzero(away[steps.tail] + steps.metres + away[steps.head] <= limit_m))


def _graph(steps: Links, patches: int) -> tuple[csr_array, int]:
    """Return the one-way steps from patches to stones and back to a second place of each patch, its exit."""
    nodes = int(max(patches, steps.head.max(initial=-1) + 1))
    onto = steps.tail < patches
    leave = (steps.head[onto], steps.tail[onto] + nodes)
    back = (steps.head[~onto], steps.tail[~onto])
    starts = np.concatenate([steps.tail, leave[0], back[0]])
    ends = np.concatenate([steps.head, leave[1], back[1]])
    metres = np.concatenate([steps.metres, steps.metres[onto], steps.metres[~onto]])
    shape = (nodes + patches, nodes + patches)
    return csr_array((np.maximum(metres, _LEAST_M), (starts, ends)), shape=shape), nodes


def _from(
    graph: csr_array, gates: NDArray[np.int64], sizes: tuple[int, int], limit_m: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs that ways from some patches join, and their steps: the way of each, and its ends."""
    reach, before = dijkstra(graph, indices=gates, limit=limit_m, return_predecessors=True)
    row, head = np.nonzero(np.isfinite(reach[:, sizes[1] :]))
    once = gates[row] < head
    row, head = row[once], head[once].astype(np.int64)
    trail = list(_back(before, row, head, sizes))
    if not trail:
        nothing = np.empty((0, 2), dtype=np.int64)
        return nothing, nothing[:, 0], nothing
    way, start, end = (np.concatenate(part) for part in zip(*trail, strict=True))
    depth = np.repeat(np.arange(len(trail)), [len(part[0]) for part in trail])
    order = np.lexsort((-depth, way))
    pairs = np.column_stack([gates[row], head])
    return pairs, way[order], np.column_stack([start, end])[order]


def _back(
    before: NDArray[np.int32], row: NDArray[np.intp], head: NDArray[np.int64], sizes: tuple[int, int]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Yield the last step of every way, then the one before, until all are back at their patch."""
    patches, nodes = sizes
    way, at = np.arange(len(row), dtype=np.int64), head + nodes
    while len(way):
        start = before[row[way], at].astype(np.int64)
        yield way, start, np.where(at >= nodes, at - nodes, at)
        further = start >= patches
        way, at = way[further], start[further]

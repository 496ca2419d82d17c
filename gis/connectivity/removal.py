"""What the ways between patches lose when one patch or one link goes: exact, for all of them at once.

Best ways can be built up by letting patches in one after the other (`gis.connectivity.least_cost.half`). To
know the ways without each patch, the patches are split in two halves: the second half is let in, then the
first half is treated in the same way, and the other way round. At the end of each branch every patch but one
has been let in. That makes n log n insertions for n patches, instead of n whole graphs. The same holds for
links. Patches stand in an order in which linked ones are near each other, so that early on most of the
matrix is out of reach and is passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra, reverse_cuthill_mckee

from gis.connectivity.least_cost.half import HalfMatrix

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from gis.connectivity.indices import HabitatGraph

_LEAST = 1e-12
"""Length given to a link of no length, which a sparse graph would take for no link."""
_TIE = 1e-9
"""Relative difference under which two ways are held for equally good when candidates are sought."""


def connector_of_patches(graph: HabitatGraph, best: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``Σ_{i,j≠k} a_i a_j (p*_ij − p*_ij without k)`` for each patch k, in m⁴, never below 0."""
    lost = np.zeros(len(graph))
    direct = _direct(graph)
    for members in _parts(graph):
        inside = np.ix_(members, members)
        area = graph.area[members]
        lost[members] = _patches_of_part(area, direct[inside], best[inside])
    return lost


def connector_of_links(graph: HabitatGraph, best: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``Σ_ij a_i a_j (p*_ij − p*_ij without the link)`` for each link, in m⁴, never below 0."""
    lost = np.zeros(graph.size)
    # A link worse than the best way between its own ends lies on no best way: nothing is lost with it.
    used = (graph.probability > 0) & (graph.probability >= best[graph.tail, graph.head] * (1 - _TIE))
    # It may still replace one that goes: the others are there from the start.
    start = best_ways(len(graph), graph.tail[~used], graph.head[~used], graph.probability[~used])
    for members in _parts(graph):
        place = np.full(len(graph), -1)
        place[members] = np.arange(len(members))
        links = np.flatnonzero(used & (place[graph.tail] >= 0))
        ends = np.stack([place[graph.tail[links]], place[graph.head[links]]])
        inside = np.ix_(members, members)
        reached = (graph.area[members], start[inside], best[inside])
        lost[links] = _links_of_part(*reached, ends, graph.probability[links])
    return lost


def best_ways(
    count: int, tail: NDArray[np.int64], head: NDArray[np.int64], probability: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the greatest product of probabilities over every way, shape (count, count); 1 from i to i."""
    usable = probability > 0
    length = np.maximum(-np.log(probability[usable]), _LEAST)
    matrix = csr_array((length, (tail[usable], head[usable])), shape=(count, count))
    return np.asarray(np.exp(-dijkstra(matrix, directed=False)))


def _parts(graph: HabitatGraph) -> list[NDArray[np.intp]]:
    """Return the patches of each component that has at least two, linked ones near each other."""
    if not len(graph):
        return []
    usable = graph.probability > 0
    ends = (graph.tail[usable], graph.head[usable])
    matrix = csr_array((np.ones(int(usable.sum())), ends), shape=(len(graph), len(graph)))
    label = connected_components(matrix, directed=False)[1]
    near = reverse_cuthill_mckee(csr_array(matrix + matrix.T), symmetric_mode=True)
    order = near[np.argsort(label[near], kind="stable")].astype(np.intp)
    groups = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    return [group for group in groups if len(group) > 1]


def _direct(graph: HabitatGraph) -> NDArray[np.float64]:
    direct = np.eye(len(graph))
    np.maximum.at(direct, (graph.tail, graph.head), graph.probability)
    return np.maximum(direct, direct.T)


def _patches_of_part(
    area: NDArray[np.float64], direct: NDArray[np.float64], best: NDArray[np.float64]
) -> NDArray[np.float64]:
    candidates = _steps(direct, best)
    lost = np.zeros(len(area))
    reached = best @ area
    whole = float(area @ reached)
    start = HalfMatrix(direct)
    start.let_in(np.setdiff1d(np.arange(len(area)), candidates))

    def leaf(matrix: HalfMatrix, patch: int, way: NDArray[np.float64] | None) -> None:
        others = area.copy()
        others[patch] = 0.0
        remaining = whole - 2 * area[patch] * reached[patch] + area[patch] ** 2
        lost[patch] = remaining - matrix.total(others, way=way)

    def way(matrix: HalfMatrix, patch: int) -> NDArray[np.float64]:
        return matrix.rows(np.array([patch]))[0]

    _halve(start, candidates, _Steps(HalfMatrix.let_in, way, leaf))
    return np.maximum(lost, 0.0)


def _links_of_part(
    area: NDArray[np.float64],
    start: NDArray[np.float64],
    best: NDArray[np.float64],
    ends: NDArray[np.intp],
    probability: NDArray[np.float64],
) -> NDArray[np.float64]:
    lost = np.zeros(len(probability))
    whole = float(area @ best @ area)

    def way(matrix: HalfMatrix, link: int) -> NDArray[np.float64]:
        return matrix.by_link(int(ends[0, link]), int(ends[1, link]), float(probability[link]))

    def let_in(matrix: HalfMatrix, links: NDArray[np.intp]) -> None:
        for link in links:
            matrix.let_in_way(way(matrix, int(link)))

    def leaf(matrix: HalfMatrix, link: int, way: NDArray[np.float64] | None) -> None:
        lost[link] = whole - matrix.total(area, way=way)

    _halve(HalfMatrix(start), np.arange(len(probability)), _Steps(let_in, way, leaf))
    return np.maximum(lost, 0.0)


def _steps(direct: NDArray[np.float64], best: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the patches through which a best way between two others leads: only these can be missed."""
    found = []
    for patch, row in enumerate(direct):
        near = np.flatnonzero(row)
        near = near[near != patch]
        over = np.multiply.outer(row[near], row[near])
        np.fill_diagonal(over, -1.0)
        if np.any(over >= best[np.ix_(near, near)] * (1 - _TIE)):
            found.append(patch)
    return np.array(found, dtype=np.intp)


@dataclass(frozen=True)
class _Steps:
    """What to do on the way down: let members in, tell the way through one, answer for the last one out."""

    let_in: Callable[[HalfMatrix, NDArray[np.intp]], None]
    way: Callable[[HalfMatrix, int], NDArray[np.float64]]
    leaf: Callable[[HalfMatrix, int, NDArray[np.float64] | None], None]


def _halve(matrix: HalfMatrix, out: NDArray[np.intp], steps: _Steps) -> None:
    """Answer for each member of `out` with a matrix into which all the others were let; it is used up."""
    if len(out) == 1:
        steps.leaf(matrix, int(out[0]), None)
    elif len(out) == 2:  # noqa: PLR2004
        # The other one of a pair need not be let in: its way is weighed in while adding up.
        one, other = map(int, out)
        steps.leaf(matrix, one, steps.way(matrix, other))
        steps.leaf(matrix, other, steps.way(matrix, one))
    elif len(out):
        middle = len(out) // 2
        branch = matrix.copy()
        steps.let_in(branch, out[middle:])
        _halve(branch, out[:middle], steps)
        branch.give_back()
        steps.let_in(matrix, out[:middle])
        _halve(matrix, out[middle:], steps)

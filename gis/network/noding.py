"""Cut lines where they meet, and only there: a bridge is not joined to what passes under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOLERANCE_M = 0.5
"""Ends this close to a line touch it: drawing rounds to the decimetre at best."""
_STOREY = 1000.0
"""Height in metres between two levels while nodes are clustered, so that levels never merge."""


@dataclass(frozen=True)
class Cuts:
    """Where lines are to be cut: line, metres along it, level of the node made there."""

    line: NDArray[np.int64]
    along: NDArray[np.float64]
    level: NDArray[np.float64]

    def plus(self, other: Cuts) -> Cuts:
        """Return these cuts and those of another."""
        return Cuts(
            np.concatenate([self.line, other.line]),
            np.concatenate([self.along, other.along]),
            np.concatenate([self.level, other.level]),
        )


@dataclass(frozen=True)
class Pieces:
    """Lines cut at their crossings.

    Attributes
    ----------
    geometry : array of LineString, shape (edges,)
        In the territory's legal system.
    parent : array of int, shape (edges,)
        Index of the line that a piece was cut from.
    tail, head : array of int, shape (edges,)
        Nodes at both ends.
    nodes : array of float, shape (nodes, 2)
        Coordinates of the nodes in metres.
    """

    geometry: NDArray[np.object_]
    parent: NDArray[np.int64]
    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    nodes: NDArray[np.float64]


def node_lines(lines: NDArray[np.object_], *, levels: NDArray[np.int64]) -> Pieces:
    """Cut lines at every crossing of the same level and wherever the end of one touches another.

    Parameters
    ----------
    lines : array of LineString or MultiLineString
        In the territory's legal system.
    levels : array of int
        0 on the ground, 1 on a bridge, -1 below; lines of different levels are only joined where one ends.

    Returns
    -------
    Pieces
        A simple graph: no loops of one edge, never two edges between the same nodes.
    """
    parts, parent = _simple_parts(lines)
    level = levels[parent]
    landing = _landings(parts, level)
    cuts = _crossings(parts, level).plus(_touches(parts, level, landing))
    pieces = _assemble(parts, level, landing, cuts)
    again = _halves(pieces, parts)
    if again.line.size:
        pieces = _assemble(parts, level, landing, cuts.plus(again))
    return Pieces(pieces.geometry, parent[pieces.parent], pieces.tail, pieces.head, pieces.nodes)


def _simple_parts(lines: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    flat = shapely.force_2d(lines)
    crossed = ~shapely.is_simple(flat)
    flat[crossed] = [shapely.node(line) for line in flat[crossed]]
    parts, parent = shapely.get_parts(flat, return_index=True)
    long = shapely.length(parts) > TOLERANCE_M
    return parts[long], parent[long]


def _ends(parts: NDArray[np.object_]) -> NDArray[np.object_]:
    return np.concatenate([shapely.get_point(parts, 0), shapely.get_point(parts, -1)])


def _landings(parts: NDArray[np.object_], level: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell for each end (tails, then heads) whether it reaches the ground: no line of its level goes on."""
    ends, owner = _ends(parts), np.tile(np.arange(len(parts)), 2)
    end, line = shapely.STRtree(parts).query(ends, predicate="dwithin", distance=TOLERANCE_M)
    goes_on = (owner[end] != line) & (level[owner[end]] == level[line])
    return (np.bincount(end[goes_on], minlength=len(ends)) == 0) | (np.tile(level, 2) == 0)


def _crossings(parts: NDArray[np.object_], level: NDArray[np.int64]) -> Cuts:
    first, second = shapely.STRtree(parts).query(parts, predicate="intersects")
    wanted = (first < second) & (level[first] == level[second])
    first, second = first[wanted], second[wanted]
    points, row = shapely.get_coordinates(
        shapely.intersection(parts[first], parts[second]), return_index=True
    )
    line = np.concatenate([first[row], second[row]])
    along = shapely.line_locate_point(parts[line], shapely.points(np.concatenate([points, points])))
    return Cuts(line, along, level[line] * _STOREY)


def _touches(parts: NDArray[np.object_], level: NDArray[np.int64], landing: NDArray[np.bool_]) -> Cuts:
    ends = _ends(parts)
    owner = np.tile(np.arange(len(parts)), 2)
    end, line = shapely.STRtree(parts).query(ends, predicate="dwithin", distance=TOLERANCE_M)
    same = level[owner[end]] == level[line]
    wanted = (owner[end] != line) & (same | landing[end])
    end, line, same = end[wanted], line[wanted], same[wanted]
    storey = np.where(same, level[line] * _STOREY, 0.0)
    return Cuts(line, shapely.line_locate_point(parts[line], ends[end]), storey)


def _halves(pieces: Pieces, parts: NDArray[np.object_]) -> Cuts:
    """Return cuts that open loops of one edge (in three) and part edges that share both nodes (in two)."""
    low, high = np.minimum(pieces.tail, pieces.head), np.maximum(pieces.tail, pieces.head)
    _, first = np.unique(np.column_stack([low, high]), axis=0, return_index=True)
    twin = np.ones(len(low), dtype=bool)
    twin[first] = False
    loop = low == high
    found = [(edge, share) for edge in np.flatnonzero(loop) for share in (1 / 3, 2 / 3)]
    found += [(edge, 0.5) for edge in np.flatnonzero(twin & ~loop)]
    edges = np.array([edge for edge, _ in found], dtype=np.int64)
    middle = shapely.line_interpolate_point(
        pieces.geometry[edges], np.array([share for _, share in found]), normalized=True
    )
    line = pieces.parent[edges]
    return Cuts(line, shapely.line_locate_point(parts[line], middle), np.full(len(edges), 7 * _STOREY))


def _tidy(cuts: Cuts, length: NDArray[np.float64]) -> Cuts:
    inside = (cuts.along > TOLERANCE_M) & (cuts.along < length[cuts.line] - TOLERANCE_M)
    line, along, level = cuts.line[inside], cuts.along[inside], cuts.level[inside]
    order = np.lexsort((np.abs(level), np.round(along / TOLERANCE_M), line))
    line, along, level = line[order], along[order], level[order]
    fresh = np.ones(len(line), dtype=bool)
    fresh[1:] = (np.diff(line) != 0) | (np.abs(np.diff(along)) > TOLERANCE_M)
    return Cuts(line[fresh], along[fresh], level[fresh])


def _assemble(
    parts: NDArray[np.object_], level: NDArray[np.int64], landing: NDArray[np.bool_], cuts: Cuts
) -> Pieces:
    count = len(parts)
    cuts = _tidy(cuts, shapely.length(parts))
    geometry, parent = _cut(parts, cuts)
    ends = shapely.get_coordinates(_ends(geometry))
    ground = np.where(landing, 0.0, np.tile(level * _STOREY, 2))
    first = np.flatnonzero(np.diff(parent, prepend=-1))
    last = np.flatnonzero(np.diff(parent, append=count))
    storey = np.empty(2 * len(geometry))
    inner = np.ones(len(geometry), dtype=bool)
    inner[first] = False
    storey[: len(geometry)][inner] = cuts.level
    storey[first] = ground[:count]
    inner = np.ones(len(geometry), dtype=bool)
    inner[last] = False
    storey[len(geometry) :][inner] = cuts.level
    storey[len(geometry) + last] = ground[count:]
    label, nodes = _cluster(ends, storey)
    tail, head = label[: len(geometry)], label[len(geometry) :]
    keep = (tail != head) | (shapely.length(geometry) > 2 * TOLERANCE_M)
    keep &= ~_copies(geometry, tail, head)
    return Pieces(geometry[keep], parent[keep], tail[keep], head[keep], nodes)


def _cut(parts: NDArray[np.object_], cuts: Cuts) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Cut all lines at once: vertices and cuts merge in order; each cut ends one piece and starts one."""
    xy, line = shapely.get_coordinates(parts, return_index=True)
    step = np.hypot(*np.diff(xy, axis=0, prepend=xy[:1]).T)
    step[np.flatnonzero(np.diff(line, prepend=-1))] = 0.0
    total = np.cumsum(step)
    along = total - total[np.searchsorted(line, line, side="left")]
    points = shapely.get_coordinates(shapely.line_interpolate_point(parts[cuts.line], cuts.along))
    line_all = np.concatenate([line, cuts.line, cuts.line])
    along_all = np.concatenate([along, cuts.along, cuts.along])
    xy_all = np.concatenate([xy, points, points])
    # Among equal places the vertex comes first, then the end of a piece, then the start of the next.
    rank = np.repeat([0, 1, 2], [len(line), len(cuts.line), len(cuts.line)])
    order = np.lexsort((rank, along_all, line_all))
    starts = (rank == 2)[order] | (np.diff(line_all[order], prepend=-1) != 0)  # noqa: PLR2004 - rank above
    piece = np.cumsum(starts) - 1
    geometry = np.asarray(shapely.linestrings(xy_all[order], indices=piece), dtype=object)
    return geometry, line_all[order][starts]


def _cluster(
    ends: NDArray[np.float64], storey: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    pairs = cKDTree(np.column_stack([ends, storey])).query_pairs(TOLERANCE_M, output_type="ndarray")
    links = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(ends), len(ends)))
    count, label = connected_components(links, directed=False)
    weight = np.bincount(label, minlength=count)
    nodes = np.column_stack([np.bincount(label, ends[:, axis], count) / weight for axis in (0, 1)])
    return label.astype(np.int64), nodes


def _copies(
    geometry: NDArray[np.object_], tail: NDArray[np.int64], head: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell which pieces repeat another one: same ends, same middle."""
    middle = shapely.get_coordinates(shapely.line_interpolate_point(geometry, 0.5, normalized=True))
    key = np.column_stack([np.minimum(tail, head), np.maximum(tail, head), np.round(middle)])
    _, first = np.unique(key, axis=0, return_index=True)
    copy = np.ones(len(geometry), dtype=bool)
    copy[first] = False
    return copy

"""Gaps between habitats along field edges and green paths: where a hedge could close one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from gis.connectivity.patches import HEDGE_WIDTH_M, LEAST_M2
from gis.errors import LayerMissingError
from gis.territory import memoised
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from gis.connectivity.analysis import Connectivity
    from gis.territory import Territory

ALONG_M = 6.0
"""A field edge this near to a habitat has it already."""
LONGEST_M = 800.0
"""Longer gaps are not proposed: one campaign plants a few hundred metres."""
SHORTEST_M = 15.0
GREEN_PATHS = ("farm_track", "path", "former_railway")
_ROUND_M = 0.05
"""Ends of lines nearer than this are one place."""


@dataclass(frozen=True, eq=False)
class HabitatGap:
    """A stretch of plantable line between two patches, and what closing it links."""

    line: shapely.LineString
    tail: int
    head: int
    where: str


@memoised
def gaps_of(now: Connectivity) -> tuple[HabitatGap, ...]:
    """Return the shortest ways along field edges and green paths between neighbouring habitats, found once.

    Raises
    ------
    LayerMissingError
        When no field edge and no green path is known.
    """
    edges, paths = _plantable(now.territory)
    if not len(edges) and not len(paths):
        raise LayerMissingError(say("connectivity.no_field_edges"))
    if len(now.patches) < 2:  # noqa: PLR2004
        return ()
    habitat = shapely.union_all(shapely.buffer(now.patches.geometry, ALONG_M, quad_segs=2))
    network = shapely.union_all(np.concatenate([edges, paths]))
    open_ground = shapely.difference(shapely.intersection(network, now.territory.commune), habitat)
    pieces = shapely.get_parts(open_ground)
    pieces = pieces[shapely.get_dimensions(pieces) == 1]
    if not len(pieces):
        return ()
    beside = shapely.union_all(shapely.buffer(paths, 1.0)) if len(paths) else shapely.Polygon()
    return tuple(
        HabitatGap(line, tail, head, _where(line, beside))
        for line, tail, head in _ways(now, pieces)
        if SHORTEST_M <= line.length <= LONGEST_M and line.length * HEDGE_WIDTH_M >= LEAST_M2
    )


def _plantable(territory: Territory) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    fields, paths = territory.get("farmland"), territory.get("paths")
    nothing = np.empty(0, dtype=object)
    edges = nothing if fields is None else shapely.boundary(fields.geometry)
    if paths is None or "kind" not in paths.data:
        return edges, nothing
    return edges, paths.geometry[paths.data["kind"].isin(GREEN_PATHS).to_numpy()]


def _ways(now: Connectivity, pieces: NDArray[np.object_]) -> Iterator[tuple[shapely.LineString, int, int]]:
    """Yield the shortest line of pieces between each two patches whose reaches meet on them."""
    ends = np.stack([shapely.get_point(pieces, 0), shapely.get_point(pieces, -1)])
    places = np.round(shapely.get_coordinates(ends.ravel()) / _ROUND_M).astype(np.int64)
    node = np.unique(places, axis=0, return_inverse=True)[1].reshape(2, -1)
    length, count = shapely.length(pieces), int(node.max()) + 1
    owner = _owners(now, ends.ravel(), node.ravel(), count)
    starts = np.flatnonzero(owner >= 0)
    if not len(starts):
        return
    first = _shortest_first(node, length)
    graph = csr_array((np.maximum(length[first], 1e-6), node[:, first]), shape=(count, count))
    reach, before, source = dijkstra(
        graph, directed=False, indices=starts, min_only=True, return_predecessors=True
    )
    pairs = np.sort(node[:, first], axis=0).T.tolist()
    by_nodes = {(low, high): int(row) for row, (low, high) in zip(first, pairs, strict=True)}
    here = np.where(source >= 0, owner[np.maximum(source, 0)], -1)
    for row, low, high in _meetings(node, length, first, reach, here):
        rows = [*_trail(int(node[0, row]), before, by_nodes), row]
        rows += _trail(int(node[1, row]), before, by_nodes)
        merged = shapely.line_merge(shapely.multilinestrings(list(pieces[rows])))
        if merged.geom_type == "LineString":
            yield _to_both_ends(merged, now.patches.geometry[[low, high]]), low, high


def _meetings(
    node: NDArray[np.intp],
    length: NDArray[np.float64],
    first: NDArray[np.intp],
    reach: NDArray[np.float64],
    here: NDArray[np.int64],
) -> Iterator[tuple[int, int, int]]:
    """Yield, once for each two patches whose reaches meet, the piece where they do, and both patches."""
    tail, head = here[node[0, first]], here[node[1, first]]
    meets = first[(tail != head) & (tail >= 0) & (head >= 0)]
    total = reach[node[0, meets]] + length[meets] + reach[node[1, meets]]
    done: set[tuple[int, int]] = set()
    for row in meets[np.argsort(total, kind="stable")]:
        low, high = sorted((int(here[node[0, row]]), int(here[node[1, row]])))
        if (low, high) not in done:
            done.add((low, high))
            yield int(row), low, high


def _to_both_ends(line: shapely.LineString, patches: NDArray[np.object_]) -> shapely.LineString:
    """Return a line with its ends led into the two patches that it joins."""
    ends = np.asarray(shapely.points(shapely.get_coordinates(line)[[0, -1]]), dtype=object)
    if shapely.distance(ends[0], patches[0]) > shapely.distance(ends[0], patches[1]):
        patches = patches[::-1]
    foot = np.asarray(shapely.get_point(shapely.shortest_line(ends, patches), 1), dtype=object)
    places = shapely.get_coordinates([foot[0], line, foot[1]])
    return shapely.LineString(places[np.insert(np.any(np.diff(places, axis=0) != 0, axis=1), 0, True)])


def _owners(
    now: Connectivity, ends: NDArray[np.object_], node: NDArray[np.intp], count: int
) -> NDArray[np.int64]:
    """Return the patch beside which each node lies, -1 where none is near."""
    owner = np.full(count, -1, dtype=np.int64)
    tree = shapely.STRtree(now.patches.geometry)
    place, patch = tree.query_nearest(ends, max_distance=ALONG_M * 1.2, all_matches=False)
    owner[node[place]] = patch
    return owner


def _shortest_first(node: NDArray[np.intp], length: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return, of pieces between the same two nodes, the shortest; pieces that end where they begin go."""
    low, high = np.sort(node, axis=0)
    order = np.lexsort((length, high, low))
    new = np.ones(len(order), dtype=bool)
    new[1:] = (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)
    first: NDArray[np.intp] = order[new]
    return first[low[first] != high[first]]


def _trail(node: int, before: NDArray[np.int32], by_nodes: dict[tuple[int, int], int]) -> list[int]:
    rows = []
    while before[node] >= 0:
        previous = int(before[node])
        rows.append(by_nodes[min(node, previous), max(node, previous)])
        node = previous
    return rows


def _where(line: shapely.LineString, beside: Any) -> str:
    return "path" if shapely.intersection(line, beside).length > line.length / 2 else "field_edge"

"""Make one network of many ways: cut at crossings, cross the motorway, drop stubs, join what is apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from data.draw.illustrative.ground import main_road, motorway, ring
from gis.geometry import prepared

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from data.draw.illustrative.ways import Way

STUB_M = 45.0
ACROSS_M = 26.0
FAR_M = 400.0
TRIED = 4_000
"""How many links between two pieces are tried, shortest first."""
FOOTBRIDGE = (84_790.0, 38_480.0)
UNDERPASSES = ((84_330.0, 38_170.0), (86_550.0, 39_240.0))
STREET_BRIDGES = ((85_190.0, 38_890.0), (85_900.0, 39_145.0), (83_900.0, 37_985.0))
ORIGIN = np.array([600_000.0, 7_000_000.0])


def crossings() -> list[tuple[BaseGeometry, str, int, str]]:
    """Return the ways over and under the motorway: line, kind, bridge level, name."""
    belt = shapely.get_parts(
        shapely.intersection(shapely.linestrings(shapely.get_coordinates(ring())), _wide())
    )
    road = shapely.get_parts(shapely.intersection(main_road(), _wide()))
    found = [
        (shapely.line_merge(line), "former_railway", 1, "Ceinture verte") for line in belt if line.length > 30
    ]
    found += [(line, "road", 1, "Route de Béthune (D943)") for line in road]
    found += [(_across(place), "street", 1, "") for place in STREET_BRIDGES]
    found += [(_across(place), "path", -1, "Passage sous l’A21") for place in UNDERPASSES]
    return [*found, (_across(FOOTBRIDGE), "footbridge", 1, "Passerelle sur l’A21")]


def _wide() -> BaseGeometry:
    return motorway().buffer(18.0)


def _across(place: tuple[float, float]) -> BaseGeometry:
    at = motorway().project(shapely.points(np.array(place) + ORIGIN))
    before, after = motorway().interpolate(at - 5), motorway().interpolate(at + 5)
    along = np.array([after.x - before.x, after.y - before.y]) / 10
    side = np.array([-along[1], along[0]]) * ACROSS_M
    middle = np.array(motorway().interpolate(at).coords[0])
    return shapely.linestrings(np.array([middle - side, middle + side]))


def noded(ways: list[Way], over: list[Way]) -> list[Way]:
    """Return the ways cut at their crossings; where two coincide, the first of the list wins."""
    lines = np.array([way.line for way in ways], dtype=object)
    ends = shapely.points(np.vstack([shapely.get_coordinates(way.line)[[0, -1]] for way in over]))
    ties = [_tie(end, lines) for end in ends]
    tied = [*ways, *(replace(ways[-1], line=tie, kind="path", name="") for tie in ties if tie.length > 0)]
    lines = np.array([way.line for way in tied], dtype=object)
    segments = shapely.get_parts(shapely.unary_union(lines, grid_size=0.01))
    middles = shapely.line_interpolate_point(segments, 0.5, normalized=True)
    segment, source = shapely.STRtree(lines).query(middles, predicate="dwithin", distance=0.1)
    first = np.full(len(segments), len(tied))
    np.minimum.at(first, segment, source)
    return [
        replace(tied[index], line=line)
        for index, line in zip(first, segments, strict=True)
        if index < len(tied)
    ]


def _tie(end: BaseGeometry, lines: np.ndarray) -> BaseGeometry:
    """Return the shortest line from the end of a crossing to a way on its own side of the motorway."""
    found = shapely.shortest_line(end, lines)
    same_side = found[~shapely.intersects(found, motorway())]
    return same_side[np.argmin(shapely.length(same_side))]


def ends_of(ways: list[Way]) -> tuple[np.ndarray, int]:
    """Return the numbers of the two end nodes of each way, (n, 2), and how many nodes there are."""
    ends = np.round(np.stack([shapely.get_coordinates(way.line)[[0, -1]] for way in ways]), 2)
    _, numbers = np.unique(ends.reshape(-1, 2), axis=0, return_inverse=True)
    return numbers.reshape(-1, 2), int(numbers.max()) + 1


def without_stubs(ways: list[Way]) -> list[Way]:
    """Return the ways without the short dead ends that reach over an edge."""
    for _ in range(3):
        numbers, nodes = ends_of(ways)
        degree = np.bincount(numbers.ravel(), minlength=nodes)
        dead = (degree[numbers] == 1).any(axis=1)
        keep = [
            way
            for way, end in zip(ways, dead, strict=True)
            if not end
            or way.line.length > STUB_M
            or way.bridge
            or way.surface == "shale"
            or way.kind == "path"
        ]
        if len(keep) == len(ways):
            break
        ways = keep
    return ways


def joined(ways: list[Way], blocked: BaseGeometry) -> list[Way]:
    """Return the ways with links from each separate piece to the largest, and without what stays apart.

    Parameters
    ----------
    blocked : geometry
        What no link may cross, besides the motorway.
    """
    barrier = prepared(shapely.union_all([_wide(), blocked]))
    for _ in range(60):
        labels, sizes = _components(ways)
        if len(sizes) == 1:
            break
        main = int(np.argmax(sizes))
        small = int(np.argmin(np.where(np.arange(len(sizes)) == main, np.inf, sizes)))
        ways = _link_or_drop(ways, labels == small, labels == main, barrier)
    return ways


def _components(ways: list[Way]) -> tuple[np.ndarray, np.ndarray]:
    numbers, nodes = ends_of(ways)
    graph = coo_array((np.ones(len(ways)), (numbers[:, 0], numbers[:, 1])), shape=(nodes, nodes))
    _, of_node = connected_components(graph, directed=False)
    labels = of_node[numbers[:, 0]]
    return labels, np.bincount(labels)


def _link_or_drop(ways: list[Way], small: np.ndarray, main: np.ndarray, barrier: BaseGeometry) -> list[Way]:
    """Link a piece to the main one by the shortest free line between their nodes, or leave it out."""
    link = _free_link(ways, _nodes(ways, small), _nodes(ways, main), barrier)
    if link is None:
        return [way for way, drop in zip(ways, small, strict=True) if not drop]
    pattern = next(way for way, chosen in zip(ways, small, strict=True) if chosen)
    return [
        *ways,
        replace(pattern, line=link, kind="path", surface="earth", name="", bridge=0, traffic="none"),
    ]


def _free_link(
    ways: list[Way], nodes: np.ndarray, others: np.ndarray, barrier: BaseGeometry
) -> BaseGeometry | None:
    """Return the shortest line between two sets of nodes that meets no barrier and crosses no way."""
    apart = np.hypot(*(nodes[:, None, :] - others[None, :, :]).transpose(2, 0, 1))
    order = np.argsort(apart, axis=None, kind="stable")[:TRIED]
    first, second = np.unravel_index(order, apart.shape)
    near = apart.ravel()[order] <= FAR_M
    links = shapely.linestrings(np.stack([nodes[first], others[second]], axis=1)[near])
    links = links[~shapely.intersects(links, barrier)]
    crossed, _ = shapely.STRtree([way.line for way in ways]).query(links, predicate="crosses")
    free = np.setdiff1d(np.arange(len(links)), crossed)
    return links[free[0]] if len(free) else None


def _nodes(ways: list[Way], chosen: np.ndarray) -> np.ndarray:
    return np.vstack(
        [shapely.get_coordinates(way.line)[[0, -1]] for way, use in zip(ways, chosen, strict=True) if use]
    )

"""Loops of a wanted length from one place, each clearly different from the others.

A loop is three legs: out to a first turning point, on to a second, and home. One search gives every way
out; for each first turning point, one more search, in which what was walked already weighs more, gives the
second leg and the way home for *all* second turning points at once. The best few are then measured exactly.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gis.walks.loops.selection import AIM, MISS_WEIGHT, Candidate, choose_loops
from gis.walks.waypoints.viewpoints import goals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from gis.network import Route, Trees
    from gis.walks.loops.search_graph import SearchGraph

_AGAIN = 6.0
"""What walking an edge a second time weighs."""
_AGAIN_GENTLY = (2.0, 1.2)
"""The same where too few loops were found: out of a dead end, all of them begin and end alike."""
_OUT = (0.16, 0.45)
"""Where the first turning point lies, as a share of the length, along the way out."""
_USED = 2.0
"""What an edge of a loop already found weighs while others are looked for."""
_ROUNDS = 4
_LEGS_REACH = 2.0
"""Three legs make loops of up to so many times the way to the farthest place."""
_SECTORS = 10
_RINGS = 3
_SECONDS = 6


def find_loops(
    ground: SearchGraph, wanted: float, *, count: int = 3, views: NDArray[np.float64] | None = None
) -> list[Route]:
    """Return loops near a wanted length in metres, best first, each different from those before.

    May return fewer than asked, and loops outside `BAND` where there are no others; an empty list where the
    start lies on no loop at all.

    Parameters
    ----------
    views : array of float, shape (n, 2), optional
        Viewpoints that are worth a way there and back, in metres.
    """
    found = [] if views is None else list(_to_views(ground, wanted, views))
    chosen: list[Candidate] = []
    for again in (_AGAIN, *_AGAIN_GENTLY):
        chosen = _look(ground, wanted, found, count=count, again=again)
        if len(chosen) >= count:
            break
    return [ground.route(item.edges) for item in chosen]


def _look(
    ground: SearchGraph, wanted: float, found: list[Candidate], *, count: int, again: float
) -> list[Candidate]:
    """Add candidates to those found until enough differ, or a few rounds are over; return the chosen ones."""
    cost = ground.cost.copy()
    chosen: list[Candidate] = []
    for _ in range(_ROUNDS):
        found += _candidates(ground, wanted, cost, again=again)
        chosen = choose_loops(found, ground.graph.length, wanted, count)
        if len(chosen) >= count:
            break
        # Where too few differ, what is already used weighs more, and others come to light.
        for item in chosen:
            cost[item.edges] *= _USED
    return chosen


def _to_views(ground: SearchGraph, wanted: float, views: NDArray[np.float64]) -> Iterator[Candidate]:
    tail, head = ground.graph.tail, ground.graph.head
    nodes = goals(ground, views)
    for goal in nodes:
        for loop in _candidates(ground, wanted, ground.cost, by=goal):
            seen = np.isin(nodes, np.concatenate([tail[loop.edges], head[loop.edges]])).sum()
            yield replace(loop, views=int(seen))


def there_and_back(ground: SearchGraph, wanted: float) -> Route:
    """Return the way to the place half the wanted length away, and back: for starts that lie on no loop."""
    out = ground.graph.trees([ground.start], cost=ground.cost)
    metres = ground.graph.along(out, ground.graph.length)[0]
    goal = int(np.argmin(np.where(np.isfinite(metres), np.abs(metres - wanted / 2), np.inf)))
    way = np.array(out.way(0, goal), dtype=np.int64)
    return ground.route(np.concatenate([way, way[::-1]]))


def _candidates(
    ground: SearchGraph,
    wanted: float,
    weight: NDArray[np.float64],
    *,
    by: int | None = None,
    again: float = _AGAIN,
) -> Iterator[Candidate]:
    graph = ground.graph
    for way, turn, cost in _ways_out(ground, wanted, weight, by=by, again=again):
        gone = float(graph.length[way].sum())
        trees = graph.trees([turn, ground.start], cost=cost)
        legs = graph.along(trees, graph.length)
        for second in _seconds(ground, trees, legs, gone, wanted):
            onward = np.array(trees.way(0, second), dtype=np.int64)
            home = np.array(trees.way(1, second), dtype=np.int64)[::-1]
            yield _measured(ground, *_legs(way, np.concatenate([onward, home]), turns=by is not None))
            if np.intersect1d(onward, home).size:
                other = cost.copy()
                other[onward] *= again
                home = np.array(graph.trees([second], cost=other).way(0, ground.start), dtype=np.int64)
                yield _measured(ground, *_legs(way, np.concatenate([onward, home]), turns=by is not None))


def _legs(way: NDArray[np.int64], rest: NDArray[np.int64], *, turns: bool) -> tuple[NDArray[np.int64], ...]:
    return (way, rest) if turns else (np.concatenate([way, rest]),)


def _ways_out(
    ground: SearchGraph, wanted: float, weight: NDArray[np.float64], *, by: int | None, again: float
) -> Iterator[tuple[NDArray[np.int64], int, NDArray[np.float64]]]:
    """Yield ways to a turning point, `by` where it is given, and what edges weigh once the way is walked.

    Where the length is more than three legs can reach, the way zigzags until three legs are enough.
    """
    graph = ground.graph
    out = graph.trees([ground.start], cost=weight)
    metres = graph.along(out, graph.length)[0]
    reach = float(metres[np.isfinite(metres)].max())
    turns = _turning_points(ground, metres, out.cost[0], min(wanted, _LEGS_REACH * reach))
    for first in turns if by is None else [by]:
        way, turn, cost = np.array(out.way(0, first), dtype=np.int64), first, weight.copy()
        cost[way] *= again
        while wanted - graph.length[way].sum() > _LEGS_REACH * reach and len(way):
            trees = graph.trees([turn], cost=cost)
            legs = graph.along(trees, graph.length)[0]
            far = np.flatnonzero(np.isfinite(legs) & (legs > reach / 2))
            if not far.size:
                break
            # Used edges weigh more, so the cheapest metre leads to where nobody has been yet.
            turn = int(far[np.argmin(trees.cost[0, far] / legs[far])])
            onward = np.array(trees.way(0, turn), dtype=np.int64)
            way = np.concatenate([way, onward])
            cost[onward] *= again
        yield way, turn, cost


def _turning_points(
    ground: SearchGraph, metres: NDArray[np.float64], cost: NDArray[np.float64], wanted: float
) -> list[int]:
    """Return first turning points all around the start: the best one of each sector and ring."""
    near, far = _OUT[0] * wanted, _OUT[1] * wanted
    nodes = np.flatnonzero((metres >= near) & (metres <= far))
    if not nodes.size:
        reachable = np.flatnonzero(np.isfinite(metres) & (metres > 0))
        nodes = reachable[np.argsort(-metres[reachable])][:_SECTORS]
    east, north = (ground.xy[nodes] - ground.xy[ground.start]).T
    sector = ((np.arctan2(north, east) + np.pi) / (2 * np.pi) * _SECTORS).astype(int) % _SECTORS
    ring = np.clip(((metres[nodes] - near) / (far - near) * _RINGS).astype(int), 0, _RINGS - 1)
    order = np.lexsort((nodes, cost[nodes] / metres[nodes], ring, sector))
    cell = (sector * _RINGS + ring)[order]
    return [int(node) for node in nodes[order][np.diff(cell, prepend=-1) != 0]]


def _seconds(
    ground: SearchGraph, trees: Trees, legs: NDArray[np.float64], gone: float, wanted: float
) -> list[int]:
    """Return the best second turning points: right length, little walked twice, apart from one another."""
    total = gone + legs[0] + legs[1]
    # Where both ways arrive by the same edge, they would only meet on a spur.
    meets = (trees.by[0] != trees.by[1]) & np.isfinite(total) & (trees.by[0] >= 0) & (trees.by[1] >= 0)
    nodes = np.flatnonzero(meets)
    if not nodes.size:
        return []
    miss = np.abs(total[nodes] / wanted - 1)
    weight = (trees.cost[0, nodes] + trees.cost[1, nodes]) / (legs[0, nodes] + legs[1, nodes])
    order = nodes[np.argsort(weight + MISS_WEIGHT * np.maximum(0.0, miss - AIM / 2), kind="stable")][:200]
    chosen: list[int] = []
    for node in order:
        if all(np.hypot(*(ground.xy[node] - ground.xy[other])) > wanted / 20 for other in chosen):
            chosen.append(int(node))
        if len(chosen) == _SECONDS:
            break
    return chosen


def _measured(ground: SearchGraph, *legs: NDArray[np.int64]) -> Candidate:
    """Measure legs walked one after the other; where one turns round on the spot, that bit is left out.

    From one leg to the next one may turn round: that is what dead ends are for.
    """
    walked = np.concatenate([_straightened(leg) for leg in legs])
    once = np.unique(walked)
    length = float(ground.graph.length[walked].sum())
    cost = float(ground.cost[walked].sum())
    return Candidate(
        walked, length, length - float(ground.graph.length[once].sum()), cost / length if length else np.inf
    )


def _straightened(edges: NDArray[np.int64]) -> NDArray[np.int64]:
    walked: list[int] = []
    for edge in edges.tolist():
        if walked and walked[-1] == edge:
            walked.pop()
        else:
            walked.append(edge)
    return np.array(walked, dtype=np.int64)

"""Habitats around a commune: stepping stones that its links may lead over, no area of them counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.connectivity.habitat_links import TOUCH_M, Links, links_among, straight_links
from gis.connectivity.patches import LAYERS, LEAST_M2, ground_of, only_ground
from gis.connectivity.stone_ways import best_ways_over
from gis.geometry import prepared
from gis.territory import known_ground, memoised

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.connectivity.patches import Patches
    from gis.connectivity.stone_ways import Ways
    from gis.territory import Layer, Territory

MOST_STONES = 1_000
"""Of more stones within reach, those nearest to patches are taken: links are never overstated."""


@dataclass(frozen=True, eq=False)
class AroundLinks:
    """The links of a commune, some of which lead over stepping stones outside it.

    Attributes
    ----------
    links : Links
    lines : array of LineString or None, shape (links,)
        From patch to stone to patch, in metres; nothing where a link is straight.
    stones : int
        How many stepping stones the links lead over.
    """

    links: Links
    lines: NDArray[np.object_]
    stones: int


def known_around_m(territory: Territory) -> float:
    """Return how far around the commune its habitats are known, in metres; 0 where they end with it.

    Of layers that go to several distances, it is the least.
    """
    return min((layer.margin_m for layer in _layers(territory)), default=0.0)


@memoised
def stones_of(territory: Territory) -> NDArray[np.object_]:
    """Return the ground of habitats outside the commune, as far as their layers are known, in metres.

    Features that cross the outline are there with what lies outside. They may overlap: none is counted.
    """
    found = [_outside(territory, layer) for layer in _layers(territory)]
    return np.concatenate(found) if found else np.empty(0, dtype=object)


def links_around(
    patches: Patches, stones: NDArray[np.object_], *, median_m: float, reach_m: float
) -> AroundLinks:
    """Return the straight links between patches, and those that a way over stepping stones makes shorter.

    Crossing a stone costs nothing. The metres of a way are those of its steps from edge to edge: as
    probabilities fall exponentially with distance, that of the sum is the product of those of the steps. A
    link over stones stands only where no direct one is as short, and no further than `reach_m`.

    Parameters
    ----------
    stones : array of Polygon or MultiPolygon
        Those of `stones_of`, in metres.
    median_m : float
        Median dispersal distance: where there is a way of steps no longer than it, that is what
        `Links.longest` tells.
    reach_m : float
        Longest link in metres.

    Notes
    -----
    A link over stones is one link, as a direct one is, so that IIC never falls when stones are added.
    """
    direct = straight_links(patches, reach_m=reach_m)
    limit, number = max(reach_m, TOUCH_M), len(patches)
    shapes, steps = _steps(patches.geometry, stones, limit)
    if not len(steps):
        return AroundLinks(direct, np.full(len(direct), None), 0)
    ways = best_ways_over(steps, patches=number, limit_m=limit)
    better = ways.take(np.flatnonzero(ways.links.metres < _metres(direct, ways.links)))
    stay = direct.take(np.flatnonzero(np.isinf(_metres(better.links, direct))))
    short = steps.take(np.flatnonzero(steps.metres <= median_m))
    near = best_ways_over(short, patches=number, limit_m=limit).links
    lines = np.concatenate([np.full(len(stay), None), _lines(shapes, better)])
    return AroundLinks(_with_longest(stay.and_those(better.links), near), lines, better.stones(number))


def _layers(territory: Territory) -> list[Layer]:
    found = (territory.find(key) for key in LAYERS)
    return [layer for layer in found if layer is not None and layer.goes_beyond]


def _outside(territory: Territory, layer: Layer) -> NDArray[np.object_]:
    ring: BaseGeometry = shapely.difference(known_ground(territory, layer), territory.commune)
    shapes = shapely.make_valid(ground_of(layer))
    shapes = shapes[shapely.intersects(prepared(ring), shapes)]
    across = ~shapely.covers(prepared(ring), shapes)
    shapes[across] = shapely.intersection(shapes[across], ring)
    shapes = only_ground(shapes)
    return np.asarray(shapes[shapely.area(shapes) >= LEAST_M2], dtype=object)


def _steps(
    patches: NDArray[np.object_], stones: NDArray[np.object_], reach_m: float
) -> tuple[NDArray[np.object_], Links]:
    """Return patches and the stones within reach of one, and the steps onto and between these stones."""
    tree = shapely.STRtree(patches)
    (close, _), away = tree.query_nearest(
        stones, max_distance=reach_m, return_distance=True, all_matches=False
    )
    nearest = np.sort(close[np.argsort(away, kind="stable")[:MOST_STONES]])
    shapes = np.concatenate([patches, stones[nearest]])
    return shapes, links_among(shapes, reach_m=reach_m, since=len(patches))


def _metres(known: Links, asked: Links) -> NDArray[np.float64]:
    """Return the metres of the known link between the ends of each link asked for; infinite without one."""
    place = known.places(asked.tail, asked.head)
    metres = np.full(len(asked), np.inf)
    metres[place >= 0] = known.metres[place[place >= 0]]
    return metres


def _with_longest(links: Links, near: Links) -> Links:
    """Return links whose longest step is that of a way of short steps, where there is one."""
    place = near.places(links.tail, links.head)
    longest = links.longest.copy()
    found = place >= 0
    longest[found] = np.minimum(longest[found], near.longest[place[found]])
    return Links(links.tail, links.head, links.metres, longest)


def _lines(shapes: NDArray[np.object_], ways: Ways) -> NDArray[np.object_]:
    """Return the line of each way: its steps from edge to edge, and straight over stones."""
    pairs, row = np.unique(ways.steps, axis=0, return_inverse=True)
    spans = shapely.shortest_line(shapes[pairs[:, 0]], shapes[pairs[:, 1]])
    ends = shapely.get_coordinates(spans).reshape(-1, 2, 2)[row.ravel()]
    lines = shapely.linestrings(ends.reshape(-1, 2), indices=np.repeat(ways.of, 2))
    return np.asarray(lines, dtype=object)

"""Links between patches: straight from edge to edge, or by the way that costs least."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.connectivity.least_cost.front import Front, grow, meetings, ways
from gis.connectivity.patches import patches_of
from gis.connectivity.resistance import Grid, cost_surface, land_use, owners_of, resistances
from gis.territory import memoised

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.connectivity.least_cost.front import Meetings
    from gis.connectivity.patches import Patches
    from gis.territory import Territory

MODES = ("euclidean", "least_cost")
LEAST_PROBABILITY = 0.01
"""Straight links less probable than this are left out: beyond 6.6 times the median."""
TOUCH_M = 0.5
"""Patches nearer than this touch: nothing lies between them."""


@dataclass(frozen=True, eq=False)
class Links:
    """Links between patches; arrays of shape (links,).

    Attributes
    ----------
    tail, head : arrays of int
        Patches, tail below head.
    metres : array of float
        Distance in metres, or cost in metres' worth; 0 where patches touch.
    longest : array of float
        The longest single step of the link: `metres`, unless it leads over stepping stones.
    """

    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    metres: NDArray[np.float64]
    longest: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.tail)

    def take(self, rows: NDArray[np.intp]) -> Links:
        """Return some of the links."""
        return Links(self.tail[rows], self.head[rows], self.metres[rows], self.longest[rows])

    def and_those(self, other: Links) -> Links:
        """Return these links and then those of another set."""
        return Links(
            np.concatenate([self.tail, other.tail]),
            np.concatenate([self.head, other.head]),
            np.concatenate([self.metres, other.metres]),
            np.concatenate([self.longest, other.longest]),
        )

    def places(self, tail: NDArray[np.int64], head: NDArray[np.int64]) -> NDArray[np.intp]:
        """Return the place of the link between each two patches, tail below head; -1 where there is none."""
        if not len(self):
            return np.full(len(tail), -1)
        number = max(int(self.head.max()), int(head.max(initial=0))) + 1
        keys, asked = self.tail * number + self.head, tail * number + head
        order = np.argsort(keys, kind="stable")
        place = order[np.minimum(np.searchsorted(keys[order], asked), len(self) - 1)]
        return np.where(keys[place] == asked, place, -1)


@dataclass(frozen=True, eq=False)
class CostSurface:
    """The surface of costs of a territory and the front that its patches send over it.

    Attributes
    ----------
    front : Front
    reference_cost : float
        What a metre costs in the median cell of the commune outside patches. A median dispersal distance is
        multiplied by it to become a cost: over ordinary land, animals go as far as they are known to.
    """

    front: Front
    reference_cost: float

    @cached_property
    def meetings(self) -> Meetings:
        """The cheapest way between each two patches whose surroundings meet."""
        return meetings(self.front)


def straight_links(patches: Patches, *, reach_m: float) -> Links:
    """Return the links between all patches whose edges are at most `reach_m` apart, in metres."""
    return links_among(patches.geometry, reach_m=reach_m)


def links_among(shapes: NDArray[np.object_], *, reach_m: float, since: int = 0) -> Links:
    """Return the links between all shapes whose edges are at most `reach_m` apart, in metres.

    With `since`, only those of which one end at least is a shape from that place on.
    """
    tree = shapely.STRtree(shapes)
    head, tail = tree.query(shapes[since:], predicate="dwithin", distance=max(reach_m, TOUCH_M))
    head = head + since
    once_each = tail < head
    tail, head = tail[once_each], head[once_each]
    metres = shapely.distance(shapes[tail], shapes[head])
    metres[metres < TOUCH_M] = 0.0
    return Links(tail.astype(np.int64), head.astype(np.int64), metres, metres)


def straight_lines(patches: Patches, links: Links) -> NDArray[np.object_]:
    """Return the shortest straight line of each link, in metres."""
    lines: NDArray[np.object_] = shapely.shortest_line(
        patches.geometry[links.tail], patches.geometry[links.head]
    )
    return lines


@memoised
def terrain_of(territory: Territory) -> CostSurface:
    """Return the terrain of a territory, worked out once."""
    patches = patches_of(territory)
    grid = Grid.over(territory.commune)
    owner = owners_of(patches, grid)
    costs = resistances(territory)
    surface = cost_surface(land_use(territory, grid), owner, costs)
    inside = np.zeros(grid.shape, dtype=np.uint8)
    grid.burn([(territory.commune, 1)], onto=inside)
    between = surface[(inside == 1) & (owner < 0)]
    reference = float(np.median(between)) if between.size else costs["other"]
    return CostSurface(grow(grid, owner, surface), reference)


def least_cost_links(territory: Territory) -> tuple[Links, NDArray[np.object_]]:
    """Return the least-cost links between neighbouring patches, and the line of each, in metres.

    Ways may lead over the land up to `resistance.MARGIN_M` around the commune, where layers speak of it;
    habitats there are no stepping stones.
    """
    return _least_cost(territory)


@memoised
def _least_cost(territory: Territory) -> tuple[Links, NDArray[np.object_]]:
    patches, terrain = patches_of(territory), terrain_of(territory)
    found = terrain.meetings
    touching = straight_links(patches, reach_m=TOUCH_M)
    links = Links(found.tail, found.head, found.cost, found.cost)
    joined = merge(touching, links)
    lines = np.array(straight_lines(patches, joined))
    number = len(patches)
    place = {key: row for row, key in enumerate(found.tail * number + found.head)}
    drawn = ways(terrain.front, found)
    for row, key in enumerate(joined.tail * number + joined.head):
        if joined.metres[row] > 0 and key in place:
            lines[row] = drawn[place[key]]
    return joined, lines


def merge(*several: Links) -> Links:
    """Return several sets of links as one; of two links between the same patches the shorter stays."""
    joined = reduce(Links.and_those, several)
    whole = joined.take(np.lexsort((joined.metres, joined.head, joined.tail)))
    new = np.ones(len(whole), dtype=bool)
    new[1:] = (np.diff(whole.tail) != 0) | (np.diff(whole.head) != 0)
    return whole.take(np.flatnonzero(new))

"""Every feature of every theme in one index, so that one shape is answered in one pass.

Asking theme after theme costs more in calls than in geometry; the functions are those of `overlay`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.overlay.index import LayerIndex, Zones, indexes_of
from gis.overlay.intersections import NO_HITS, Hits, overlay
from gis.territory import memoised

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.territory import Territory

ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Nearest:
    """The nearest feature of each theme.

    Attributes
    ----------
    metres : array of float, one a theme
        NaN where the theme was not asked or has no feature.
    feature : array of int, one a theme
        Its place among the features of the theme, -1 for none.
    steps : array of float, shape (themes, 2)
        East and north of the shortest way to it, in metres.
    """

    metres: NDArray[np.float64]
    feature: NDArray[np.intp]
    steps: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Pool:
    """The features of all themes, one theme after the other.

    Attributes
    ----------
    indexes : tuple of LayerIndex
    zones : Zones
        All their shapes.
    starts : array of int, one more than themes
        Where each theme begins in `zones.shapes`.
    """

    indexes: tuple[LayerIndex, ...]
    zones: Zones
    starts: NDArray[np.intp]

    @classmethod
    def of(cls, indexes: tuple[LayerIndex, ...]) -> Pool:
        """Return the pool of some themes."""
        shapes = np.concatenate([np.empty(0, object), *(index.shapes for index in indexes)])
        starts = np.cumsum([0, *(len(index.shapes) for index in indexes)]).astype(np.intp)
        return cls(indexes, Zones("", "mixed", True, shapes), starts)

    @cached_property
    def theme(self) -> NDArray[np.intp]:
        """Place of the theme of each feature."""
        return np.repeat(np.arange(len(self.indexes)), np.diff(self.starts))

    @cached_property
    def _boxes(self) -> NDArray[np.float64]:
        return np.ascontiguousarray(shapely.bounds(self.zones.shapes).T)

    @cached_property
    def _marks(self) -> NDArray[np.float64]:
        """One point of each feature."""
        points, owners = shapely.get_coordinates(self.zones.shapes, return_index=True)
        return np.ascontiguousarray(points[np.unique(owners, return_index=True)[1]].T)

    @cached_property
    def _filled(self) -> NDArray[np.intp]:
        return np.flatnonzero(np.diff(self.starts))

    def hits(self, shape: BaseGeometry, area: float) -> list[Hits]:
        """Return what a polygon shares with each theme, in the order of the themes."""
        found = overlay(self.zones, np.array([shape], dtype=object), np.array([area]))
        found = found.keep(np.argsort(found.feature))
        ends = np.searchsorted(found.feature, self.starts)
        return [
            found.part(slice(first, last), less=start) if first < last else NO_HITS
            for first, last, start in zip(
                ends[:-1].tolist(), ends[1:].tolist(), self.starts.tolist(), strict=False
            )
        ]

    def nearest(self, shape: BaseGeometry, wanted: NDArray[np.bool_]) -> Nearest:
        """Return the nearest feature of the wanted themes.

        A feature can only be nearest if its box is no farther than some known point of its theme; the
        distance itself is measured for those alone.
        """
        themes = len(self.indexes)
        metres, feature = np.full(themes, np.nan), np.full(themes, -1, np.intp)
        steps = np.zeros((themes, 2))
        if not len(self.zones.shapes):
            return Nearest(metres, feature, steps)
        places = self._candidates(shape, wanted)
        distance = shapely.distance(self.zones.shapes[places], shape)
        order = np.lexsort((distance, self.theme[places]))
        places, distance = places[order], distance[order]
        found, first = np.unique(self.theme[places], return_index=True)
        metres[found], feature[found] = distance[first], places[first] - self.starts[found]
        ways = shapely.get_coordinates(shapely.shortest_line(self.zones.shapes[places[first]], shape))
        steps[found] = ways[::2] - ways[1::2]
        return Nearest(metres, feature, steps)

    def _candidates(self, shape: BaseGeometry, wanted: NDArray[np.bool_]) -> NDArray[np.intp]:
        west, south, east, north = shape.bounds
        left, below, right, above = self._boxes
        across = np.maximum(np.maximum(left - east, west - right), 0)
        along = np.maximum(np.maximum(below - north, south - above), 0)
        at_least = across * across + along * along
        x, y = shapely.get_coordinates(shape)[0]
        mark_x, mark_y = self._marks
        from_mark = (mark_x - x) ** 2 + (mark_y - y) ** 2
        at_most = np.full(len(self.indexes), np.inf)
        at_most[self._filled] = np.minimum.reduceat(from_mark, self.starts[self._filled])
        # Room for rounding: a point's box is the point itself.
        at_most = at_most * (1 + ROUNDING) + ROUNDING
        at_most[~wanted] = -1
        return np.flatnonzero(at_least <= at_most[self.theme])


@memoised
def pool_of(territory: Territory) -> Pool:
    """Return the pool of every theme that a parcel is held against, built once for a territory."""
    pool = Pool.of(indexes_of(territory))
    _ = pool.zones.ready(), pool.theme
    return pool

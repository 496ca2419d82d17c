"""Hold many shapes against one theme at once: which features, how much of each, how far the nearest.

One parcel and a million go through the same functions, so that a dossier and a screening cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.overlay.clipping import lengths_inside
from gis.overlay.index import LINE, POINT, POLYGON

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.overlay.index import Zones

SLIVER_M2 = 1.0
SLIVER_M = 1.0
"""Less than this does not count as a hit; the Swiss parcel extract draws the same line
(https://github.com/openoereb/pyramid_oereb, thresholds of the PLR themes)."""


@dataclass(frozen=True, eq=False)
class Hits:
    """Pairs of a subject and a feature that share something, in the order of the subjects.

    Attributes
    ----------
    subject, feature : array of int
        Positions among the subjects and in `Zones.shapes`.
    area_m2, length_m : array of float
        What they share; 0 where the feature has no area or no length.
    cut : array of geometries
        The shared polygons, only where the theme overlaps itself.
    """

    subject: NDArray[np.intp]
    feature: NDArray[np.intp]
    area_m2: NDArray[np.float64]
    length_m: NDArray[np.float64]
    cut: NDArray[np.object_] | None = None

    def keep(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> Hits:
        """Return the chosen pairs."""
        cut = None if self.cut is None else self.cut[chosen]
        return Hits(
            self.subject[chosen], self.feature[chosen], self.area_m2[chosen], self.length_m[chosen], cut
        )

    def part(self, chosen: slice, *, less: int) -> Hits:
        """Return a run of pairs, their features counted from `less`."""
        cut = None if self.cut is None else self.cut[chosen]
        feature = self.feature[chosen] - less
        return Hits(self.subject[chosen], feature, self.area_m2[chosen], self.length_m[chosen], cut)


NO_HITS = Hits(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0), np.empty(0), np.empty(0, object))


@dataclass(frozen=True, eq=False)
class ThemeTotals:
    """What each subject shares with a theme, one value a subject.

    Attributes
    ----------
    concerned : array of bool
    area_m2, length_m : array of float
        Area of the union of what is shared; sum of the lengths.
    count : array of int
        Features that count.
    nearest_m : array of float
        0 where concerned; NaN where the theme has no feature.
    nearest : array of int
        The nearest feature, -1 where there is none.
    """

    concerned: NDArray[np.bool_]
    area_m2: NDArray[np.float64]
    length_m: NDArray[np.float64]
    count: NDArray[np.int64]
    nearest_m: NDArray[np.float64]
    nearest: NDArray[np.intp]


def overlay(index: Zones, subjects: NDArray[np.object_], areas: NDArray[np.float64]) -> Hits:
    """Return what polygons share with the features of a theme, slivers left out.

    Parameters
    ----------
    subjects : array of polygons
        In the territory's legal system, valid.
    areas : array of float
        Their areas in m².
    """
    subject, feature = index.tree.query(subjects)
    order = np.argsort(subject, kind="stable") if len(subject) > 1 else slice(None)
    subject, feature = subject[order], feature[order]
    if not len(subject):
        return NO_HITS
    if index.kinds == {LINE}:
        return _lines(index, subjects, subject, feature)
    if index.kinds == {POLYGON}:
        return _polygons(index, subjects, areas, subject, feature)
    return _mixed(index, subjects, areas, subject, feature)


def totals(index: Zones, subjects: NDArray[np.object_], hits: Hits, *, nearest: bool = True) -> ThemeTotals:
    """Return what each subject shares with a theme, from its hits.

    Parameters
    ----------
    nearest : bool
        Look for the nearest feature of those that are not concerned; NaN and -1 otherwise.
    """
    size = len(subjects)
    count = np.bincount(hits.subject, minlength=size)
    area = np.bincount(hits.subject, weights=hits.area_m2, minlength=size).astype(float)
    if index.overlapping and hits.cut is not None:
        area = _united(index, hits, area, count)
    length = np.bincount(hits.subject, weights=hits.length_m, minlength=size).astype(float)
    concerned = count > 0
    distance = np.where(concerned, 0.0, np.nan)
    closest = np.full(size, -1, np.intp)
    if nearest and len(index.shapes):
        far = np.flatnonzero(~concerned)
        found, metres = index.tree.query_nearest(subjects[far], return_distance=True, all_matches=False)
        distance[far[found[0]]], closest[far[found[0]]] = metres, found[1]
    return ThemeTotals(concerned, area, length, count, distance, closest)


def _lines(
    index: Zones, subjects: NDArray[np.object_], subject: NDArray[np.intp], feature: NDArray[np.intp]
) -> Hits:
    length = lengths_inside(index.shapes, index.segments, feature, subjects, subject)
    hits = Hits(subject, feature, np.zeros(len(subject)), length)
    return hits.keep(length >= SLIVER_M)


def _polygons(
    index: Zones,
    subjects: NDArray[np.object_],
    areas: NDArray[np.float64],
    subject: NDArray[np.intp],
    feature: NDArray[np.intp],
) -> Hits:
    twin = index.twin[feature]
    first = twin == feature
    if first.all():
        cut, area = _cut(index.shapes[feature], subjects, areas, subject)
    else:
        # Whoever meets a shape meets its twins: what they share is found once.
        pairs = subject * len(index.shapes) + feature
        once = np.flatnonzero(first)
        cut, area = _cut(index.shapes[feature[once]], subjects, areas, subject[once])
        order = np.argsort(pairs[once])
        place = order[np.searchsorted(pairs[once], pairs - feature + twin, sorter=order)]
        cut, area = cut[place], area[place]
    hits = Hits(subject, feature, area, np.zeros(len(subject)), cut if index.overlapping else None)
    return hits.keep(area >= SLIVER_M2)


def _cut(
    zones: NDArray[np.object_],
    subjects: NDArray[np.object_],
    areas: NDArray[np.float64],
    subject: NDArray[np.intp],
) -> tuple[NDArray[np.object_], NDArray[np.float64]]:
    """Return what zones and subjects share, and its area; nothing where they only meet in their boxes."""
    holders = subjects[subject]
    # Most pairs lie wholly inside or wholly outside: prepared zones tell them apart cheaply.
    inside = shapely.contains_properly(zones, holders)
    partly = np.flatnonzero(~inside)
    partly = partly[shapely.intersects(zones[partly], holders[partly])]
    cut = np.full(len(subject), None, dtype=object)
    cut[inside] = holders[inside]
    cut[partly] = shapely.intersection(zones[partly], holders[partly])
    area = np.zeros(len(subject))
    area[inside] = areas[subject[inside]]
    area[partly] = shapely.area(cut[partly])
    return cut, area


def _points(
    index: Zones, subjects: NDArray[np.object_], subject: NDArray[np.intp], feature: NDArray[np.intp]
) -> Hits:
    # A box that meets a point's box holds the point's box: only the polygon itself is left to ask.
    inside = shapely.intersects(subjects[subject], index.shapes[feature])
    subject, feature = subject[inside], feature[inside]
    return Hits(subject, feature, np.zeros(len(subject)), np.zeros(len(subject)))


def _mixed(
    index: Zones,
    subjects: NDArray[np.object_],
    areas: NDArray[np.float64],
    subject: NDArray[np.intp],
    feature: NDArray[np.intp],
) -> Hits:
    kind = index.dimensions[feature]
    flat, long, spot = kind == POLYGON, kind == LINE, kind == POINT
    parts = [_polygons(index, subjects, areas, subject[flat], feature[flat])]
    if long.any():
        parts.append(_lines(index, subjects, subject[long], feature[long]))
    if spot.any():
        parts.append(_points(index, subjects, subject[spot], feature[spot]))
    return parts[0] if len(parts) == 1 else _together(parts)


def _together(parts: list[Hits]) -> Hits:
    """Return the pairs of several kinds as one, in the order of the subjects."""
    cuts = [np.full(len(part.subject), None, object) if part.cut is None else part.cut for part in parts]
    found = Hits(
        np.concatenate([part.subject for part in parts]),
        np.concatenate([part.feature for part in parts]),
        np.concatenate([part.area_m2 for part in parts]),
        np.concatenate([part.length_m for part in parts]),
        np.concatenate(cuts),
    )
    return found.keep(np.argsort(found.subject, kind="stable"))


def _united(
    index: Zones, hits: Hits, area: NDArray[np.float64], count: NDArray[np.int64]
) -> NDArray[np.float64]:
    assert hits.cut is not None
    united = area.copy()
    several = np.flatnonzero(count > 1)
    begins = np.searchsorted(hits.subject, several)
    for place, begin in zip(several, begins, strict=True):
        some = slice(begin, begin + count[place])
        united[place] = united_area(index, hits.feature[some], hits.cut[some], hits.area_m2[some])
    return united


def united_area(
    index: Zones, feature: NDArray[np.intp], cut: NDArray[np.object_], area: NDArray[np.float64]
) -> float:
    """Return the area in m² of the union of what one subject shares with features of a theme."""
    different = np.unique(index.twin[feature], return_index=True)[1]
    if len(different) == 1:
        return float(area.max())
    return float(shapely.area(shapely.union_all(cut[different])))

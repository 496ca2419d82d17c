"""How much of a line lies inside a polygon, for many pairs at once, without building what they share.

A line through a ring is entered and left where the ring changes sides of it. With the ring's corners taken
in order, each change of side has a place *t* along the segment (0 its start, 1 its end) and a sense, +1 in,
−1 out, and the part of the segment inside is

    | Σ sense · (1 − clip(t, 0, 1)) |        between 0, outside, and 1, inside

Segments that run along an edge, to a thousandth of a millimetre, are left to GEOS, for which the edge is
inside. A line that walks over itself counts each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALONG_M = 1e-6
WIDTHS = (8, 16, 32, 64, 128, 256, 512)
"""Polygons are taken together by their number of corners; larger ones are left to GEOS."""
WIDE = 64
"""From this many corners on, it pays to ask GEOS first which lines lie wholly inside or outside."""
FEW = 24
"""Up to this many pairs GEOS alone is quicker."""
BLOCK = 100_000
"""Corners times segments looked at in one go: what a processor keeps close by."""


@dataclass(frozen=True, eq=False)
class Segments:
    """The straight pieces of lines.

    Attributes
    ----------
    start, step : array of float, shape (segments, 2)
        Where each begins and what leads to its end, in metres.
    first : array of int, one more than lines
        Where the segments of each line begin.
    """

    start: NDArray[np.float64]
    step: NDArray[np.float64]
    first: NDArray[np.intp]

    @classmethod
    def of(cls, lines: NDArray[np.object_]) -> Segments:
        """Return the segments of lines; those without length are left out."""
        parts, line = shapely.get_parts(lines, return_index=True)
        points, part = shapely.get_coordinates(parts, return_index=True)
        step = np.diff(points, axis=0)
        real = (part[1:] == part[:-1]) & (step != 0).any(axis=1)
        owner = line[part[:-1][real]]
        first = np.searchsorted(owner, np.arange(len(lines) + 1))
        return cls(points[:-1][real], step[real], first)


def lengths_inside(
    lines: NDArray[np.object_],
    segments: Segments,
    line: NDArray[np.intp],
    polygons: NDArray[np.object_],
    polygon: NDArray[np.intp],
) -> NDArray[np.float64]:
    """Return the metres of lines that lie inside polygons.

    Parameters
    ----------
    lines : array of LineString or MultiLineString
    segments : Segments
        Of those lines.
    polygons : array of Polygon or MultiPolygon
        Valid.
    line, polygon : array of int, shape (pairs,)
        Which line is held against which polygon.

    Returns
    -------
    array of float, shape (pairs,)
    """
    metres = np.zeros(len(line))
    width = np.zeros(len(line), int) if len(line) <= FEW else _widths(polygons)[polygon]
    open_pairs = np.flatnonzero((width > 0) & (width < WIDE))
    wide = np.flatnonzero((width == 0) | (width >= WIDE))
    if len(wide):
        whole, partly = _sorted_out(lines[line[wide]], polygons[polygon[wide]])
        metres[wide[whole]] = shapely.length(lines[line[wide[whole]]])
        open_pairs = np.concatenate([open_pairs, wide[partly]])
    geos = [open_pairs[width[open_pairs] == 0]]
    for size in WIDTHS:
        pairs = open_pairs[width[open_pairs] == size]
        if len(pairs):
            metres[pairs], doubtful = _measure(segments, line[pairs], polygons, polygon[pairs], size)
            geos.append(pairs[doubtful])
    left = np.concatenate(geos)
    metres[left] = shapely.length(shapely.intersection(lines[line[left]], polygons[polygon[left]]))
    return metres


def _sorted_out(
    lines: NDArray[np.object_], polygons: NDArray[np.object_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which lines lie wholly inside, and which partly."""
    # Only copies come here: a dossier's subject, or the share of one thread.
    shapely.prepare(polygons)  # noqa: TID251
    whole = shapely.contains_properly(polygons, lines)
    partly = ~whole
    partly[partly] = shapely.intersects(polygons[partly], lines[partly])
    return whole, partly


def _widths(polygons: NDArray[np.object_]) -> NDArray[np.intp]:
    """Return the least of `WIDTHS` that holds the corners of each polygon, 0 where none does."""
    fits = np.searchsorted(WIDTHS, _corner_counts(polygons))
    return np.array([*WIDTHS, 0])[fits]


def _corner_counts(polygons: NDArray[np.object_]) -> NDArray[np.intp]:
    """Return the corners of each polygon as `_corners` lays them out, the ways between rings included."""
    parts, polygon = shapely.get_parts(polygons, return_index=True)
    rings = np.bincount(polygon, shapely.get_num_interior_rings(parts) + 1, len(polygons)).astype(int)
    return shapely.get_num_coordinates(polygons) + rings - 1 - (rings == 1)


def _corners(polygons: NDArray[np.object_], width: int) -> NDArray[np.float64]:
    """Return the corners of polygons, shape (polygons, width, 2), each row filled up with its last.

    Outer rings turn left, holes right. After every further ring the way goes back to where it began, so
    that the steps between rings are gone there and back and cancel out.
    """
    parts, owner = shapely.get_parts(shapely.orient_polygons(polygons), return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    polygon = owner[part[ring]]
    first = np.searchsorted(polygon, np.arange(len(polygons) + 1))
    ends = np.flatnonzero(np.diff(ring, append=-1))
    further = ends[np.diff(polygon[ends], prepend=-1) == 0]
    order = np.insert(np.arange(len(points)), further + 1, first[polygon[further]])
    owners = polygon[order]
    start = np.searchsorted(owners, np.arange(len(polygons)))
    count = np.bincount(owners, minlength=len(polygons))
    return points[order[start[:, None] + np.minimum(np.arange(width), count[:, None] - 1)]]


def _measure(
    segments: Segments,
    line: NDArray[np.intp],
    polygons: NDArray[np.object_],
    polygon: NDArray[np.intp],
    width: int,
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return metres for each pair, and which pairs are too close to tell."""
    used, place = np.unique(polygon, return_inverse=True)
    rings = _corners(polygons[used], width)
    count = segments.first[line + 1] - segments.first[line]
    pair = np.repeat(np.arange(len(line)), count)
    offset = np.repeat(segments.first[line] - np.cumsum(count) + count, count)
    segment = np.arange(len(pair)) + offset
    inside, doubtful = np.zeros(len(pair)), np.zeros(len(pair), bool)
    block = max(1, BLOCK // width)
    for begin in range(0, len(pair), block):
        some = slice(begin, begin + block)
        corners = rings[place[pair[some]]]
        start, step = segments.start[segment[some]], segments.step[segment[some]]
        inside[some], doubtful[some] = _inside(start, step, corners)
    metres = np.bincount(pair, inside, len(line)).astype(float)
    return metres, np.bincount(pair, doubtful, len(line)) > 0


def _inside(
    start: NDArray[np.float64], step: NDArray[np.float64], corners: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the metres of each segment inside its ring, and whether it runs along an edge."""
    length = np.hypot(step[:, 0], step[:, 1])
    x, y = corners[..., 0] - start[:, :1], corners[..., 1] - start[:, 1:]
    across, ahead = step[:, :1] / length[:, None], step[:, 1:] / length[:, None]
    side = across * y - ahead * x
    left = side > 0
    near = np.abs(side) <= ALONG_M
    row, corner = np.nonzero(left != np.roll(left, -1, axis=1))
    following = (corner + 1) % side.shape[1]
    here, there = side[row, corner], side[row, following]
    share = here / (here - there)
    x_at = x[row, corner] + share * (x[row, following] - x[row, corner])
    y_at = y[row, corner] + share * (y[row, following] - y[row, corner])
    along = np.clip(across[row, 0] * x_at + ahead[row, 0] * y_at, 0, length[row])
    sense = np.where(left[row, corner], 1.0, -1.0)
    metres = np.abs(np.bincount(row, sense * (length[row] - along), len(start)))
    return metres, _runs_along(near, x, y, across, ahead, length)


def _runs_along(
    near: NDArray[np.bool_],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    across: NDArray[np.float64],
    ahead: NDArray[np.float64],
    length: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Tell which segments share some length with an edge of their ring."""
    found = np.zeros(len(length), bool)
    row, corner = np.nonzero(near & np.roll(near, -1, axis=1))
    if len(row):
        following = (corner + 1) % near.shape[1]
        one = across[row, 0] * x[row, corner] + ahead[row, 0] * y[row, corner]
        other = across[row, 0] * x[row, following] + ahead[row, 0] * y[row, following]
        shared = np.minimum(np.maximum(one, other), length[row]) - np.maximum(np.minimum(one, other), 0)
        found[row[shared > 0]] = True
    return found

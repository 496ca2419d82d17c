"""How much work shapes from outside would be, told before anything works on them.

To repair an outline, to ask whether it is valid or to join it to others takes time and memory as there are
crossings, and as there are pairs of segments or rings that could meet. Both are counted here, and the count
itself ends as soon as there are too many: five thousand corners that cross one another are refused in some
milliseconds, where their repair would take minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.errors import BudgetError
from gis.words import number, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]

_FEW = 64
"""Segments of a feature, or rings, that are never counted: so few cannot be much work."""
_PAIRS_EACH = 8
"""Pairs that each segment may come with, beside those that any shape may have."""
_SAMPLED = 12
_SURE = 8
"""Shapes go without a full count where each sampled segment has that many times its share of what may be."""
_FIRST_ASKED = 64
_PAIRS_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """What shapes from outside may have.

    Attributes
    ----------
    coordinates : int
        Corners of all of them.
    crossings : int
        Pairs of segments that cross; some seconds of repair at most.
    near : int
        Pairs of segments whose boxes meet, beyond those of neighbours; what asks whether an outline is valid
        looks at each.
    nested : int
        Pairs of rings of which one lies in the box of the other.
    """

    coordinates: int = 10_000_000
    crossings: int = 10_000
    near: int = 1_000_000
    nested: int = 100_000


DEFAULT = Limits()


def bearable(
    shapes: NDArray[np.object_], *, together: bool = False, limits: Limits = DEFAULT
) -> NDArray[np.object_]:
    """Return the same geometries, once it is known that working on them takes no more than it may.

    Parameters
    ----------
    shapes : array of geometries
        In any system; may be missing, empty or invalid.
    together : bool
        Whether they will be joined: then crossings of one with another count too.

    Raises
    ------
    BudgetError
        When they have too many corners, crossings, or segments or rings in one another's way.
    """
    present = shapes[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]
    if shapely.get_num_coordinates(present).sum() > limits.coordinates:
        raise BudgetError(say("limits.coordinates", most=number(limits.coordinates)))
    _refuse_nests(present, limits)
    starts, ends, owner = _segments(present)
    if not together:
        large = np.bincount(owner, minlength=len(present)) > _FEW
        kept = large[owner]
        starts, ends = _side_by_side(starts[kept], ends[kept], owner[kept])
    if len(starts) > _FEW:
        _refuse_crossings(starts, ends, limits)
    return shapes


def _segments(
    shapes: NDArray[np.object_],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Return both ends of every segment, and the row of its shape."""
    lines, owner = _lines(shapes)
    points, of_line = shapely.get_coordinates(lines, return_index=True)
    joined = of_line[1:] == of_line[:-1]
    starts, ends = points[:-1][joined], points[1:][joined]
    usable = np.isfinite(starts).all(axis=1) & np.isfinite(ends).all(axis=1) & (starts != ends).any(axis=1)
    return starts[usable], ends[usable], owner[of_line[1:][joined]][usable]


def _lines(shapes: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    parts, owner = shapely.get_parts(shapes, return_index=True)
    while (shapely.get_type_id(parts) > 3).any():  # noqa: PLR2004 - collections may lie in collections
        parts, within = shapely.get_parts(parts, return_index=True)
        owner = owner[within]
    areas = shapely.get_type_id(parts) == 3  # noqa: PLR2004 - polygons
    rings, within = shapely.get_rings(parts[areas], return_index=True)
    plain = ~areas & (shapely.get_dimensions(parts) == 1)
    return np.concatenate([rings, parts[plain]]), np.concatenate([owner[areas][within], owner[plain]])


def _side_by_side(
    starts: NDArray[np.float64], ends: NDArray[np.float64], owner: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return segments with each shape in a unit square of its own: what lies across others does not count."""
    if not len(owner):
        return starts, ends
    order = np.argsort(owner, kind="stable")
    starts, ends, owner = starts[order], ends[order], owner[order]
    firsts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    low = np.minimum.reduceat(np.minimum(starts, ends), firsts)
    size = np.maximum.reduceat(np.maximum(starts, ends), firsts) - low
    place = np.repeat(np.arange(len(firsts)), np.diff(np.r_[firsts, len(owner)]))
    shift = np.column_stack([2.0 * place, np.zeros(len(place))])
    scale = np.where(size > 0, size, 1.0)[place]
    return (starts - low[place]) / scale + shift, (ends - low[place]) / scale + shift


def _refuse_crossings(starts: NDArray[np.float64], ends: NDArray[np.float64], limits: Limits) -> None:
    # Each pair is met from both of its segments.
    most_near, most = 2 * (limits.near + _PAIRS_EACH * len(starts)), 2 * limits.crossings
    lows, highs = np.minimum(starts, ends), np.maximum(starts, ends)
    counts = [_met(row, starts, ends, lows, highs) for row in _shuffled(len(starts))[:_SAMPLED]]
    least_near, least = np.min(counts, axis=0) * len(starts)
    _refuse(least_near > _SURE * most_near, least > _SURE * most, limits)
    near = crossing = 0
    for one, other in _pairs(np.hstack([lows, highs])):
        near += len(one)
        crossing += int(_cross(starts, ends, one, other).sum())
        _refuse(near > most_near, crossing > most, limits)


def _refuse(too_near: bool, too_many: bool, limits: Limits) -> None:  # noqa: FBT001 - two findings
    if too_many:
        raise BudgetError(say("limits.crossings", most=number(limits.crossings)))
    if too_near:
        raise BudgetError(say("limits.entangled"))


def _met(
    row: int,
    starts: NDArray[np.float64],
    ends: NDArray[np.float64],
    lows: NDArray[np.float64],
    highs: NDArray[np.float64],
) -> tuple[int, int]:
    """Return how many segments have their boxes meet that of one, and how many cross it."""
    other = np.flatnonzero((lows <= highs[row]).all(axis=1) & (highs >= lows[row]).all(axis=1))
    return len(other), int(_cross(starts, ends, np.full(len(other), row), other).sum())


def _refuse_nests(shapes: NDArray[np.object_], limits: Limits) -> None:
    parts, owner = shapely.get_parts(shapes, return_index=True)
    areas = shapely.get_type_id(parts) == 3  # noqa: PLR2004 - polygons
    rings, within = shapely.get_rings(parts[areas], return_index=True)
    owner = owner[areas][within]
    kept = np.bincount(owner, minlength=1)[owner] > _FEW
    bounds = shapely.bounds(rings[kept])
    lows, highs = _side_by_side(bounds[:, :2], bounds[:, 2:], owner[kept])
    nested = 0
    for one, other in _pairs(np.hstack([lows, highs])):
        inside = (lows[one] >= lows[other]).all(axis=1) & (highs[one] <= highs[other]).all(axis=1)
        nested += int((inside & (one != other)).sum())
        # Each hole has its place in the box of an outline.
        if nested > limits.nested + len(lows):
            raise BudgetError(say("limits.nested", most=number(limits.nested)))


def _pairs(bounds: NDArray[np.float64]) -> Iterator[Pairs]:
    """Return the pairs whose boxes meet, a bounded number at a time, in an order that tells early of many."""
    boxes = shapely.linestrings(bounds.reshape(-1, 2, 2))
    tree = shapely.STRtree(boxes)
    order = _shuffled(len(boxes))
    at, asked = 0, _FIRST_ASKED
    while at < len(order):
        chosen = order[at : at + asked]
        one, other = tree.query(boxes[chosen])
        yield chosen[one], other
        at += asked
        asked = int(np.clip(_PAIRS_AT_ONCE * asked / max(len(one), 1), 1, 8 * asked))


def _shuffled(count: int) -> NDArray[np.int64]:
    return np.random.default_rng(0).permutation(count)


def _cross(
    starts: NDArray[np.float64], ends: NDArray[np.float64], one: NDArray[np.int64], other: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which pairs of segments cross, each inside the other; ends that touch do not count."""
    across = _parted(starts, ends, one, other)
    across[across] = _parted(starts, ends, other[across], one[across])
    return across


def _parted(
    starts: NDArray[np.float64], ends: NDArray[np.float64], one: NDArray[np.int64], other: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return where the line of the first segment has the ends of the second on its two sides."""
    origin = starts[one]
    x, y = (ends[one] - origin).T
    sides = [x * to[:, 1] - y * to[:, 0] for to in (starts[other] - origin, ends[other] - origin)]
    return np.asarray(np.sign(sides[0]) * np.sign(sides[1]) < 0)

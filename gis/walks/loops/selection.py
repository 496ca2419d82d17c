"""Which of many loops are proposed: the best ones, each clearly different from the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

BAND = 0.10
"""A loop whose length is further than this share from what was asked is never called one that fits."""
AIM = 0.04
"""Share of the length within which loops are equally good."""
OVERLAP = 0.5
"""Two loops that share this much of the shorter one are not different."""
MISS_WEIGHT = 6.0
_MOST_REPEATED = 0.4
"""A loop of which a greater share is walked twice is none."""
_REPEAT_WEIGHT = 5.0
_OVERLAP_WEIGHT = 0.3
_VIEW_WEIGHT = 0.5
"""What a viewpoint is worth: as much as not walking a tenth of a loop twice."""


@dataclass(frozen=True)
class Candidate:
    """One loop, measured: its edges in walking order, metres, metres walked twice, mean weight of a metre.

    `views` counts the viewpoints that it leads to, where they are looked for.
    """

    edges: NDArray[np.int64]
    length: float
    repeated: float
    weight: float
    views: int = 0

    def score(self, wanted: float) -> float:
        """Return how far the loop is from the best one thinkable; lower is better."""
        miss = max(0.0, abs(self.length / wanted - 1) - AIM / 2)
        again = _REPEAT_WEIGHT * self.repeated / self.length
        return self.weight + again + MISS_WEIGHT * miss - _VIEW_WEIGHT * self.views


def choose_loops(
    found: Sequence[Candidate], length: NDArray[np.float64], wanted: float, count: int
) -> list[Candidate]:
    """Return up to `count` of the loops found, the best first, no two of them alike.

    Where fewer go with the best one than are asked for, the next best one is tried in its place.

    Parameters
    ----------
    length : array of float, shape (edges,)
        Metres.
    """
    usable = [
        item for item in found if np.isfinite(item.weight) and item.repeated < _MOST_REPEATED * item.length
    ]
    fitting = [item for item in usable if abs(item.length / wanted - 1) <= BAND]
    usable = sorted(fitting or usable, key=lambda item: item.score(wanted))
    if not usable:
        return []
    scores = np.array([item.score(wanted) for item in usable])
    overlap = _overlaps(usable, length)
    best: list[int] = []
    for first in range(len(usable)):
        rows = _different(first, scores, overlap, count)
        if len(rows) > len(best):
            best = rows
        if len(best) >= count:
            break
    return [usable[row] for row in best]


def _overlaps(loops: Sequence[Candidate], length: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return which share of the shorter one two loops have in common, for every pair."""
    masks = np.zeros((len(loops), len(length)))
    for row, item in enumerate(loops):
        masks[row, item.edges] = 1.0
    walked = masks.any(axis=0)
    masks, length = masks[:, walked], length[walked]
    metres = masks @ length
    return np.asarray((masks * length) @ masks.T / np.minimum.outer(metres, metres))


def _different(
    first: int, scores: NDArray[np.float64], overlap: NDArray[np.float64], count: int
) -> list[int]:
    """Return rows of loops that differ from one another, beginning with one of them."""
    rows = [first]
    while len(rows) < count:
        most = overlap[:, rows].max(axis=1)
        rank = np.where(most < OVERLAP, scores + _OVERLAP_WEIGHT * most, np.inf)
        best = int(np.argmin(rank))
        if not np.isfinite(rank[best]):
            break
        rows.append(best)
    return rows

"""A way along the network: which edges, from where to where, and its line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import LineString


@dataclass(frozen=True)
class Route:
    """A way along the network.

    Attributes
    ----------
    edges : array of int, shape (steps,)
        Edges of the network in walking order.
    start, end : array of float, shape (steps,)
        Metres along each edge where the way gets on it and leaves it; `start > end` walks it backwards.
    lines : array of LineString, shape (edges of the network,)
        Geometry of all edges, in metres.
    """

    edges: NDArray[np.int64]
    start: NDArray[np.float64]
    end: NDArray[np.float64]
    lines: NDArray[np.object_]

    @cached_property
    def steps(self) -> NDArray[np.float64]:
        """Metres walked on each edge, shape (steps,)."""
        return np.abs(self.end - self.start)

    @property
    def length(self) -> float:
        """Metres walked."""
        return float(self.steps.sum())

    @cached_property
    def forward(self) -> NDArray[np.bool_]:
        """Whether each edge is walked the way it is drawn, shape (steps,)."""
        return self.end >= self.start

    @cached_property
    def geometry(self) -> LineString:
        """The line in walking order, in metres."""
        if not len(self.edges):
            return shapely.LineString()
        pieces = [
            piece
            for edge, start, end in zip(self.edges, self.start, self.end, strict=True)
            if len(piece := _stretch(self.lines[edge], float(start), float(end)))
        ]
        xy = np.concatenate(pieces) if pieces else np.empty((0, 2))
        fresh = np.ones(len(xy), dtype=bool)
        fresh[1:] = np.any(np.abs(np.diff(xy, axis=0)) > 1e-6, axis=1)  # noqa: PLR2004 - a micrometre
        return shapely.LineString(xy[fresh] if fresh.sum() > 1 else np.repeat(xy[:1], 2, axis=0))

    def joined(self, other: Route) -> Route:
        """Return this way and then another one that starts where it ends."""
        return Route(
            np.concatenate([self.edges, other.edges]),
            np.concatenate([self.start, other.start]),
            np.concatenate([self.end, other.end]),
            self.lines,
        )

    def trimmed(self) -> Route:
        """Return the way without any stretch that is walked and at once walked back."""
        steps: list[int] = []
        start, end = self.start.copy(), self.end.copy()
        for step in range(len(self.edges)):
            last = steps[-1] if steps else -1
            if steps and self.edges[last] == self.edges[step] and end[last] == start[step]:
                end[last] = end[step]
                if start[last] == end[last]:
                    steps.pop()
                elif (end[last] > start[last]) != (self.end[step] > self.start[step]):
                    continue
            elif start[step] != end[step]:
                steps.append(step)
        return Route(self.edges[steps], start[steps], end[steps], self.lines)

    def repeated(self) -> float:
        """Return the metres walked a second time or more, in either direction."""
        walked = np.zeros(len(self.lines))
        np.add.at(walked, self.edges, self.steps)
        once = np.zeros(len(self.lines))
        np.maximum.at(once, self.edges, self.steps)
        # Two stretches of one edge that do not meet (both sides of the start) are not walked twice.
        edges, count = np.unique(self.edges, return_counts=True)
        for edge in edges[count > 1]:
            rows = self.edges == edge
            once[edge] = _covered(self.start[rows], self.end[rows])
        return float((walked - once).sum())

    def shared(self, other: Route) -> float:
        """Return the metres of this way that another one uses too."""
        metres = np.zeros(len(self.lines))
        np.maximum.at(metres, self.edges, self.steps)
        theirs = np.zeros(len(self.lines))
        np.maximum.at(theirs, other.edges, other.steps)
        return float(np.minimum(metres, theirs).sum())


def _covered(start: NDArray[np.float64], end: NDArray[np.float64]) -> float:
    low, high = np.minimum(start, end), np.maximum(start, end)
    order = np.argsort(low)
    total, reach = 0.0, -np.inf
    for first, last in zip(low[order], high[order], strict=True):
        total += max(0.0, last - max(first, reach))
        reach = max(reach, last)
    return total


def _stretch(line: LineString, start: float, end: float) -> NDArray[np.float64]:
    """Return the coordinates of a line between two distances along it, in walking order."""
    xy = shapely.get_coordinates(line)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    low, high = min(start, end), max(start, end)
    if high <= low:
        return xy[:0]
    inner = xy[(along > low) & (along < high)]
    ends = np.column_stack([np.interp([low, high], along, xy[:, axis]) for axis in (0, 1)])
    path = np.vstack([ends[:1], inner, ends[1:]])
    return path if start < end else path[::-1]

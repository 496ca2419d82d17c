"""A tour as numbers: visits, minutes between them, windows, a break; and the timetable of an order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from gis.tours.times import LAST_MIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NEVER = 10**6
"""A minute that no tour reaches."""
Span = tuple[int, int]
"""Earliest and latest minute at which something may begin."""


@dataclass(frozen=True)
class Break:
    """A rest wherever the group is: lunch from a basket.

    Attributes
    ----------
    minutes : int
    opens, latest : int
        When it may begin, in minutes since midnight.
    """

    minutes: int
    opens: int
    latest: int


@dataclass(frozen=True, eq=False)
class TspProblem:
    """What is to be put in order.

    Attributes
    ----------
    service : array of int, shape (visits,)
        Minutes that each visit takes.
    walk : array of int, shape (visits, visits)
        Minutes on foot.
    metres : array of float, shape (visits, visits)
    spans : tuple of tuple of Span
        When each visit may begin, in order; empty where it never may.
    start : int
        When the group sets out, in minutes since midnight.
    end : int
        When it must be at its end place.
    first, last : array of int, shape (visits,)
        Minutes from the start place and to the end place; zeros where there is none.
    first_m, last_m : array of float, shape (visits,)
        The same in metres.
    lunch : Break or None
    weight : array of int, shape (visits,)
        What it is worth to keep each visit when not all of them fit.
    """

    service: NDArray[np.int64]
    walk: NDArray[np.int64]
    metres: NDArray[np.float64]
    spans: tuple[tuple[Span, ...], ...]
    start: int
    end: int
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    first_m: NDArray[np.float64]
    last_m: NDArray[np.float64]
    weight: NDArray[np.int64]
    lunch: Break | None = None

    @property
    def count(self) -> int:
        """Number of visits."""
        return len(self.service)

    def without_end(self) -> TspProblem:
        """Return the same with the whole day to spend."""
        return replace(self, end=LAST_MIN)

    def only(self, rows: Sequence[int]) -> TspProblem:
        """Return the same for some visits."""
        keep = np.asarray(rows, dtype=int)
        return replace(
            self, service=self.service[keep], walk=self.walk[np.ix_(keep, keep)],
            metres=self.metres[np.ix_(keep, keep)], spans=tuple(self.spans[row] for row in keep),
            first=self.first[keep], last=self.last[keep], first_m=self.first_m[keep],
            last_m=self.last_m[keep], weight=self.weight[keep],
        )  # fmt: skip

    def length(self, order: Sequence[int]) -> float:
        """Return the metres walked in an order."""
        if not len(order):
            return 0.0
        rows = np.asarray(order)
        between = float(self.metres[rows[:-1], rows[1:]].sum())
        return float(self.first_m[rows[0]]) + between + float(self.last_m[rows[-1]])


@dataclass(frozen=True)
class Slot:
    """One visit in time, in minutes since midnight.

    Attributes
    ----------
    late : int
        Minutes by which it begins after it last may; 0 where it is kept.
    """

    visit: int
    walk: int
    arrive: int
    begin: int
    leave: int
    late: int


@dataclass(frozen=True)
class Timing:
    """An order with its times.

    Attributes
    ----------
    lunch : tuple of int or None
        After how many visits it is taken, when it begins and when it ends.
    lunch_late : int
        Minutes by which it begins too late.
    end : int
        When the group is at its end place.
    overrun : int
        Minutes beyond the end asked for.
    """

    slots: tuple[Slot, ...] = ()
    lunch: tuple[int, int, int] | None = None
    lunch_late: int = 0
    end: int = 0
    overrun: int = 0
    metres: float = 0.0
    waiting: int = field(default=0)

    @property
    def order(self) -> tuple[int, ...]:
        """The visits in the order in which they are made."""
        return tuple(slot.visit for slot in self.slots)

    @property
    def late(self) -> int:
        """Minutes too late, all told: 0 where everything is kept."""
        return sum(slot.late for slot in self.slots) + self.lunch_late + self.overrun

    @property
    def rank(self) -> tuple[int, int, float]:
        """What makes one order better than another, the smaller the better."""
        return self.late, self.end, round(self.metres, 1)


def begin(spans: tuple[Span, ...], arrive: int) -> tuple[int, int]:
    """Return when a visit begins for those who arrive at a minute, and by how much that is too late."""
    for opens, latest in spans:
        if arrive <= latest:
            return max(arrive, opens), 0
    return arrive, arrive - spans[-1][1] if spans else NEVER


def timing(problem: TspProblem, order: Sequence[int]) -> Timing:
    """Return the timetable of an order; lunch, where wanted, falls where it costs least."""
    if problem.lunch is None:
        return _timed(problem, order, None)
    return min((_timed(problem, order, after) for after in range(1, len(order) + 1)),
               key=lambda made: made.rank, default=_timed(problem, order, None))  # fmt: skip


def _timed(problem: TspProblem, order: Sequence[int], lunch_after: int | None) -> Timing:
    now, waiting, lunch, lunch_late = problem.start, 0, None, 0
    slots: list[Slot] = []
    for row, visit in enumerate(order):
        walk = int(problem.walk[order[row - 1], visit] if row else problem.first[visit])
        arrive = now + walk
        start, late = begin(problem.spans[visit], arrive)
        now = start + int(problem.service[visit])
        waiting += start - arrive
        slots.append(Slot(visit, walk, arrive, start, now, late))
        if lunch_after == row + 1 and problem.lunch is not None:
            eats = max(now, problem.lunch.opens)
            lunch_late = max(0, eats - problem.lunch.latest)
            waiting += eats - now
            now = eats + problem.lunch.minutes
            lunch = (row + 1, eats, now)
    end = now + (int(problem.last[order[-1]]) if len(order) else 0)
    over = max(0, end - problem.end)
    return Timing(tuple(slots), lunch, lunch_late, end, over, problem.length(order), waiting)

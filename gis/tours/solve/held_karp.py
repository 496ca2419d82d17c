"""The best order of up to twelve visits, proven: dynamic programming over sets of visits, in NumPy.

Held and Karp (1962, https://doi.org/10.1137/0110015) for the shortest way. With windows of time the same
recursion runs on the earliest minute at which each set can be done with each visit last: who comes earlier is
never worse off, since one may always wait. Lunch is one bit more.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from gis.tours.solve.problem import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.tours.solve.problem import Span, TspProblem

MOST = 12
"""Visits up to which the order is proven."""
LUNCH_WEIGHT_SHARE = 0.75
"""Lunch is given up after everything but one appointment: its worth as a share of the heaviest visit."""


@dataclass(frozen=True, eq=False)
class StateTable:
    """The outcome for every set of visits.

    Attributes
    ----------
    leave : array of int, shape (2, sets, visits)
        Earliest minute (or fewest metres) at which a set is done, by whether lunch is over and which visit
        was last; `NEVER` where that cannot be.
    before : array of int, shape (2, sets, visits)
        The visit before the last one; -1 for none.
    lunched : array of bool, shape (sets, visits)
        Whether, in the states with lunch over, it was taken right after the last visit.
    """

    leave: NDArray[np.int64]
    before: NDArray[np.int8]
    lunched: NDArray[np.bool_]

    def order(self, which: int, last: int, *, lunch: bool) -> list[int]:
        """Return the visits of a set that ends with one of them, in order."""
        found, state = [], int(lunch)
        while last >= 0:
            found.append(last)
            if state and self.lunched[which, last]:
                state = 0
            before = int(self.before[state, which, last])
            which &= ~(1 << last)
            last = before
        return found[::-1]


@cache
def layers(count: int) -> list[NDArray[np.int64]]:
    """Return all sets of visits as bits, by how many there are in them."""
    sets = np.arange(1 << count)
    size = np.bitwise_count(sets)
    return [sets[size == each] for each in range(count + 1)]


def fill(
    first: NDArray[np.int64],
    walk: NDArray[np.int64],
    service: NDArray[np.int64],
    spans: tuple[tuple[Span, ...], ...],
    *,
    lunch: tuple[int, int, int] | None = None,
) -> StateTable:
    """Fill the table.

    Parameters
    ----------
    first : array of int, shape (visits,)
        When each visit is reached when it comes first.
    walk : array of int, shape (visits, visits)
    service : array of int, shape (visits,)
    spans : tuple of tuple of Span
        When each visit may begin.
    lunch : tuple of int, optional
        When it may begin at the earliest and at the latest, and how long it takes.
    """
    count = len(service)
    leave = np.full((2, 1 << count, count), NEVER, dtype=np.int64)
    before = np.full(leave.shape, -1, dtype=np.int8)
    lunched = np.zeros(leave.shape[1:], dtype=bool)
    for visit in range(count):
        start = _begin(first[visit : visit + 1], spans[visit])
        leave[0, 1 << visit, visit] = min(int(start[0]) + service[visit], NEVER)
    states = (0,) if lunch is None else (0, 1)
    for layer in layers(count)[1:]:
        if lunch is not None:
            _eat(leave, lunched, layer, lunch)
        for visit in range(count):
            out = layer[(layer >> visit) & 1 == 0]
            if not len(out):
                continue
            into = out | (1 << visit)
            for state in states:
                arrive = leave[state, out] + walk[:, visit]
                from_ = arrive.argmin(axis=1)
                done = _begin(arrive[np.arange(len(out)), from_], spans[visit]) + service[visit]
                leave[state, into, visit] = np.minimum(done, NEVER)
                before[state, into, visit] = from_
    return StateTable(leave, before, lunched)


def _eat(
    leave: NDArray[np.int64],
    lunched: NDArray[np.bool_],
    layer: NDArray[np.int64],
    lunch: tuple[int, int, int],
) -> None:
    """Let lunch be taken after the last visit of each set, where that beats having taken it before."""
    opens, latest, minutes = lunch
    now = leave[0, layer]
    done = np.where(now <= latest, np.maximum(now, opens) + minutes, NEVER)
    better = done < leave[1, layer]
    leave[1, layer] = np.where(better, done, leave[1, layer])
    lunched[layer] = better


def _begin(arrive: NDArray[np.int64], spans: tuple[Span, ...]) -> NDArray[np.int64]:
    """Return when a visit begins for each minute of arrival; `NEVER` where it is too late."""
    found = np.full(arrive.shape, NEVER, dtype=np.int64)
    for opens, latest in reversed(spans):
        found = np.where(arrive <= latest, np.maximum(arrive, opens), found)
    return found


def shortest(problem: TspProblem) -> list[int]:
    """Return the order of all visits that walks least, windows left out, in decimetres."""
    anytime = (((0, NEVER - 1),),) * problem.count
    reach = np.minimum(np.round(problem.metres * 10), NEVER).astype(np.int64)
    first, last = (
        np.minimum(np.round(each * 10), NEVER).astype(np.int64) for each in (problem.first_m, problem.last_m)
    )
    table = fill(first, reach, np.zeros(problem.count, dtype=np.int64), anytime)
    whole = (1 << problem.count) - 1
    end = int((table.leave[0, whole] + last).argmin())
    return table.order(whole, end, lunch=False)


def earliest(problem: TspProblem) -> tuple[list[int], bool]:
    """Return the order that keeps the most and then ends earliest, and whether lunch is in it.

    All visits where they fit; otherwise the set of greatest weight that does.
    """
    lunch = problem.lunch
    table = fill(
        problem.start + problem.first, problem.walk, problem.service, problem.spans,
        lunch=None if lunch is None else (lunch.opens, lunch.latest, lunch.minutes),
    )  # fmt: skip
    end = table.leave + problem.last
    finish = end.min(axis=2)
    worth = _worth(problem)
    score = np.where(finish <= problem.end, worth[None, :], -1)
    if lunch is not None:
        score[1] = np.where(score[1] >= 0, score[1] + lunch_weight(problem), -1)
    best = score.max()
    if best <= 0:
        return [], False
    ties = np.where(score == best, finish, NEVER)
    state, which = np.unravel_index(int(ties.argmin()), ties.shape)
    order = table.order(int(which), int(end[state, which].argmin()), lunch=bool(state))
    return order, bool(state)


def _worth(problem: TspProblem) -> NDArray[np.int64]:
    sets = np.arange(1 << problem.count)
    bits = (sets[:, None] >> np.arange(problem.count)) & 1
    return np.asarray(bits @ problem.weight)


def lunch_weight(problem: TspProblem) -> int:
    """Return what it is worth to keep lunch."""
    return round(LUNCH_WEIGHT_SHARE * int(problem.weight.max()))

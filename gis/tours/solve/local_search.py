"""The order of many visits: good, kept within windows, not proven; many orders are timed at once, in NumPy.

Iterated local search (Lourenço, Martin & Stützle 2003, https://doi.org/10.1007/0-306-48056-5_11): an order
gives way to the best of its neighbours until none is better, then it is shaken, and so on. A visit that does
not fit where an order puts it is left out, so that every order stands for a tour that keeps its windows. The
search is seeded and counts its steps: the same tour always gets the same plan.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from gis.tours.solve.held_karp import lunch_weight
from gis.tours.solve.problem import NEVER, begin

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.tours.solve.problem import TspProblem

    Integers = NDArray[np.int64]

STEPS = 4_000_000
"""Visits timed before the search ends: less than a second."""
MOST_NEIGHBOURS = 800
"""Neighbours of an order that are looked at; where there are more, so many are drawn."""
LEAST_STEPS = 1_000
"""What a look at neighbours counts at least, however few they are."""
LONGEST_MOVED = 3
"""Visits that are moved together at most."""
_WORTH, _MINUTE = 10**10, 10**5
"""What a unit of worth and a minute count in metres: worth comes first, then the end, then the way."""


def search(problem: TspProblem, *, steps: int = STEPS) -> tuple[list[int], bool]:
    """Return an order that keeps the most, then ends earliest, then walks least, as far as it is found.

    Parameters
    ----------
    steps : int
        Visits timed before the search ends.

    Returns
    -------
    list of int
        The visits that are kept, in order.
    bool
        Whether lunch is kept, where one is wanted.
    """
    tables, rng = Timetables(problem), np.random.default_rng(0)
    moves = _moves(tables.count)
    order, cost = _best(tables, _tries(problem, tables.count))
    best, least = order, cost
    while steps > 0:
        some = rng.choice(moves, MOST_NEIGHBOURS, replace=False) if len(moves) > MOST_NEIGHBOURS else moves
        steps -= max(some.size, LEAST_STEPS)
        near, near_cost = _best(tables, order[some])
        if near_cost < cost:
            order, cost = near, near_cost
            best, least = (order, cost) if cost < least else (best, least)
        else:
            order, cost = _best(tables, _shaken(best, rng)[None])
    visits = best[tables.kept(best[None])[0]].tolist()
    return [
        visit for visit in visits if visit < problem.count
    ], problem.lunch is None or problem.count in visits


class Timetables:
    """The timetables of many orders of one problem; lunch is one more visit, had wherever the group is.

    Attributes
    ----------
    count : int
        Visits to be put in order, lunch included.
    """

    def __init__(self, problem: TspProblem) -> None:
        self.problem, self.count = problem, problem.count + (problem.lunch is not None)
        # Row `count` is the start; the column of lunch is at no distance from anywhere but the start.
        self._walk, self._metres = np.zeros((2, self.count + 1, self.count), dtype=np.int64)
        self._last, self._last_m = np.zeros((2, self.count + 1), dtype=np.int64)
        own = slice(problem.count)
        self._walk[own, own], self._walk[-1, own], self._last[own] = problem.walk, problem.first, problem.last
        for into, metres in (
            (self._metres[own, own], problem.metres),
            (self._metres[-1, own], problem.first_m),
            (self._last_m[own], problem.last_m),
        ):
            into[...] = np.round(np.minimum(metres, NEVER))
        self._service = np.append(problem.service, problem.lunch.minutes if problem.lunch else 0)
        self._weight = np.append(problem.weight, lunch_weight(problem) if problem.lunch else 0)
        spans = list(problem.spans)
        if problem.lunch is not None:
            self._walk[-1, -1] = NEVER
            spans.append(((problem.lunch.opens, problem.lunch.latest),))
        self._spans = np.full((max(map(len, spans)), 2, self.count), -1, dtype=np.int64)
        for visit, each in enumerate(spans):
            for row, span in enumerate(each):
                self._spans[row, :, visit] = span

    def cost(self, orders: Integers) -> Integers:
        """Return how bad orders are; shape (orders,), of orders of shape (orders, visits)."""
        return self._run(orders)[0]

    def kept(self, orders: Integers) -> NDArray[np.bool_]:
        """Return which visits of orders fit, in the shape of the orders."""
        return self._run(orders)[1]

    def _run(self, orders: Integers) -> tuple[Integers, NDArray[np.bool_]]:
        here = np.full(len(orders), self.count)
        now, worth, metres = (
            np.full(len(orders), self.problem.start),
            np.zeros_like(here),
            np.zeros_like(here),
        )
        made = []
        for visit in orders.T:
            stands = np.where(visit < self.problem.count, visit, here)
            leave = self._begin(now + self._walk[here, visit], visit) + self._service[visit]
            fits = leave + self._last[stands] <= self.problem.end
            metres += fits * self._metres[here, visit]
            worth += fits * self._weight[visit]
            now, here = np.where(fits, leave, now), np.where(fits, stands, here)
            made.append(fits)
        way = np.minimum(metres + self._last_m[here], _MINUTE - 1)
        return way + _MINUTE * (now + self._last[here]) - _WORTH * worth, np.stack(made, axis=1)

    def _begin(self, arrive: Integers, visit: Integers) -> Integers:
        found = np.full(arrive.shape, NEVER)
        for opens, latest in self._spans[::-1]:
            found = np.where(arrive <= latest[visit], np.maximum(arrive, opens[visit]), found)
        return found


def _best(tables: Timetables, orders: Integers) -> tuple[Integers, int]:
    cost = tables.cost(orders)
    return orders[cost.argmin()], int(cost.min())


def _tries(problem: TspProblem, count: int) -> Integers:
    """Return orders to begin with: the guide's own, by opening, by closing, and the nearest first."""
    opens, latest = ([spans[at][at] if spans else NEVER for spans in problem.spans] for at in (0, -1))
    visits = [np.arange(problem.count), np.argsort(opens), np.argsort(latest), _nearest(problem)]
    lunch = np.arange(problem.count, count)
    return np.stack([np.insert(each, row, lunch) for each in visits for row in range(1, problem.count + 1)])


def _nearest(problem: TspProblem) -> Integers:
    order: list[int] = []
    left, now, reach = set(range(problem.count)), problem.start, problem.first
    while left:
        begins = {one: begin(problem.spans[one], now + int(reach[one])) for one in left}
        order.append(min(left, key=lambda one: (begins[one][1], begins[one][0], one)))
        left.remove(order[-1])
        start, late = begins[order[-1]]
        if not late:
            now, reach = start + int(problem.service[order[-1]]), problem.walk[order[-1]]
    return np.array(order)


def _shaken(order: Integers, rng: np.random.Generator) -> Integers:
    """Return an order in which two stretches side by side have changed places."""
    first, middle, end = np.sort(rng.integers(0, len(order) + 1, 3))
    return np.concatenate([order[:first], order[middle:end], order[first:middle], order[end:]])


@cache
def _moves(count: int) -> Integers:
    """Return an order and its neighbours as places in it, shape (neighbours, count).

    Some visits moved elsewhere, either way round; a stretch turned round; two visits swapped.
    """
    own, found = list(range(count)), set()
    for first, end in combinations(range(count + 1), 2):
        found.add((*own[:first], *own[first:end][::-1], *own[end:]))
        if end < count:
            found.add((*own[:first], own[end], *own[first + 1 : end], own[first], *own[end + 1 :]))
        if end - first <= LONGEST_MOVED:
            part, rest = own[first:end], own[:first] + own[end:]
            for at in range(len(rest) + 1):
                found |= {(*rest[:at], *each, *rest[at:]) for each in (part, part[::-1])}
    return np.array(sorted(found))

"""Of all orders that are done by a certain minute, the one that walks least, proven.

Where hosts make a group wait, many orders end at the same minute. A* over (visits done, last visit, lunch,
minute) finds the shortest of them: what is still to be walked is known exactly without windows, so nothing is
overestimated, and the latest minute at which each state may be left is known, so no dead end is entered.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gis.tours.solve.held_karp import layers
from gis.tours.solve.problem import NEVER, begin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from gis.tours.solve.problem import Span, TspProblem

MOST_STATES = 8_000
"""States looked at before the search gives up, under a tenth of a second; the order known before stands."""


@dataclass(order=True)
class _State:
    bound: float
    metres: float
    minute: int
    done: int
    last: int
    eaten: bool
    order: tuple[int, ...] = field(compare=False)


@dataclass(frozen=True, eq=False)
class AStar:
    """The search for one problem, all of whose visits fit.

    Attributes
    ----------
    problem : TspProblem
    by : int
        Minute by which the tour must be over.
    """

    problem: TspProblem
    by: int

    def search(self) -> list[int] | None:
        """Return the order; nothing where there is none, or where the search gives up."""
        count = self.problem.count
        whole = (1 << count) - 1
        queue = [state for visit in range(count) if (state := self._after(None, visit))]
        heapq.heapify(queue)
        known: dict[tuple[int, int, bool], list[tuple[float, int]]] = {}
        for _ in range(MOST_STATES):
            if not queue:
                return None
            state = heapq.heappop(queue)
            if state.done == whole and state.eaten:
                return list(state.order)
            seen = known.setdefault((state.done, state.last, state.eaten), [])
            if any(metres <= state.metres and minute <= state.minute for metres, minute in seen):
                continue
            seen.append((state.metres, state.minute))
            for other in self._next(state):
                heapq.heappush(queue, other)
        return None

    def _next(self, state: _State) -> Iterator[_State]:
        if not state.eaten and (fed := self._fed(state)):
            yield fed
        for visit in range(self.problem.count):
            if not state.done >> visit & 1 and (other := self._after(state, visit)):
                yield other

    def _after(self, state: _State | None, visit: int) -> _State | None:
        problem = self.problem
        if state is None:
            arrive, metres = problem.start + int(problem.first[visit]), float(problem.first_m[visit])
            done, eaten = 0, problem.lunch is None
        else:
            arrive = state.minute + int(problem.walk[state.last, visit])
            metres = state.metres + float(problem.metres[state.last, visit])
            done, eaten = state.done, state.eaten
        start, late = begin(problem.spans[visit], arrive)
        minute, done = start + int(problem.service[visit]), done | (1 << visit)
        if late or minute > self._latest[int(eaten), done, visit]:
            return None
        order = (*(() if state is None else state.order), visit)
        bound = metres + float(self._to_go[done, visit])
        return _State(bound, metres, minute, done, visit, eaten, order)

    def _fed(self, state: _State) -> _State | None:
        lunch = self.problem.lunch
        assert lunch is not None
        minute = max(state.minute, lunch.opens) + lunch.minutes
        if state.minute > lunch.latest or minute > self._latest[1, state.done, state.last]:
            return None
        return _State(state.bound, state.metres, minute, state.done, state.last, True, state.order)

    @cached_property
    def _to_go(self) -> NDArray[np.float64]:
        """Metres still to be walked from each set done and last visit, windows left out."""
        problem = self.problem
        found = np.full((1 << problem.count, problem.count), np.inf)
        found[-1] = problem.last_m
        for layer in layers(problem.count)[-2:0:-1]:
            for visit in range(problem.count):
                out = layer[(layer >> visit) & 1 == 0]
                way = problem.metres[:, visit] + found[out | (1 << visit), visit][:, None]
                found[out] = np.minimum(found[out], way)
        return found

    @cached_property
    def _latest(self) -> NDArray[np.int64]:
        """Latest minute at which each state may be left; the first axis tells whether lunch is over."""
        problem, lunch = self.problem, self.problem.lunch
        found = np.full((2, 1 << problem.count, problem.count), -NEVER, dtype=np.int64)
        found[1, -1] = self.by - problem.last
        for layer in layers(problem.count)[:0:-1]:
            for visit in range(problem.count):
                out = layer[(layer >> visit) & 1 == 0]
                for eaten in (0, 1):
                    leave = found[eaten, out | (1 << visit), visit] - problem.service[visit]
                    reach = _arrive_by(leave, problem.spans[visit])[:, None] - problem.walk[:, visit]
                    found[eaten, out] = np.maximum(found[eaten, out], reach)
            if lunch is not None:
                eats = found[1, layer] - lunch.minutes
                starts = np.where(eats >= lunch.opens, np.minimum(eats, lunch.latest), -NEVER)
                found[0, layer] = np.maximum(found[0, layer], starts)
        return found


def _arrive_by(leave: NDArray[np.int64], spans: tuple[Span, ...]) -> NDArray[np.int64]:
    """Return the latest arrival from which a visit begins no later than a minute."""
    found = np.full(leave.shape, -NEVER, dtype=np.int64)
    for opens, latest in spans:
        found = np.where(leave >= opens, np.maximum(found, np.minimum(leave, latest)), found)
    return found

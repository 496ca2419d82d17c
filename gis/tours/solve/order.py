"""The order of a tour: the best one, never worse than the guide's own, as near to it as that allows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gis.tours.solve import held_karp as exact
from gis.tours.solve import ortools as solver
from gis.tours.solve.a_star import AStar
from gis.tours.solve.problem import Timing, TspProblem, timing

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Ordered:
    """An order and how good it is.

    Attributes
    ----------
    timing : Timing
    proven : bool
        Whether no order does better: none walks less where nothing has to be waited for; otherwise none
        keeps more visits, or ends earlier with the same, or walks less and ends as early.
    lunch : bool
        Whether lunch is in it, where one was wanted.
    """

    timing: Timing
    proven: bool
    lunch: bool


def best_order(problem: TspProblem) -> Ordered:
    """Return the best order of the visits; row 0, 1, 2… is the guide's own.

    The shortest way, where its timetable keeps every window without a wait; otherwise the way that keeps
    the most visits and then ends earliest. Of equal ones, the nearest to the guide's own.
    """
    if not problem.count:
        return Ordered(timing(problem, []), proven=True, lunch=True)
    own = timing(problem, range(problem.count))
    proven = problem.count <= exact.MOST
    made, lunch = _exact(problem) if proven else _searched(problem)
    if own.late == 0 and (len(made.order) < problem.count or not lunch or not _better(made, own)):
        made, lunch = own, True
    asked = problem if lunch else replace(problem, lunch=None)
    return Ordered(settle(asked, made), proven, lunch)


def settle(problem: TspProblem, made: Timing) -> Timing:
    """Bring an order nearer to the guide's own where that is free: turned round, or neighbours swapped."""
    turned = timing(problem, made.order[::-1])
    if turned.rank <= made.rank and _swaps(turned.order) < _swaps(made.order):
        made = turned
    again = True
    while again:
        again = False
        for row in range(len(made.order) - 1):
            order = list(made.order)
            if order[row] > order[row + 1]:
                order[row], order[row + 1] = order[row + 1], order[row]
                other = timing(problem, order)
                if other.rank <= made.rank:
                    made, again = other, True
    return made


def _better(made: Timing, own: Timing) -> bool:
    """Tell whether an order is worth leaving the guide's own: shorter and no later, or sooner."""
    if made.end <= own.end and made.metres <= own.metres:
        return made.end < own.end or made.metres < own.metres - 1
    return made.rank < own.rank if own.waiting or made.waiting else made.metres < own.metres - 1


def _swaps(order: Sequence[int]) -> int:
    return sum(a > b for row, a in enumerate(order) for b in order[row + 1 :])


def _exact(problem: TspProblem) -> tuple[Timing, bool]:
    plain = timing(problem, exact.shortest(problem))
    if plain.late == 0 and plain.waiting == 0:
        return plain, True
    order, lunch = exact.earliest(problem)
    eaten = lunch or problem.lunch is None
    asked = problem if eaten else replace(problem, lunch=None)
    made = timing(asked, order)
    rows = sorted(order)
    found = AStar(asked.only(rows), made.end).search() if rows else None
    made = made if found is None else min(made, timing(asked, [rows[row] for row in found]), key=_rank)
    return made, eaten


def _rank(made: Timing) -> tuple[int, int, float]:
    return made.rank


def _searched(problem: TspProblem) -> tuple[Timing, bool]:
    own = list(range(problem.count))
    guess = own if timing(problem, own).late == 0 else None
    found = _fitting(problem, solver.search(problem, guess=guess), lunch=True)
    if not found and problem.lunch is not None:
        without = replace(problem, lunch=None)
        found = _fitting(without, solver.search(without), lunch=False)
        found.append((_greedy(without), False))
    return max(
        [*found, (_greedy(problem), True)],
        key=lambda item: (sum(problem.weight[list(item[0].order)]), -item[0].end, -item[0].metres),
    )


def _fitting(problem: TspProblem, order: list[int], *, lunch: bool) -> list[tuple[Timing, bool]]:
    made = timing(problem, order)
    return [(made, lunch)] if order and made.late == 0 else []


def _greedy(problem: TspProblem) -> Timing:
    """Keep, one by one in the guide's order, what still fits: what is left when no search finds anything."""
    order: list[int] = []
    for visit in range(problem.count):
        if timing(problem, [*order, visit]).late == 0:
            order.append(visit)
    return timing(problem, order)

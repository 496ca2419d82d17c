"""The order of a tour: the best one, never worse than the guide's own, as near to it as that allows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gis.tours.solve import held_karp as exact
from gis.tours.solve import local_search
from gis.tours.solve.a_star import AStar
from gis.tours.solve.problem import Timing, TspProblem, timing
from gis.tours.solve.shortest_way import shortest_way

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
    made, lunch, proven = _exact(problem) if problem.count <= exact.MOST else _searched(problem)
    if own.late == 0 and (len(made.order) < problem.count or not lunch or not _better(made, own)):
        made, lunch = own, True
    given = problem if lunch else replace(problem, lunch=None)
    return Ordered(settle(given, made), proven, lunch)


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


def _exact(problem: TspProblem) -> tuple[Timing, bool, bool]:
    plain = timing(problem, exact.shortest(problem))
    if plain.late == 0 and plain.waiting == 0:
        return plain, True, True
    order, lunch = exact.earliest(problem)
    eaten = lunch or problem.lunch is None
    given = problem if eaten else replace(problem, lunch=None)
    made = timing(given, order)
    rows = sorted(order)
    found = AStar(given.only(rows), made.end).search() if rows else None
    made = made if found is None else min(made, timing(given, [rows[row] for row in found]), key=_rank)
    return made, eaten, True


def _rank(made: Timing) -> tuple[int, int, float]:
    return made.rank


def _searched(problem: TspProblem) -> tuple[Timing, bool, bool]:
    if _anytime(problem) and (way := shortest_way(problem)):
        plain = timing(problem, way)
        if plain.late == 0 and plain.waiting == 0:
            return plain, True, True
    order, lunch = local_search.search(problem)
    return timing(problem if lunch else replace(problem, lunch=None), order), lunch, False


def _anytime(problem: TspProblem) -> bool:
    """Tell whether every visit may begin whenever the group is there, and the day is long enough for all."""
    spare = problem.end - problem.start - int(problem.service.sum())
    latest = problem.end - problem.service
    return spare >= 0 and all(
        spans and spans[0][0] <= problem.start and spans[0][1] >= latest[visit]
        for visit, spans in enumerate(problem.spans)
    )

"""The shortest way through many visits that any time suits, proven by SciPy's HiGHS.

Dantzig, Fulkerson & Johnson (1954, https://doi.org/10.1287/opre.2.4.393): every place has two neighbours;
where an answer falls apart into several rounds, each of them is forbidden, until one round is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order, connected_components

from gis.tours.solve.problem import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.tours.solve.problem import TspProblem

SECONDS = 1.0
_HALF, _SOME = 0.5, 1e-6


def shortest_way(problem: TspProblem, *, seconds: float = SECONDS) -> list[int] | None:
    """Return the order of all visits that walks least, windows left out.

    Nothing where time runs out, or where the way back is longer than the way there.

    Parameters
    ----------
    seconds : float
        Time for the proof.
    """
    if not np.allclose(problem.metres, problem.metres.T):
        return None
    edges = _Edges(_metres(problem))
    until, rules = monotonic() + seconds, [edges.two_neighbours]
    # Edges used by halves are found in no time; most rounds are forbidden before the first whole answer.
    if edges.one_round(rules, whole=False, until=until) is None:
        return None
    used = edges.one_round(rules, whole=True, until=until)
    return None if used is None else edges.order(used)


@dataclass(frozen=True, eq=False)
class _Edges:
    """Every pair of places; the last two are the start and the end place, each a neighbour of the other."""

    metres: NDArray[np.float64]

    @cached_property
    def ends(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the places at both ends of every edge."""
        return np.triu_indices(len(self.metres), 1)

    @property
    def two_neighbours(self) -> LinearConstraint:
        """Return the rule that every place has two neighbours."""
        edges = np.arange(len(self.ends[0]))
        at = (np.concatenate(self.ends), np.tile(edges, 2))
        return LinearConstraint(coo_array((np.ones(at[0].size), at)).tocsr(), 2, 2)

    def no_round(self, places: NDArray[np.bool_]) -> LinearConstraint:
        """Return the rule that some places are no round of their own."""
        inside = places[self.ends[0]] & places[self.ends[1]]
        return LinearConstraint(inside[None].astype(float), -np.inf, places.sum() - 1)

    def solve(
        self, rules: list[LinearConstraint], *, whole: bool, seconds: float
    ) -> NDArray[np.bool_] | None:
        """Return the edges of the shortest way under some rules, nothing where it is not found in time."""
        least = np.zeros(len(self.ends[0]))
        least[-1] = 1
        found = milp(
            self.metres[self.ends], integrality=np.full_like(least, whole), bounds=Bounds(least, 1),
            constraints=rules, options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )  # fmt: skip
        return found.x > (_HALF if whole else _SOME) if found.success else None

    def one_round(
        self, rules: list[LinearConstraint], *, whole: bool, until: float
    ) -> NDArray[np.bool_] | None:
        """Return the edges of the shortest way in one round; `rules` learn the rounds that it is not."""
        while (left := until - monotonic()) > 0:
            used = self.solve(rules, whole=whole, seconds=left)
            if used is None:
                return None
            rounds, which = connected_components(self.graph(used), directed=False)
            if rounds == 1:
                return used
            rules += [self.no_round(which == each) for each in range(rounds)]
        return None

    def graph(self, used: NDArray[np.bool_]) -> coo_array:
        """Return some edges as a graph."""
        size = len(self.metres)
        return coo_array((np.ones(used.sum()), (self.ends[0][used], self.ends[1][used])), (size, size))

    def order(self, used: NDArray[np.bool_]) -> list[int]:
        """Return the visits on the way from the start to the end place."""
        used = used.copy()
        used[-1] = False
        start = len(self.metres) - 2
        found = breadth_first_order(
            self.graph(used).tocsr(), start, directed=False, return_predecessors=False
        )
        return [int(place) for place in found[1:-1]]


def _metres(problem: TspProblem) -> NDArray[np.float64]:
    """Return the metres between all visits, then the start and the end place."""
    size = problem.count
    found = np.zeros((size + 2, size + 2))
    found[:size, :size] = problem.metres
    found[:size, -2], found[:size, -1] = problem.first_m, problem.last_m
    return np.minimum(np.maximum(found, found.T), NEVER)

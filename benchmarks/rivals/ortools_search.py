"""The order of visits by OR-Tools: good, kept within windows, not proven; as fast as it is told to be."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from gis.tours import LAST_MIN

if TYPE_CHECKING:
    from gis.tours import TspProblem

SECONDS = 1.0
SOLUTIONS = 400
"""The search also stops after so many better orders, so that a small task ends at once."""
_TIME = "time"
_WORTH = 100_000
_WAIT_M = 50
"""A minute of waiting weighs as much as so many metres."""


def search(problem: TspProblem, *, seconds: float = SECONDS, guess: list[int] | None = None) -> list[int]:
    """Return the visits that fit, in an order that walks little and waits little.

    Parameters
    ----------
    seconds : float
        Time to search.
    guess : list of int, optional
        An order to start from, such as the guide's own.
    """
    depot = problem.count
    manager = pywrapcp.RoutingIndexManager(problem.count + 1, 1, depot)
    routing = pywrapcp.RoutingModel(manager)
    minutes, metres = _transit(problem)
    nodes = [manager.IndexToNode(index) for index in range(routing.Size() + 1)]
    time_index = routing.RegisterTransitCallback(lambda a, b: int(minutes[nodes[a], nodes[b]]))
    cost_index = routing.RegisterTransitCallback(lambda a, b: int(metres[nodes[a], nodes[b]]))
    routing.SetArcCostEvaluatorOfAllVehicles(cost_index)
    routing.AddDimension(time_index, LAST_MIN, LAST_MIN, False, _TIME)
    clock = routing.GetDimensionOrDie(_TIME)
    clock.SetSpanCostCoefficientForAllVehicles(_WAIT_M)
    clock.CumulVar(routing.Start(0)).SetValue(problem.start)
    clock.CumulVar(routing.End(0)).SetMax(min(problem.end, LAST_MIN))
    for visit, spans in enumerate(problem.spans):
        index = manager.NodeToIndex(visit)
        routing.AddDisjunction([index], int(problem.weight[visit]) * _WORTH)
        _limit(clock.CumulVar(index), spans, routing, index)
    if problem.lunch is not None:
        _pause(routing, clock, problem, nodes)
    found = _solve(routing, manager, seconds, guess)
    return _read(routing, manager, found) if found is not None else []


def _transit(problem: TspProblem) -> tuple[np.ndarray, np.ndarray]:
    """Return minutes (the visit before leaving included) and metres, with the depot as the last row."""
    depot = problem.count
    minutes = np.zeros((depot + 1, depot + 1), dtype=np.int64)
    metres = np.zeros_like(minutes)
    minutes[:depot, :depot] = problem.walk + problem.service[:, None]
    minutes[depot, :depot], minutes[:depot, depot] = problem.first, problem.last + problem.service
    metres[:depot, :depot] = np.minimum(problem.metres, _WORTH)
    metres[depot, :depot] = np.minimum(problem.first_m, _WORTH)
    metres[:depot, depot] = np.minimum(problem.last_m, _WORTH)
    return np.minimum(minutes, LAST_MIN + 1), metres


def _limit(when: Any, spans: tuple[tuple[int, int], ...], routing: Any, index: int) -> None:
    if not spans:
        routing.solver().Add(routing.ActiveVar(index) == 0)
        return
    when.SetRange(max(0, int(spans[0][0])), max(0, min(int(spans[-1][1]), LAST_MIN)))
    for (_, ends), (begins, _) in pairwise(spans):
        if ends + 1 <= begins - 1:
            when.RemoveInterval(int(ends) + 1, int(begins) - 1)


def _pause(routing: Any, clock: Any, problem: TspProblem, nodes: list[int]) -> None:
    lunch = problem.lunch
    assert lunch is not None
    pause = routing.solver().FixedDurationIntervalVar(
        lunch.opens,
        lunch.latest,
        lunch.minutes,
        False,
        "lunch",
    )
    stay = [int(problem.service[node]) if node < problem.count else 0 for node in nodes]
    clock.SetBreakIntervalsOfVehicle([pause], 0, stay)


def _solve(routing: Any, manager: Any, seconds: float, guess: list[int] | None) -> Any:
    wanted = pywrapcp.DefaultRoutingSearchParameters()
    wanted.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    wanted.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    wanted.time_limit.FromMilliseconds(round(seconds * 1000))
    wanted.solution_limit = SOLUTIONS
    if guess:
        routing.CloseModelWithParameters(wanted)
        route = [[manager.NodeToIndex(visit) for visit in guess]]
        known = routing.ReadAssignmentFromRoutes(route, True)
        if known is not None:
            return routing.SolveFromAssignmentWithParameters(known, wanted)
    return routing.SolveWithParameters(wanted)


def _read(routing: Any, manager: Any, found: Any) -> list[int]:
    order, index = [], routing.Start(0)
    while not routing.IsEnd(index):
        order.append(manager.IndexToNode(index))
        index = found.Value(routing.NextVar(index))
    return order[1:]

"""From what a guide asks for to numbers: stops that cannot be visited are set aside, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gis.territory import NO_RULE, heap_rules
from gis.tours.model import Conflict
from gis.tours.solve.problem import Break, TspProblem
from gis.tours.stops import closed_heap
from gis.tours.times import LAST_MIN
from gis.tours.tour_request import Visit
from gis.tours.travel_matrix import TravelMatrix
from gis.words import length, say

if TYPE_CHECKING:
    from gis.territory import Territory
    from gis.tours.daylight import Daylight
    from gis.tours.solve.problem import Span
    from gis.tours.stops import Stop
    from gis.tours.tour_request import TourRequest

FIXED_WEIGHT, PLAIN_WEIGHT = 10_000, 1_000


@dataclass(frozen=True, eq=False)
class Feasible:
    """What is left to plan.

    Attributes
    ----------
    visits : tuple of Visit
        Those that can be visited at all.
    places : tuple of int
        Row of each in the ground.
    problem : TspProblem
    """

    visits: tuple[Visit, ...]
    places: tuple[int, ...]
    ground: TravelMatrix | None
    problem: TspProblem | None
    conflicts: tuple[Conflict, ...]
    start_place: int | None = None
    end_place: int | None = None


def feasible_visits(
    territory: Territory, request: TourRequest, sun: Daylight, *, owner: str = ""
) -> Feasible:
    """Set aside what cannot be visited, and measure the ground between the rest.

    Parameters
    ----------
    owner : str
        Who walks, as in `plan_tour`.

    Raises
    ------
    LayerMissingError, WalkError
        When the territory has no path to walk on.
    """
    found: list[Conflict] = []
    visits = []
    for visit in lunched(request):
        conflict = _refused(territory, request, visit.stop)
        found += [conflict] if conflict else []
        visits += [] if conflict else [visit]
    ends = [place for place in (request.start_place, request.end_place) if place is not None]
    for place in ends:
        if place.xy is None or closed_heap(territory, place.xy):
            found.append(_no_place(place) if place.xy is None else _closed(territory, place))
    if not visits:
        return Feasible((), (), None, None, tuple(found))
    usable = [place for place in ends if place.xy is not None and not closed_heap(territory, place.xy)]
    points = np.array([stop.xy for stop in [*(visit.stop for visit in visits), *usable]], dtype=float)
    ground = TravelMatrix.of(territory, points, day=request.day, step_free=request.step_free, owner=owner)
    start_place, end_place = _ends(request, usable, ground, len(visits))
    keep = [row for row in range(len(visits)) if ground.reached[row]]
    everywhere = [*(visit.stop for visit in visits), *usable]
    found += [
        _unreachable(stop, ground, row, request=request)
        for row, stop in enumerate(everywhere)
        if not ground.reached[row]
    ]
    chosen = tuple(visits[row] for row in keep)
    problem = _problem(request, chosen, keep, ground, (start_place, end_place), sun) if keep else None
    return Feasible(chosen, tuple(keep), ground, problem, tuple(found), start_place, end_place)


def lunched(request: TourRequest) -> list[Visit]:
    """Return the visits, the one where lunch is eaten with its time and its window."""
    lunch = request.lunch
    if lunch is None or lunch.stop is None:
        return list(request.visits)
    visits = list(request.visits)
    if lunch.stop.id not in {visit.stop.id for visit in visits}:
        visits.append(Visit(lunch.stop))
    return [
        replace(visit, minutes=max(visit.takes, lunch.minutes)) if visit.stop.id == lunch.stop.id else visit
        for visit in visits
    ]


def spans_of(request: TourRequest, visit: Visit, sun: Daylight, *, dark: bool = True) -> tuple[Span, ...]:
    """Return when a visit may begin.

    Parameters
    ----------
    dark : bool
        Whether the sun counts: a stop on a heap is left before it sets.
    """
    takes = visit.takes
    spans = [(window.opens, window.closes - takes) for window in visit.open] or [(0, LAST_MIN)]
    if (
        request.lunch is not None
        and request.lunch.stop is not None
        and request.lunch.stop.id == visit.stop.id
    ):
        spans = _both(spans, (request.lunch.opens, request.lunch.latest))
    if dark and visit.stop.climb:
        spans = _both(spans, (sun.rises, sun.sets - takes))
    if visit.at is not None:
        spans = _both(spans, (visit.at, visit.at)) or spans
    return tuple((opens, latest) for opens, latest in spans if opens <= latest)


def _both(spans: list[Span], other: Span) -> list[Span]:
    cut = [(max(opens, other[0]), min(latest, other[1])) for opens, latest in spans]
    return [(opens, latest) for opens, latest in cut if opens <= latest]


def _problem(
    request: TourRequest, visits: tuple[Visit, ...], rows: list[int], ground: TravelMatrix,
    ends: tuple[int | None, int | None], sun: Daylight,
) -> TspProblem:  # fmt: skip
    minutes, metres = ground.minutes(request.walks_at), ground.metres
    nothing = np.zeros(len(rows), dtype=np.int64)
    start, end = ends
    lunch = request.lunch if request.lunch is not None and request.lunch.stop is None else None
    limit = LAST_MIN if request.end is None or request.end <= request.start else request.end
    rank = np.arange(len(rows))
    meal = None if request.lunch is None or request.lunch.stop is None else request.lunch.stop.id
    fixed = np.array([visit.at is not None or bool(visit.open) or visit.stop.id == meal for visit in visits])
    return TspProblem(
        service=np.array([visit.takes for visit in visits], dtype=np.int64),
        walk=minutes[np.ix_(rows, rows)], metres=metres[np.ix_(rows, rows)],
        spans=tuple(spans_of(request, visit, sun) for visit in visits), start=request.start, end=limit,
        first=nothing if start is None else minutes[start, rows],
        last=nothing if end is None else minutes[rows, end],
        first_m=nothing.astype(float) if start is None else metres[start, rows],
        last_m=nothing.astype(float) if end is None else metres[rows, end],
        weight=np.where(fixed, FIXED_WEIGHT, PLAIN_WEIGHT) - rank,
        lunch=None if lunch is None else Break(lunch.minutes, lunch.opens, lunch.latest),
    )  # fmt: skip


def _ends(
    request: TourRequest, usable: list[Stop], ground: TravelMatrix, first: int
) -> tuple[int | None, int | None]:
    rows = {id(place): first + row for row, place in enumerate(usable) if ground.reached[first + row]}
    start = rows.get(id(request.start_place)) if request.start_place is not None else None
    end = rows.get(id(request.end_place)) if request.end_place is not None else None
    return start, end


def _refused(territory: Territory, request: TourRequest, stop: Stop) -> Conflict | None:
    if stop.xy is None:
        return _no_place(stop)
    if closed_heap(territory, stop.xy):
        return _closed(territory, stop)
    if stop.climb and not request.climb:
        return Conflict(
            "climb", (stop.id,), say("tours.conflict_climb", name=stop.name), say("tours.mend_climb")
        )
    if request.step_free and stop.step_free is False:
        text = say("tours.conflict_step_free", name=stop.name)
        return Conflict("step_free", (stop.id,), text, say("tours.mend_step_free"))
    return None


def _no_place(stop: Stop) -> Conflict:
    text = say("tours.conflict_no_place", name=stop.name)
    return Conflict("no_place", (stop.id,), text, say("tours.mend_no_place", id=stop.id))


def _closed(territory: Territory, stop: Stop) -> Conflict:
    assert stop.xy is not None
    heap = closed_heap(territory, stop.xy)
    return Conflict(
        "closed",
        (stop.id,),
        say("tours.conflict_closed", name=stop.name, heap=heap),
        heap_rules(territory).get(heap, NO_RULE).instead or say("tours.mend_closed"),
    )


def _unreachable(stop: Stop, ground: TravelMatrix, row: int, *, request: TourRequest) -> Conflict:
    away = length(float(ground.snaps.away[row]))
    if request.step_free:
        text = say("tours.conflict_wheels", name=stop.name, away=away)
        return Conflict("unreachable", (stop.id,), text, say("tours.mend_step_free"))
    text = say("tours.conflict_unreachable", name=stop.name, away=away)
    return Conflict("unreachable", (stop.id,), text, say("tours.mend_unreachable"))

"""Guided tours: what is asked, the order and the timetable that fit, and what does not fit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gis.errors import WalkError
from gis.tours.daylight import daylight_of
from gis.tours.diagnosis import diagnose
from gis.tours.feasibility import Feasible, feasible_visits
from gis.tours.model import TimetableRow, Tour
from gis.tours.notes import notes_on
from gis.tours.solve.order import Ordered, best_order
from gis.tours.solve.problem import Timing, TspProblem, timing
from gis.tours.stops import Stop, heap_stop, library
from gis.tours.tour_request import TourRequest, check_request
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gis.territory import Territory


_NEAR = 3


def plan_tour(
    territory: Territory,
    request: TourRequest,
    *,
    owner: str = "",
    order: Callable[[TspProblem], Ordered] = best_order,
) -> Tour:
    """Plan a tour.

    All stops asked for where they fit; otherwise the most of them, appointments first, and conflicts that
    name what does not fit and what would make it fit. Up to 12 stops the order is proven to be the best, of
    more mostly where any time suits them all; it is never worse than the guide's own. With `keep_order` that
    one stays, and whoever is late is told.

    Parameters
    ----------
    owner : str
        Who walks, the `id` of a `gis.rights.Actor`: their own marks bind them though nobody has checked them.
    order : callable
        What looks for the order; it takes long with many stops, and may do so elsewhere.

    Raises
    ------
    WalkError
        When what is asked for is no tour at all.
    LayerMissingError
        When the territory has no paths.
    """
    check_request(request)
    sun = daylight_of(territory, request.day)
    feasible = feasible_visits(territory, request, sun, owner=owner)
    ordered = _ordered(request, feasible, order)
    conflicts = [*feasible.conflicts, *diagnose(request, feasible, ordered, sun)]
    made = ordered.timing
    chosen = {feasible.visits[row].stop.id for row in made.order}
    tour = Tour(
        territory, request, feasible.ground, sun, _rows(feasible, made), made.lunch, made.end,
        tuple(conflicts), (), ordered.proven, feasible.start_place, feasible.end_place,
        tuple(visit for visit in request.visits if visit.stop.id not in chosen),
    )  # fmt: skip
    return replace(tour, notes=tuple(notes_on(tour)))


def find_stop(territory: Territory, key: str, *, more: Mapping[str, Stop] | None = None) -> Stop:
    """Return a stop by its identifier: the guide's own, one of the library, or a slag heap.

    Parameters
    ----------
    more : Mapping[str, Stop], optional
        The guide's own stops.

    Raises
    ------
    WalkError
        When nothing is called that; the message names the nearest ones.
    """
    key = key.strip()
    known = {**library(territory), **(more or {})}
    found = known.get(key) or heap_stop(territory, key)
    if found is not None:
        return found
    if not known:
        raise WalkError(say("tours.stops_none", id=key[:40]))
    from rapidfuzz import process  # noqa: PLC0415 - only for those who mistype

    names = {one: f"{one} {stop.name}" for one, stop in known.items()}
    near = [match[2] for match in process.extract(key, names, limit=_NEAR)]
    raise WalkError(say("tours.stop_unknown", id=key[:40], near=", ".join(near)))


def _ordered(request: TourRequest, feasible: Feasible, order: Callable[[TspProblem], Ordered]) -> Ordered:
    if feasible.problem is None:
        return Ordered(Timing(end=request.start), proven=False, lunch=True)
    if request.keep_order:
        return Ordered(timing(feasible.problem, range(feasible.problem.count)), proven=False, lunch=True)
    return order(feasible.problem)


def _rows(feasible: Feasible, made: Timing) -> tuple[TimetableRow, ...]:
    if feasible.ground is None:
        return ()
    rows, here = [], feasible.start_place
    for slot in made.slots:
        place = feasible.places[slot.visit]
        metres = 0.0 if here is None else float(feasible.ground.metres[here, place])
        rise = 0.0 if here is None else float(feasible.ground.vertical[here, place])
        visit = feasible.visits[slot.visit]
        rows.append(
            TimetableRow(
                visit, slot.arrive, slot.begin, slot.leave, metres, slot.walk, rise, slot.late, place
            )
        )
        here = place
    return tuple(rows)

"""Which stops make a tour of a theme: the most telling ones that fit into the time there is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gis.errors import WalkError
from gis.tours.daylight import daylight_of
from gis.tours.feasibility import feasible_visits
from gis.tours.solve import held_karp as exact
from gis.tours.solve.order import best_order
from gis.tours.stops import THEMES
from gis.tours.tour_request import Visit
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gis.territory import Territory
    from gis.tours.stops import Stop
    from gis.tours.tour_request import TourRequest

OWN_WORTH, ALSO_WORTH, TOLD_WORTH = 60, 25, 10
"""What a stop is worth: its own chapter, each other one that it serves, each figure (four at most)."""
_MOST_FIGURES = 4


def propose_stops(
    territory: Territory, request: TourRequest, stops: Mapping[str, Stop], themes: Iterable[str]
) -> TourRequest:
    """Return the request with stops of some themes added, as many as fit; chosen ones stay first.

    Of the candidates the twelve most telling are weighed against one another exactly, walking, windows,
    the sun and the end of the tour included.

    Raises
    ------
    WalkError
        When a theme does not exist, or no stop fits.
    """
    wanted = tuple(dict.fromkeys(themes))
    for theme in wanted:
        if theme not in THEMES:
            raise WalkError(say("tours.theme_unknown", theme=theme[:20], known=", ".join(THEMES)))
    chosen = {visit.stop.id for visit in request.visits}
    room = exact.MOST - len(chosen)
    rest = [stop for stop in stops.values() if stop.id not in chosen and _suits(request, stop, wanted)]
    rest.sort(key=lambda stop: -_worth(stop, wanted))
    visits = (*request.visits, *(Visit(stop) for stop in rest[: max(0, room)]))
    if not visits:
        raise WalkError(say("tours.no_stops"))
    fitting = _fitting(territory, replace(request, visits=visits), chosen, wanted)
    if not fitting:
        raise WalkError(say("tours.nothing_fits"))
    return replace(request, visits=tuple(fitting), keep_order=False)


def _fitting(
    territory: Territory, request: TourRequest, chosen: set[str], themes: tuple[str, ...]
) -> list[Visit]:
    feasible = feasible_visits(territory, request, daylight_of(territory, request.day))
    if feasible.problem is None:
        return []
    worth = [10_000 if visit.stop.id in chosen else _worth(visit.stop, themes) for visit in feasible.visits]
    problem = replace(feasible.problem, weight=feasible.problem.weight * 0 + worth)
    made = best_order(problem).timing
    ordered = [feasible.visits[row] for row in made.order]
    left = [visit for visit in request.visits if visit.stop.id in chosen and visit not in ordered]
    return ordered + left


def _suits(request: TourRequest, stop: Stop, themes: tuple[str, ...]) -> bool:
    if stop.xy is None or stop.meet or not set(stop.themes) & set(themes):
        return False
    if stop.climb and not request.climb:
        return False
    if request.step_free and stop.step_free is False:
        return False
    if request.group is not None and stop.group is not None and stop.group < request.group:
        return False
    return not stop.season or request.day.month in stop.season


def _worth(stop: Stop, themes: tuple[str, ...]) -> int:
    """Return what a stop is worth to a tour of some themes."""
    own = OWN_WORTH if stop.theme in themes else 0
    also = ALSO_WORTH * len(set(stop.also) & set(themes))
    return own + also + TOLD_WORTH * min(len(stop.figures), _MOST_FIGURES)

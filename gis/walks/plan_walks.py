"""Walks out of the door and back: what is asked, what is proposed, and why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from gis.errors import WalkError
from gis.network import Network, PathStates, today
from gis.walks import duration, preferences
from gis.walks.loops.search import find_loops, there_and_back
from gis.walks.loops.search_graph import SearchGraph
from gis.walks.loops.selection import BAND
from gis.walks.model import Walk, describe_walk
from gis.walks.waypoints.viewpoints import viewpoints
from gis.words import degree_text, length, number, say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gis.crs import Projection
    from gis.network import Route, Snaps
    from gis.territory import Territory
    from gis.walks.walk_request import WalkRequest

SHORTEST_M, LONGEST_M = 500.0, 40_000.0
SHORTEST_MIN, LONGEST_MIN = 10.0, 720.0
MOST_ALTERNATIVES = 6
MOVED_M = 30.0
"""A start further from the network than this is told to have been moved."""
FARTHEST_M = 1_500.0
"""A start further from the network than this is refused."""
MOST_STOPS = 30
_ROUNDS = 2
_CLOSE = 0.03


@dataclass(frozen=True)
class Walks:
    """What is proposed, best first, and what to know of all of it."""

    walks: list[Walk]
    notes: list[str]

    def as_dict(self) -> dict[str, Any]:
        """Return the document that the command line prints."""
        return {"loops": [walk.as_dict() for walk in self.walks], "notes": self.notes}


def start_at(projection: Projection, lat: float, lon: float) -> tuple[float, float]:
    """Return a place in degrees as metres.

    Raises
    ------
    WalkError
        When they are no degrees.
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004 - the ends of the Earth
        raise WalkError(say("walks.not_degrees", lat=lat, lon=lon))
    return projection.point_to_metres(lon, lat)


def plan_loops(territory: Territory, request: WalkRequest) -> Walks:
    """Propose loops.

    Fewer come back than asked where the network has no more different ones. Where none has the length
    asked, the nearest ones come back, and the notes say so.

    Raises
    ------
    WalkError
        When the start, the length or the wishes cannot be used; the message names what would work.
    LayerMissingError
        When the territory has no paths.
    """
    wanted = _checked(request)
    network = Network.of(territory)
    theme, day = request.theme, request.day
    shut = _shut(territory, network, day, request.owner)
    snaps, notes = _start(territory, network, request.start, shut)
    weight = preferences.factors(network.edges, theme=theme, avoid=request.avoid)
    ground = SearchGraph.at(network, snaps, weight=weight, shut=shut)
    views = viewpoints(territory, theme)
    routes = find_loops(ground, wanted, count=request.alternatives, views=views)
    if request.minutes and routes:
        routes = _timed(territory, ground, request, wanted, routes)
    if not routes:
        notes.append(say("walks.no_loop"))
        routes = [there_and_back(ground, wanted)]
        if routes[0].length <= 0:
            raise WalkError(say("walks.no_way"))
    walks = [describe_walk(territory, network, route, theme=theme, day=day) for route in routes]
    return Walks(walks, [*notes, *_missed(request, walks)])


def plan_route(
    territory: Territory,
    stops: Sequence[tuple[float, float]],
    *,
    theme: str = "",
    avoid: frozenset[str] = frozenset(),
    day: dt.date | None = None,
    owner: str = "",
) -> Walks:
    """Propose the way through stops in the order given.

    Parameters
    ----------
    stops : sequence of (x, y)
        Start, stops and end in metres; two at least.
    owner : str
        Who walks, as in `WalkRequest`.

    Raises
    ------
    WalkError
        When a stop is too far from any path, or no way leads on.
    """
    preferences.check_preferences(theme, avoid)
    if not 2 <= len(stops) <= MOST_STOPS:  # noqa: PLR2004 - from here to there
        raise WalkError(say("walks.stops_count", count=len(stops), most=MOST_STOPS))
    on = day or today()
    network = Network.of(territory)
    shut = _shut(territory, network, on, owner)
    notes = [note for stop in stops for note in _start(territory, network, stop, shut)[1]]
    weight = preferences.factors(network.edges, theme=theme, avoid=avoid) * network.graph.length
    whole: Route | None = None
    for here, there in pairwise(stops):
        leg = network.route(np.array(here), np.array(there), cost=weight, shut=shut)
        whole = leg if whole is None else whole.joined(leg)
    assert whole is not None
    if whole.length <= 0:
        raise WalkError(say("walks.same_place"))
    return Walks([describe_walk(territory, network, whole, theme=theme, day=on)], notes)


def _checked(request: WalkRequest) -> float:
    preferences.check_preferences(request.theme, request.avoid)
    if (request.length_m is None) == (request.minutes is None):
        raise WalkError(say("walks.length_or_minutes"))
    if not 1 <= request.alternatives <= MOST_ALTERNATIVES:
        raise WalkError(say("walks.alternatives", count=request.alternatives, most=MOST_ALTERNATIVES))
    if request.length_m is not None:
        if not SHORTEST_M <= request.length_m <= LONGEST_M:
            nearest = SHORTEST_M if not request.length_m >= SHORTEST_M else LONGEST_M
            words = {"low": length(SHORTEST_M), "high": length(LONGEST_M), "nearest": length(nearest)}
            raise WalkError(say("walks.length_range", asked=_asked(request.length_m), **words))
        return request.length_m
    minutes = request.minutes or 0.0
    if not SHORTEST_MIN <= minutes <= LONGEST_MIN:
        raise WalkError(say("walks.minutes_range", low=SHORTEST_MIN, high=LONGEST_MIN))
    return minutes / 60 * duration.FLAT_KMH * 1000


def _asked(metres: float) -> str:
    return length(metres) if np.isfinite(metres) else str(metres)


def _shut(territory: Territory, network: Network, day: dt.date, owner: str) -> NDArray[np.bool_]:
    return PathStates.of(territory).on(day).shut(network, owner=owner)


def _start(
    territory: Territory, network: Network, start: tuple[float, float], shut: NDArray[np.bool_]
) -> tuple[Snaps, list[str]]:
    """Bring a start to the network as it is today, and say what that changed."""
    points = np.array([start], dtype=float)
    if not np.isfinite(points).all():
        raise WalkError(say("walks.not_a_place"))
    usable = (network.graph.components(shut=shut)[network.graph.tail] == 0) & ~shut
    if not usable.any():
        raise WalkError(say("walks.no_paths"))
    snaps = network.snap(points, usable=usable)
    away = float(snaps.away[0])
    if away > FARTHEST_M:
        place = network.lines[snaps.edge[0]].interpolate(snaps.along[0])
        lon, lat = territory.projection.point_to_lonlat(place.x, place.y)
        words = {
            "away": length(away),
            "place": territory.name,
            "lat": degree_text(lat),
            "lon": degree_text(lon),
        }
        raise WalkError(say("walks.too_far", **words))
    any_edge = network.snap(points, usable=np.ones(len(usable), dtype=bool))
    if not usable[any_edge.edge[0]] and away > any_edge.away[0] + MOVED_M:
        return snaps, [say("walks.island", away=length(away))]
    return snaps, [say("walks.moved", away=length(away))] if away > MOVED_M else []


def _timed(
    territory: Territory, ground: SearchGraph, request: WalkRequest, wanted: float, routes: list[Route]
) -> list[Route]:
    """Search again until the walks take the minutes asked: what they climb is only known once they exist."""
    minutes = request.minutes or 0.0
    for _ in range(_ROUNDS):
        taken = [describe_walk(territory, ground.network, route, day=request.day).minutes for route in routes]
        ratio = minutes / float(np.median(taken))
        if abs(ratio - 1) <= _CLOSE:
            break
        wanted *= ratio
        views = viewpoints(territory, request.theme)
        routes = find_loops(ground, wanted, count=request.alternatives, views=views) or routes
    return routes


def _missed(request: WalkRequest, walks: list[Walk]) -> list[str]:
    notes, metres = [], request.length_m or 0.0
    if metres and all(abs(walk.length_m / metres - 1) > BAND for walk in walks):
        nearest = min((walk.length_m for walk in walks), key=lambda found: abs(found - metres))
        notes.append(say("walks.length_missed", asked=length(metres), nearest=length(nearest)))
    minutes = request.minutes or 0.0
    if minutes and all(abs(walk.minutes / minutes - 1) > BAND for walk in walks):
        best = min((walk.minutes for walk in walks), key=lambda taken: abs(taken - minutes))
        notes.append(say("walks.minutes_missed", asked=number(minutes), nearest=number(best)))
    if len(walks) < request.alternatives:
        notes.append(say("walks.fewer", count=len(walks), asked=request.alternatives))
    return notes

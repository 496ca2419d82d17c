"""What the engine answers to a request, and what to ask instead where it cannot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gis.errors import AtlasError
from gis.network import Network, PathStates, today
from gis.walks import (
    FARTHEST_M,
    LONGEST_M,
    LONGEST_MIN,
    LOOP,
    SHORTEST_M,
    SHORTEST_MIN,
    Spot,
    WalkQuery,
    WalkRequest,
    Walks,
    plan_loops,
    plan_route,
    start_at,
)
from gis.words import length, number, say
from views.app import person
from views.ui.plan_cache import kept_plan

if TYPE_CHECKING:
    import datetime as dt

    from gis.territory import Territory


def answer(territory: Territory, query: WalkQuery) -> Walks:
    """Return the walks that a request asks for, in the language in use.

    Raises
    ------
    WalkError
        When the request cannot be met; `mends` then tells what can.
    """
    day = query.day or today()
    owner = PathStates.of(territory).on(day).owner(person.here())
    return kept_plan(_plan, territory, (replace(query.plain, day=day), owner), day=day)


def _plan(territory: Territory, of: tuple[WalkQuery, str]) -> Walks:
    asked, owner = of
    places = [start_at(territory.projection, spot.lat, spot.lon) for spot in asked.spots]
    day = asked.day or today()
    if asked.kind == LOOP:
        metres = None if asked.km is None else asked.km * 1000
        request = WalkRequest(
            places[0], metres, asked.minutes, asked.theme, asked.avoid, day=day, owner=owner
        )
        return plan_loops(territory, request)
    return plan_route(territory, places, theme=asked.theme, avoid=asked.avoid, day=day, owner=owner)


def mends(territory: Territory, query: WalkQuery) -> list[tuple[str, WalkQuery]]:
    """Return a request near one that failed and that can be met, with the words of its button; or none."""
    try:
        return _mends(territory, query)
    except AtlasError:
        # Where there is no network at all, nothing nearby works either; the first error has said why.
        return []


def _mends(territory: Territory, query: WalkQuery) -> list[tuple[str, WalkQuery]]:
    found = []
    near = tuple(_nearest(territory, spot, query.day or today()) for spot in query.spots)
    if near != query.spots:
        found.append((say("walks_page.mend_start"), replace(query, spots=near)))
    if query.km is not None:
        km = min(max(query.km, SHORTEST_M / 1000), LONGEST_M / 1000)
        if km != query.km:
            words = say("walks_page.mend_length", length=length(km * 1000))
            found.append((words, replace(query, spots=near, km=km)))
    if query.minutes is not None:
        minutes = min(max(query.minutes, SHORTEST_MIN), LONGEST_MIN)
        if minutes != query.minutes:
            words = say("walks_page.mend_minutes", minutes=number(minutes))
            found.append((words, replace(query, spots=near, minutes=minutes)))
    return found[-1:]


def _nearest(territory: Territory, spot: Spot, day: dt.date) -> Spot:
    """Return the nearest place on the network of the day where a spot is too far away to be a start."""
    network = Network.of(territory)
    place = np.array([start_at(territory.projection, spot.lat, spot.lon)])
    nowhere = not np.isfinite(place).all()
    if nowhere:
        place = np.array([territory.commune.centroid.coords[0]])
    marks = PathStates.of(territory).on(day)
    shut = marks.shut(network, owner=marks.owner(person.here()))
    usable = (network.graph.components(shut=shut)[network.graph.tail] == 0) & ~shut
    snaps = network.snap(place, usable=usable)
    if snaps.away[0] <= FARTHEST_M and not nowhere:
        return spot
    point = network.lines[snaps.edge[0]].interpolate(snaps.along[0])
    lon, lat = territory.projection.point_to_lonlat(point.x, point.y)
    return Spot(lat, lon)

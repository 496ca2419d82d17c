"""The map of a tour: the legs, the stops by number, and the click that places a stop."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely
import streamlit as st

from gis.export.tour import times
from gis.tours import closed_heap
from gis.words import say
from views.map import MapSpec, show_map
from views.map.overlay import Scene
from views.map.start import start_view, usual_base
from views.ui.as_text import as_text

if TYPE_CHECKING:
    from gis.territory import Territory
    from gis.tours import Stop, Tour
    from views.map import MapEvent
    from views.pages.tours.state import ToursState

KEY = "visites"
LAYERS = ("slag_heaps", "green_belt", "mining_buildings")
WAYS = ("paths", "osm_paths")
"""What is drawn where a commune has none of the layers that visits are about: an empty map shows no place."""
HEIGHT = 560
NEW = "new"
"""What is armed while a stop of the guide's own gets its place."""
_SAME_PLACE_DIGITS = 4
_AROUND_M = 60.0
NEAR_DEGREES = 0.0006
"""A click so near to a stop means it, about 50 m."""


def show_tour_map(state: ToursState, territory: Territory, tour: Tour | None) -> None:
    """Show the map, and above it what the next click does where a stop waits for its place."""
    if state.arming:
        name = say("tours_page.own_new") if state.arming == NEW else _stop(state, state.arming).name
        with st.container(horizontal=True, key="tours_arming", vertical_alignment="center"):
            st.info(as_text(say("tours_page.click", name=name)), icon=":material/touch_app:")
            st.button(say("tours_page.give_up"), key="tours_give_up", on_click=state.arm, args=("",))
    scene = _scene(state, territory, tour)
    show_map(
        territory,
        MapSpec(
            key=KEY, layers=_shown(territory), base=usual_base(territory), overlay=scene.overlay,
            fit=scene.fit, clicks=True, cards=not state.arming, profile=scene.profile, compact=True,
            height=HEIGHT, view=start_view(territory), label=say("tours_page.map"),
        ),
    )  # fmt: skip


def _shown(territory: Territory) -> tuple[str, ...]:
    return LAYERS if any(territory.extent(key) for key in LAYERS) else WAYS


def _scene(state: ToursState, territory: Territory, tour: Tour | None) -> Scene:
    scene = Scene(territory.projection)
    if state.drafted is not None and state.arming == NEW:
        scene.dot(state.drafted, label=say("tours_page.own_new"))
    if tour is None:
        return scene
    lines = [leg.line for leg in tour.legs if not leg.line.is_empty]
    for line in lines:
        scene.line(line)
    for numbers in _by_place(tour):
        rows = [tour.rows[number] for number in numbers]
        assert rows[0].stop.lonlat is not None
        popup = "\n".join(
            f"{number + 1}. {row.stop.name} ({times(row)})" for number, row in zip(numbers, rows, strict=True)
        )
        label = "·".join(str(number + 1) for number in numbers)
        scene.dot(rows[0].stop.lonlat, label=label, popup=popup)
    scene.look_at([*lines, *(shapely.Point(row.stop.xy).buffer(_AROUND_M) for row in tour.rows)])
    if tour.walk is not None:
        scene.tell_heights(tour.walk.profile)
    return scene


def _by_place(tour: Tour) -> list[list[int]]:
    """Return the numbers of the stops that one place has, place by place."""
    places: dict[tuple[float, float], list[int]] = {}
    for number, row in enumerate(tour.rows):
        assert row.stop.lonlat is not None
        lon, lat = (round(value, _SAME_PLACE_DIGITS) for value in row.stop.lonlat)
        places.setdefault((lon, lat), []).append(number)
    return list(places.values())


def take_event(state: ToursState, territory: Territory, event: MapEvent) -> None:
    """Place a stop, or choose one, by a click on the map, before anything is drawn."""
    if event.lonlat is None:
        return
    if not state.arming:
        _choose_near(state, event.lonlat)
    elif state.arming == NEW:
        state.drafted, state.arming = event.lonlat, ""
    else:
        _place(state, territory, _stop(state, state.arming).placed(territory.projection, *event.lonlat))


def _place(state: ToursState, territory: Territory, placed: Stop) -> None:
    assert placed.xy is not None
    heap = closed_heap(territory, placed.xy)
    if heap:
        state.told = say("tours.conflict_closed", name=placed.name, heap=heap)
        return
    state.change_visit(placed.id, stop=placed)
    state.arming = ""


def _choose_near(state: ToursState, lonlat: tuple[float, float]) -> None:
    """Show the stop that was clicked on, or near enough."""
    near = [
        (math.dist(lonlat, visit.stop.lonlat), visit.stop.id)
        for visit in state.request.visits
        if visit.stop.lonlat is not None
    ]
    distance, key = min(near, default=(1.0, ""))
    if distance < NEAR_DEGREES:
        state.chosen = key


def _stop(state: ToursState, key: str) -> Stop:
    here = {visit.stop.id: visit.stop for visit in state.request.visits}
    return here.get(key) or state.stops[key]

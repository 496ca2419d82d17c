"""The years one by one: a slider tied to the map, what happened, what stood; and a way to play them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.indicators import moment, years
from gis.words import area, length, number, say
from views.app import shell
from views.map import MapSpec, show_map
from views.map.overlay import CASING, STOP, Scene
from views.ui.html import badge, joined, link, scrolling, table, tag
from views.ui.state import speak
from views.ui.widgets import heading

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.indicators import Event, Moment
    from gis.territory import Territory
    from views.pages.trajectory.state import TrajectoryPageState

SLIDER = "years_slider"
LAYERS = ("slag_heaps", "organic_farmland", "hedges", "nourishing_gardens", "green_belt")
STEP_SECONDS = 1.4
HECTARE_M2 = 10_000.0


def show_years(state: TrajectoryPageState, territory: Territory) -> None:
    """Show one year on the map and beside it; play the years where people asked for it."""
    every = STEP_SECONDS if state.playing else None
    st.fragment(_show, run_every=every)(state, territory, playing=state.playing)


def _show(state: TrajectoryPageState, territory: Territory, *, playing: bool) -> None:
    speak()
    with shell.guarded():
        span = years(territory)
        if not len(span):
            st.info(say("trajectory_page.no_events"), icon=":material/help:")
            return
        year = _choose(state, span)
        if state.playing != playing:
            # The clock of a fragment is only set or stopped by a run of the whole page.
            st.rerun()
        found = moment(territory, year)
        on_map, beside = st.columns([7, 5], gap="medium")
        with on_map:
            show_map(territory, _spec(territory, found))
        with beside:
            _tell(found)


def _choose(state: TrajectoryPageState, span: range) -> int:
    """Show the slider and the button that plays; return the year."""
    if state.year not in span:
        value = st.query_params.get("year", "")
        state.year = int(value) if value.isdigit() and int(value) in span else span[-1]
    if state.playing and state.due:
        st.session_state[SLIDER] = min(int(st.session_state.get(SLIDER, state.year)) + 1, span[-1])
    st.session_state.setdefault(SLIDER, state.year)
    button, slider = st.columns([1, 5], vertical_alignment="bottom")
    with slider:
        state.year = int(st.slider(say("trajectory_page.year"), span[0], span[-1], key=SLIDER))
    state.write(year=str(state.year))
    if state.year >= span[-1]:
        state.playing = False
    state.due = state.playing
    with button:
        st.button(
            say("trajectory_page.stop" if state.playing else "trajectory_page.play"),
            icon=":material/stop:" if state.playing else ":material/play_arrow:",
            key="years_play",
            width="stretch",
            on_click=_play,
            args=(state, span),
        )
    return state.year


def _play(state: TrajectoryPageState, span: range) -> None:
    """Begin or end the play; begun at the last year it starts from the first."""
    state.playing, state.due = not state.playing, False
    if state.playing and state.year is not None and state.year >= span[-1]:
        state.year = st.session_state[SLIDER] = span[0]


def _spec(territory: Territory, found: Moment) -> MapSpec:
    scene = Scene(territory.projection)
    for place, event in enumerate(found.events, 1):
        if event.point is not None:
            style = {"stroke": CASING, "fill": STOP, "weight": 2, "opacity": 1, "radius": 8}
            popup = f"{event.title} – {event.place}"
            scene.shape(event.point, style, label=str(place), popup=popup)
    return MapSpec(
        key="trajectoire",
        layers=LAYERS,
        year=found.year,
        overlay=scene.overlay,
        compact=True,
        height=520,
        label=say("trajectory_page.map", year=found.year),
    )


def _tell(found: Moment) -> None:
    st.html(tag("div", tag("h2", str(found.year), cls="years-now"), role="status"))
    heading(say("trajectory_page.events"), level=3)
    if found.events:
        st.html(tag("ol", *(tag("li", _event(event)) for event in found.events), cls="years-events"))
    else:
        st.html(tag("p", say("trajectory_page.events_none"), cls="atlas-words"))
    heading(say("trajectory_page.standing"), level=3)
    heads = [say("trajectory_page.theme"), say("trajectory_page.stood"), say("trajectory_page.undated")]
    rows = []
    for item in found.standing.values():
        one = item.as_dict()
        size = length(one["length_m"]) if one["length_m"] else area(one["area_ha"] * HECTARE_M2)
        stood = f"{number(one['features'])} ({size})" if one["features"] else "0"
        undated = number(one["undated"]) if one["undated"] else "–"
        rows.append((joined((one["title"], badge(one["status"])), " "), stood, undated))
    caption = say("trajectory_page.standing")
    st.html(scrolling(table(heads, rows, caption=caption), caption))
    st.html(tag("p", say("trajectory_page.undated_about"), cls="atlas-words"))


def _event(event: Event) -> Markup:
    parts = (event.when, event.chapter_text, event.place, link(event.source, event.source_url))
    about = tag("small", joined(filter(None, parts), " · "))
    return joined((tag("b", event.title), tag("span", event.text), about), " ")

"""The years one by one: a slider tied to the map, what happened, what stood; and a way to play them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.indicators import moment, years
from gis.words import area, length, number, say
from views.app import shell
from views.map import MapSpec, show_map
from views.map.overlay import Scene, feature
from views.ui.html import link, tag, text
from views.ui.widgets import heading, table

if TYPE_CHECKING:
    from gis.indicators import Event, Moment
    from gis.territory import Territory

YEAR, PLAYING, SLIDER = "years_year", "years_playing", "years_slider"
LAYERS = ("slag_heaps", "organic_farmland", "hedges", "nourishing_gardens", "green_belt")
STEP_SECONDS = 1.4
HECTARE_M2 = 10_000.0


def show_years(territory: Territory) -> None:
    """Show one year on the map and beside it; play the years where people asked for it."""
    every = STEP_SECONDS if st.session_state.get(PLAYING) else None
    st.fragment(_show, run_every=every)(territory)


def _show(territory: Territory) -> None:
    shell.speak()
    with shell.guarded():
        span = years(territory)
        if not len(span):
            st.info(say("trajectory_page.no_events"), icon=":material/help:")
            return
        year = _choose(span)
        told = moment(territory, year)
        on_map, beside = st.columns([7, 5], gap="medium")
        with on_map:
            show_map(territory, _spec(told))
        with beside:
            _tell(told)


def _choose(span: range) -> int:
    """Show the slider and the button that plays; return the year."""
    asked = st.query_params.get("year", "")
    first = int(asked) if asked.isdigit() and int(asked) in span else span[-1]
    kept = st.session_state.setdefault(YEAR, first)
    if st.session_state.get(PLAYING) and st.session_state.pop("years_tick", False):
        st.session_state[SLIDER] = min(int(st.session_state.get(SLIDER, kept)) + 1, span[-1])
    st.session_state.setdefault(SLIDER, kept)
    button, slider = st.columns([1, 5], vertical_alignment="bottom")
    with slider:
        year = int(st.slider(say("trajectory_page.year"), span[0], span[-1], key=SLIDER))
    st.session_state[YEAR] = year
    st.query_params["year"] = str(year)
    playing = bool(st.session_state.get(PLAYING))
    if playing and year >= span[-1]:
        st.session_state[PLAYING] = False
        st.rerun()
    st.session_state["years_tick"] = playing
    with button:
        words = say("trajectory_page.stop" if playing else "trajectory_page.play")
        icon = ":material/stop:" if playing else ":material/play_arrow:"
        if st.button(words, icon=icon, key="years_play", width="stretch"):
            st.session_state[PLAYING] = not playing
            st.session_state["years_tick"] = False
            if not playing and year >= span[-1]:
                st.session_state[YEAR] = span[0]
                st.session_state.pop(SLIDER)
            st.rerun()
    return year


def _spec(told: Moment) -> MapSpec:
    scene = Scene()
    for place, event in enumerate(told.events, 1):
        if event.point is not None:
            scene.features.append(_dot(event, place))
    return MapSpec(
        key="trajectoire",
        layers=LAYERS,
        year=told.year,
        overlay=scene.overlay,
        compact=True,
        height=520,
        label=say("trajectory_page.map", year=told.year),
    )


def _dot(event: Event, place: int) -> dict[str, object]:
    style = {"stroke": "#ffffff", "fill": "#b3261e", "weight": 2, "opacity": 1, "radius": 8}
    return feature(event.point, style, label=str(place), popup=f"{event.title} – {event.place}")


def _tell(told: Moment) -> None:
    st.html(tag("div", tag("h2", str(told.year), cls="years-now"), role="status"))
    heading(say("trajectory_page.events"), level=3)
    if told.events:
        st.html(tag("ol", *(tag("li", _event(event)) for event in told.events), cls="years-events"))
    else:
        st.html(tag("p", text(say("trajectory_page.events_none")), cls="nature-words"))
    heading(say("trajectory_page.standing"), level=3)
    heads = [say("trajectory_page.theme"), say("trajectory_page.stood"), say("trajectory_page.undated")]
    rows = []
    for item in told.standing.values():
        one = item.as_dict()
        size = length(one["length_m"]) if one["length_m"] else area(one["area_ha"] * HECTARE_M2)
        stood = f"{number(one['features'])} ({size})" if one["features"] else "0"
        undated = number(one["undated"]) if one["undated"] else "–"
        rows.append((f"{text(one['title'])} {shell.badge(one['status'])}", text(stood), undated))
    st.html(table(heads, rows, caption=say("trajectory_page.standing")))
    st.html(tag("p", text(say("trajectory_page.undated_about")), cls="nature-words"))


def _event(event: Event) -> str:
    place = f" · {text(event.place)}" if event.place else ""
    about = tag(
        "small",
        f"{text(event.when)} · {text(event.chapter_text)}{place} · {link(event.source, event.source_url)}",
    )
    return f"{tag('b', text(event.title))} {tag('span', text(event.text))} {about}"

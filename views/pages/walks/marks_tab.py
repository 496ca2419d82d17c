"""The state of paths: someone marks a stretch closed or muddy until a day, and the mark ends by itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
import streamlit as st

from gis.errors import AtlasError
from gis.network import LONGEST_DAYS, REASON_CHARACTERS, STATES, Network, PathStates, today
from gis.walks import FARTHEST_M
from gis.words import date_text, language, length, say
from views.app import shell
from views.map.overlay import MUD, STOP, Scene
from views.ui.html import tag

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from gis.network import Mark
    from gis.territory import Territory
    from views.map import MapEvent
    from views.pages.walks.state import WalksState

USUAL_DAYS = 14
POINTED_AT = "#8e24aa"
_STRETCH = "stretch"
_TURN = "stretch_turn"


def show_state(state: WalksState, territory: Territory, scene: Scene) -> None:
    """Show the marks that hold today, and the form of a new one."""
    scene.draw, scene.cards = ("line",), False
    if state.told:
        st.success(state.told, icon=":material/check:")
        state.told = ""
    _new_mark(state, territory, scene)
    if state.trouble:
        st.error(state.trouble, icon=":material/error:")
        state.trouble = ""
    with shell.guarded():
        marks = PathStates.of(territory).active()
        st.html(tag("h2", say("walks_page.marks", count=len(marks)), cls="walk-title"))
        if not marks:
            st.caption(say("walks_page.marks_none"))
        for mark in marks:
            _show_mark(state, territory, mark)


def take_stretch(state: WalksState, territory: Territory, event: MapEvent) -> None:
    """Keep the stretch that was pointed at or drawn."""
    if event.kind == "drawn":
        state.extra[_STRETCH] = _drawn(territory, event.shape)
    elif event.lonlat:
        network = Network.of(territory)
        point = territory.projection.to_metres(np.array([event.lonlat]))
        snaps = network.snap(point, usable=np.ones(len(network.lines), dtype=bool))
        state.extra[_STRETCH] = network.lines[snaps.edge[0]] if snaps.away[0] <= FARTHEST_M else None


def _drawn(territory: Territory, shape: dict[str, Any] | None) -> BaseGeometry | None:
    if not shape or shape.get("type") != "LineString":
        return None
    degrees = np.array(shape["coordinates"], dtype=float)[:, :2]
    line = shapely.LineString(territory.projection.to_metres(degrees))
    return line if np.isfinite(shapely.get_coordinates(line)).all() else None


def _new_mark(state: WalksState, territory: Territory, scene: Scene) -> None:
    stretch = state.extra.get(_STRETCH)
    if stretch is None:
        st.info(say("walks_page.mark_where"), icon=":material/touch_app:")
    else:
        st.caption(say("walks_page.mark_stretch", length=length(stretch.length)))
        scene.shape(stretch, {"stroke": POINTED_AT, "weight": 7})
    turn = f"{language()}_{state.extra.get(_TURN, 0)}"
    keys = [f"walks_{name}_{turn}" for name in ("state", "reason", "until")]
    _mark_fields(*keys)
    st.button(
        say("walks_page.mark_send"),
        type="primary",
        width="stretch",
        key="walks_mark",
        disabled=stretch is None,
        on_click=state.attempt,
        args=(lambda: _add(state, territory, *(st.session_state[key] for key in keys)),),
    )


def _mark_fields(kind: str, reason: str, until: str) -> None:
    """Show the fields of a new mark under their keys."""
    st.segmented_control(
        say("walks_page.mark_state"), STATES, default=STATES[0], required=True, key=kind,
        format_func=lambda name: say(f"walks_page.state_{name}"),
    )  # fmt: skip
    st.text_input(
        say("walks_page.mark_reason"), max_chars=REASON_CHARACTERS,
        placeholder=say("walks_page.mark_reason_hint"), key=reason,
    )  # fmt: skip
    st.date_input(
        say("walks_page.mark_until"), today() + dt.timedelta(USUAL_DAYS), min_value=today(),
        max_value=today() + dt.timedelta(LONGEST_DAYS), format="DD/MM/YYYY", key=until,
    )  # fmt: skip


def _add(state: WalksState, territory: Territory, kind: str, reason: str, until: dt.date) -> None:
    PathStates.of(territory).add(kind, state.extra[_STRETCH], reason=reason, until=until)
    state.extra[_TURN] = state.extra.get(_TURN, 0) + 1
    state.extra[_STRETCH] = None
    state.told = say("walks_page.marked", until=date_text(until))


def _show_mark(state: WalksState, territory: Territory, mark: Mark) -> None:
    with st.container(border=True, key=f"walks_mark_{mark.id}", gap="xsmall"):
        title = say("walks_page.mark_title", state=say(f"walks_page.state_{mark.state}"), reason=mark.reason)
        dates = say("walks_page.mark_dates", since=date_text(mark.since), until=date_text(mark.until))
        st.html(tag("section", tag("h3", title), tag("p", dates), cls="atlas-card walk-card"))
        st.button(
            say("walks_page.mark_end"),
            key=f"walks_end_{mark.id}",
            width="stretch",
            on_click=state.attempt,
            args=(lambda: _end(state, territory, mark),),
        )


def _end(state: WalksState, territory: Territory, mark: Mark) -> None:
    PathStates.of(territory).end(mark.id)
    state.told = say("walks_page.mark_ended")


def draw_marks(scene: Scene, territory: Territory) -> None:
    """Draw every mark that holds today, on any tab."""
    try:
        marks = PathStates.of(territory).active()
    except AtlasError:
        return
    for mark in marks:
        style = {"stroke": STOP if mark.state == "closed" else MUD, "weight": 6, "dash": "2 7"}
        words = say(f"walks_page.state_{mark.state}")
        text = f"{words}: {mark.reason} ({date_text(mark.until)})"
        scene.shape(mark.shape, style, label=words, popup=text)

"""The state of paths: someone marks a stretch closed or muddy until a day, and the mark ends by itself."""

from __future__ import annotations

import datetime as dt
import html
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
import streamlit as st

from gis.crs import to_lambert
from gis.errors import AtlasError
from gis.network import LONGEST_DAYS, REASON_CHARACTERS, STATES, Network, PathStates, today
from gis.walks import FARTHEST_M
from gis.words import date_text, language, length, say
from views.app import shell
from views.map.overlay import MUD, STOP, Scene, feature

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from gis.network import Mark
    from gis.territory import Territory
    from views.map import MapEvent
    from views.pages.walks.state import Desk

USUAL_DAYS = 14
CHOSEN = "#8e24aa"
_STRETCH = "stretch"
_TURN = "stretch_turn"
_TOLD = "stretch_told"


def show_state(desk: Desk, territory: Territory, scene: Scene) -> None:
    """Show the marks that hold today, and the form of a new one."""
    scene.draw, scene.cards = ("line",), False
    told = desk.extra.pop(_TOLD, "")
    if told:
        st.success(told, icon=":material/check:")
    _new_mark(desk, territory, scene)
    with shell.guarded():
        marks = PathStates.of(territory).active()
        st.html(f'<h2 class="walk-title">{_safe(say("walks_page.marks", count=len(marks)))}</h2>')
        if not marks:
            st.caption(say("walks_page.marks_none"))
        for mark in marks:
            _show_mark(desk, territory, mark)


def take_stretch(desk: Desk, territory: Territory, event: MapEvent) -> None:
    """Keep the stretch that was pointed at or drawn."""
    if event.kind == "drawn":
        desk.extra[_STRETCH] = _drawn(event.shape)
    elif event.lonlat:
        network = Network.of(territory)
        point = to_lambert(np.array([event.lonlat]))
        snaps = network.snap(point, usable=np.ones(len(network.lines), dtype=bool))
        desk.extra[_STRETCH] = network.lines[snaps.edge[0]] if snaps.away[0] <= FARTHEST_M else None


def _drawn(shape: dict[str, Any] | None) -> BaseGeometry | None:
    if not shape or shape.get("type") != "LineString":
        return None
    line = shapely.LineString(to_lambert(np.array(shape["coordinates"], dtype=float)[:, :2]))
    return line if np.isfinite(shapely.get_coordinates(line)).all() else None


def _new_mark(desk: Desk, territory: Territory, scene: Scene) -> None:
    stretch = desk.extra.get(_STRETCH)
    turn = f"{language()}_{desk.extra.get(_TURN, 0)}"
    if stretch is None:
        st.info(say("walks_page.mark_where"), icon=":material/touch_app:")
    else:
        st.caption(say("walks_page.mark_stretch", length=length(stretch.length)))
        scene.features.append(feature(stretch, {"stroke": CHOSEN, "weight": 7}))
    state = st.segmented_control(
        say("walks_page.mark_state"), STATES, default=STATES[0], required=True, key=f"walks_state_{turn}",
        format_func=lambda name: say(f"walks_page.state_{name}"),
    )  # fmt: skip
    reason = st.text_input(
        say("walks_page.mark_reason"), max_chars=REASON_CHARACTERS,
        placeholder=say("walks_page.mark_reason_hint"), key=f"walks_reason_{turn}",
    )  # fmt: skip
    until = st.date_input(
        say("walks_page.mark_until"), today() + dt.timedelta(USUAL_DAYS), min_value=today(),
        max_value=today() + dt.timedelta(LONGEST_DAYS), format="DD/MM/YYYY", key=f"walks_until_{turn}",
    )  # fmt: skip
    words = say("walks_page.mark_send")
    if st.button(words, type="primary", width="stretch", key="walks_mark", disabled=stretch is None):
        with shell.guarded():
            PathStates.of(territory).add(state, stretch, reason=reason, until=until)
            desk.extra[_TURN] = desk.extra.get(_TURN, 0) + 1
            desk.extra[_STRETCH] = None
            desk.extra[_TOLD] = say("walks_page.marked", until=date_text(until))
            st.rerun()


def _show_mark(desk: Desk, territory: Territory, mark: Mark) -> None:
    with st.container(border=True, key=f"walks_mark_{mark.id}", gap="xsmall"):
        title = say("walks_page.mark_title", state=say(f"walks_page.state_{mark.state}"), reason=mark.reason)
        dates = say("walks_page.mark_dates", since=date_text(mark.since), until=date_text(mark.until))
        st.html(f'<section class="walk-card"><h3>{_safe(title)}</h3><p>{_safe(dates)}</p></section>')
        if st.button(say("walks_page.mark_end"), key=f"walks_end_{mark.id}", width="stretch"):
            with shell.guarded():
                PathStates.of(territory).end(mark.id)
                desk.extra[_TOLD] = say("walks_page.mark_ended")
                st.rerun()


def draw_marks(scene: Scene, territory: Territory) -> None:
    """Draw every mark that holds today, on any tab."""
    try:
        marks = PathStates.of(territory).active()
    except AtlasError:
        return
    for mark in marks:
        style = {"stroke": STOP if mark.state == "closed" else MUD, "weight": 6, "dash": "2 7"}
        words = say(f"walks_page.state_{mark.state}")
        told = f"{words}: {mark.reason} ({date_text(mark.until)})"
        scene.features.append(feature(mark.shape, style, label=words, popup=told))


def _safe(text: str) -> str:
    return html.escape(text)

"""The state of paths: someone marks a stretch closed or muddy until a day, and the mark ends by itself."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
import streamlit as st

from gis.network import LIMITS, REASON_CHARACTERS, STATES, Network, PathStates, today
from gis.walks import FARTHEST_M
from gis.words import date_text, language, length, number, say
from views.app import person, shell
from views.ui.as_text import as_text
from views.ui.html import tag

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from gis.network import Mark
    from gis.rights import Actor
    from gis.territory import Territory
    from views.map import MapEvent
    from views.map.overlay import Scene
    from views.pages.walks.state import WalksState

USUAL_DAYS = 14
MOST_LISTED = 20
"""Marks that the list shows before somebody asks for more."""
POINTED_AT = "#8e24aa"
_STRETCH = "stretch"
_TURN = "stretch_turn"
_LISTED = "marks_listed"


def show_state(state: WalksState, territory: Territory, scene: Scene) -> None:
    """Show the form of a new mark, and the marks that hold today."""
    scene.draw, scene.cards = ("line",), False
    if state.told:
        st.success(as_text(state.told), icon=":material/check:")
        state.told = ""
    _new_mark(state, territory, scene)
    if state.trouble:
        st.error(as_text(state.trouble), icon=":material/error:")
        state.trouble = ""
    with shell.guarded():
        _show_marks(state, territory, PathStates.of(territory).active())


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
    stretch, most = state.extra.get(_STRETCH), LIMITS[person.here().role]
    if stretch is None:
        st.info(say("walks_page.mark_where"), icon=":material/touch_app:")
    else:
        st.caption(as_text(say("walks_page.mark_stretch", length=length(stretch.length))))
        scene.shape(stretch, {"stroke": POINTED_AT, "weight": 7})
    turn = f"{language()}_{state.extra.get(_TURN, 0)}"
    keys = [f"walks_{name}_{turn}" for name in ("state", "reason", "until")]
    _mark_fields(*keys, most_days=most.days)
    if not person.has("check"):
        values = {"metres": length(most.metres), "days": number(most.days), "count": number(most.count)}
        st.caption(as_text(say("walks_page.mark_limits", **values)))
    st.button(
        say("walks_page.mark_send"),
        type="primary",
        width="stretch",
        key="walks_mark",
        disabled=stretch is None,
        on_click=state.attempt,
        args=(lambda: _add(state, territory, *(st.session_state[key] for key in keys)),),
    )


def _mark_fields(kind: str, reason: str, until: str, *, most_days: int) -> None:
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
        say("walks_page.mark_until"), today() + dt.timedelta(min(USUAL_DAYS, most_days)), min_value=today(),
        max_value=today() + dt.timedelta(most_days), format="DD/MM/YYYY", key=until,
    )  # fmt: skip


def _add(state: WalksState, territory: Territory, kind: str, reason: str, until: dt.date) -> None:
    actor = person.permitted("mark")
    mark = PathStates.of(territory).add(kind, state.extra[_STRETCH], actor=actor, reason=reason, until=until)
    state.extra[_TURN] = state.extra.get(_TURN, 0) + 1
    state.extra[_STRETCH] = None
    key = "marked" if mark.checked else "marked_unchecked"
    state.told = say(f"walks_page.{key}", until=date_text(until))


def _show_marks(state: WalksState, territory: Territory, marks: list[Mark]) -> None:
    """List marks: those that wait for a check first, where an agent looks; else one's own."""
    actor = person.here()
    st.html(tag("h2", say("walks_page.marks", count=number(len(marks))), cls="walk-title"))
    if not marks:
        st.caption(say("walks_page.marks_none"))
    waiting = sum(not mark.checked for mark in marks)
    if waiting and person.has("check"):
        words = say("walks_page.marks_waiting", count=number(waiting))
        st.info(as_text(words), icon=":material/fact_check:")
    first = (lambda mark: mark.checked) if person.has("check") else (lambda mark: mark.owner != actor.id)
    most = state.extra.get(_LISTED, MOST_LISTED)
    for mark in sorted(marks, key=first)[:most]:
        _show_mark(state, territory, mark, actor)
    if len(marks) > most:
        st.button(
            as_text(say("walks_page.marks_more", count=number(len(marks) - most))), key="walks_marks_more",
            on_click=state.extra.__setitem__, args=(_LISTED, most + MOST_LISTED),
        )  # fmt: skip


def _show_mark(state: WalksState, territory: Territory, mark: Mark, actor: Actor) -> None:
    with st.container(border=True, key=f"walks_mark_{mark.id}", gap="xsmall"):
        title = say("walks_page.mark_title", state=say(f"walks_page.state_{mark.state}"), reason=mark.reason)
        dates = say("walks_page.mark_dates", since=date_text(mark.since), until=date_text(mark.until))
        sure = say(f"walks_page.mark_{'checked' if mark.checked else 'unchecked'}")
        st.html(tag("section", tag("h3", title), tag("p", f"{dates} {sure}"), cls="atlas-card walk-card"))
        acts = {"end": _end} if mark.owner == actor.id or person.has("check") else {}
        if person.has("check") and not mark.checked:
            acts = {"check": _check, **acts}
        for name, act in acts.items():
            st.button(
                say(f"walks_page.mark_{name}"), key=f"walks_{name}_{mark.id}", width="stretch",
                on_click=state.attempt, args=(partial(act, state, territory, mark),),
            )  # fmt: skip


def _check(state: WalksState, territory: Territory, mark: Mark) -> None:
    PathStates.of(territory).check(mark.id, actor=person.permitted("check"))
    state.told = say("walks_page.mark_now_checked")


def _end(state: WalksState, territory: Territory, mark: Mark) -> None:
    PathStates.of(territory).end(mark.id, actor=person.permitted("mark"))
    state.told = say("walks_page.mark_ended")

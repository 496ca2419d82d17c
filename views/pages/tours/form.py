"""What a tour is composed of: a ready-made one, themes, the day and the hours, who comes, single stops."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from gis.tours import MOST_VISITORS, PACES, THEMES, Lunch, Stop, propose_stops, ready_tours
from gis.words import clock, language, say

if TYPE_CHECKING:
    from gis.territory import Territory
    from views.pages.tours.state import Desk

LUNCH_SPAN_MIN = 60
_MINUTES = dt.timedelta(minutes=5)


def choose_tour(desk: Desk, territory: Territory) -> None:
    """Offer the ready-made tours and a proposal by themes."""
    if not desk.stops:
        st.caption(say("tours_page.no_stops"))
        return
    tours = ready_tours(territory)
    if tours:
        key = f"tours_ready_{language()}_{desk.turn}"
        chosen = st.selectbox(
            say("tours_page.ready"), list(tours), index=None, key=key,
            placeholder=say("tours_page.ready_hint"), format_func=lambda name: tours[name].title,
        )  # fmt: skip
        if chosen:
            desk.open_ready(territory, chosen)
            st.rerun()
    themes = st.pills(
        say("tours_page.themes"), THEMES, selection_mode="multi", key=f"tours_themes_{language()}",
        format_func=lambda name: say(f"stops.theme_{name}"),
    )  # fmt: skip
    words = {"width": "stretch", "disabled": not themes, "icon": ":material/auto_awesome:"}
    if st.button(say("tours_page.propose"), key="tours_propose", **words):
        desk.take(
            replace(propose_stops(territory, replace(desk.wish, visits=()), desk.stops, themes), title="")
        )
        desk.optimise(territory)
        st.rerun()


def choose_frame(desk: Desk) -> None:
    """Show the fields of day, hours, group and places."""
    wish, turn = desk.wish, f"{language()}_{desk.turn}"
    day, start, end = st.columns([1.3, 1, 1], gap="small")
    chosen = day.date_input(say("tours_page.day"), wish.day, format="DD/MM/YYYY", key=f"tours_day_{turn}")
    begins = start.time_input(
        say("tours_page.start"), _time(wish.start), step=_MINUTES, key=f"tours_start_{turn}"
    )
    limit = None if wish.end is None else _time(wish.end)
    ends = end.time_input(say("tours_page.end"), limit, step=_MINUTES, key=f"tours_end_{turn}")
    people, pace = st.columns(2, gap="small")
    shown = None if wish.group is None else min(max(wish.group, 1), MOST_VISITORS)
    group = people.number_input(
        say("tours_page.group"), 1, MOST_VISITORS, shown, key=f"tours_group_{turn}",
        placeholder=say("tours_page.unknown"),
    )  # fmt: skip
    paces = ("", *PACES)
    named = next((name for name, share in PACES.items() if share == wish.pace), "")
    walks = pace.selectbox(
        say("tours_page.pace"), paces, paces.index(named), key=f"tours_pace_{turn}",
        format_func=lambda name: say(f"tours_page.pace_{name or 'usual'}"),
    )  # fmt: skip
    # What the fields cannot show exactly, such as a pace of 0.7 from a link, stays until it is changed here.
    desk.change(
        day=chosen or wish.day, start=_minute(begins) if begins else wish.start,
        end=_minute(ends) if ends else None, group=wish.group if group == shown else group,
        pace=wish.pace if walks == named else PACES.get(walks),
    )  # fmt: skip
    _places(desk, turn)
    _limits(desk, turn)


def _places(desk: Desk, turn: str) -> None:
    known = {key: stop for key, stop in desk.stops.items() if stop.xy is not None}
    given = [desk.wish.start_place, desk.wish.end_place]
    known |= {stop.id: stop for stop in given if stop is not None}
    keys = ["", *known]
    columns = st.columns(2, gap="small")
    chosen = []
    for name, column, stop in zip(("from", "to"), columns, given, strict=True):
        index = keys.index(stop.id) if stop is not None else 0
        key = column.selectbox(
            say(f"tours_page.{name}"), keys, index, key=f"tours_{name}_{turn}",
            format_func=lambda one, none=f"tours_page.{name}_none": known[one].name if one else say(none),
        )  # fmt: skip
        chosen.append(known.get(key))
    desk.change(start_place=chosen[0], end_place=chosen[1])


def _limits(desk: Desk, turn: str) -> None:
    wish = desk.wish
    climb, wheels = st.columns(2, gap="small")
    climbs = climb.toggle(say("tours_page.climb"), wish.climb, key=f"tours_climb_{turn}")
    step_free = wheels.toggle(say("tours_page.step_free"), wish.step_free, key=f"tours_wheels_{turn}")
    meal, when = st.columns(2, gap="small", vertical_alignment="bottom")
    eats = meal.toggle(say("tours_page.lunch"), wish.lunch is not None, key=f"tours_lunch_{turn}")
    lunch = wish.lunch
    if eats:
        first = Lunch() if lunch is None else lunch
        at = when.time_input(
            say("tours_page.lunch_from"), _time(first.opens), step=_MINUTES, key=f"tours_lunch_at_{turn}"
        )
        opens = _minute(at) if at else first.opens
        span = LUNCH_SPAN_MIN if opens != first.opens else first.latest - first.opens
        lunch = replace(first, opens=opens, latest=opens + span)
    desk.change(climb=climbs, step_free=step_free, lunch=lunch if eats else None)


def add_stop(desk: Desk) -> None:
    """Offer every stop that is not in the tour yet; where none is known, say where one's own are put."""
    if not desk.stops:
        st.info(say("tours_page.no_stops"), icon=":material/help:")
        return
    here = {visit.stop.id for visit in desk.wish.visits}
    rest = {key: stop for key, stop in desk.stops.items() if key not in here and not stop.meet}
    chosen = st.selectbox(
        say("tours_page.add"), list(rest), index=None, placeholder=say("tours_page.add_hint"),
        key=f"tours_add_{language()}_{desk.turn}_{len(here)}", format_func=lambda key: _named(rest[key]),
    )  # fmt: skip
    if chosen:
        desk.add(rest[chosen])
        st.rerun()


def _named(stop: Stop) -> str:
    place = "" if stop.xy is not None else f" · {say(f'stops.quality_{stop.quality}')}"
    return f"{stop.name} · {say(f'stops.theme_{stop.theme}')}{place}"


def _time(minute: int) -> dt.time:
    return dt.time.fromisoformat(clock(minute))


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute

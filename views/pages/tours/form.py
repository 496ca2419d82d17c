"""What a tour is composed of: a ready-made one, themes, the day and the hours, who comes, single stops."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from gis.tours import MOST_VISITORS, PACES, THEMES, Lunch, Stop, propose_stops, ready_tours, ready_troubles
from gis.words import clock, language, say
from views.ui.as_text import as_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.territory import Territory
    from gis.tours import TourRequest
    from views.pages.tours.state import ToursState

LUNCH_SPAN_MIN = 60
_MINUTES = dt.timedelta(minutes=5)


def choose_tour(state: ToursState, territory: Territory) -> None:
    """Offer the ready-made tours and a proposal by themes."""
    if not state.stops:
        st.caption(say("tours_page.no_stops"))
        return
    tours = ready_tours(territory)
    for trouble in ready_troubles(territory):
        st.caption(as_text(trouble))
    if tours:
        key = f"tours_ready_{language()}_{state.turn}"
        st.selectbox(
            say("tours_page.ready"), list(tours), index=None, key=key,
            placeholder=say("tours_page.ready_hint"), format_func=lambda name: tours[name].title,
            on_change=lambda: _open_ready(state, territory, st.session_state[key]),
        )  # fmt: skip
    themes = st.pills(
        say("tours_page.themes"), THEMES, selection_mode="multi", key=f"tours_themes_{language()}",
        format_func=lambda name: say(f"stops.theme_{name}"),
    )  # fmt: skip
    st.button(
        say("tours_page.propose"), key="tours_propose", width="stretch", disabled=not themes,
        icon=":material/auto_awesome:", on_click=state.attempt, args=(lambda: _propose(state, territory),),
    )  # fmt: skip


def _open_ready(state: ToursState, territory: Territory, chosen: str | None) -> None:
    if chosen:
        state.open_ready(territory, chosen)


def _add(state: ToursState, chosen: str | None) -> None:
    if chosen:
        state.add(state.stops[chosen])


def _propose(state: ToursState, territory: Territory) -> None:
    take_frame(state)
    themes = st.session_state.get(f"tours_themes_{language()}") or ()
    request = propose_stops(territory, replace(state.request, visits=()), state.stops, themes)
    state.take(replace(request, title=""))
    state.optimise(territory)


def show_optimise(state: ToursState, territory: Territory) -> None:
    """Offer to bring the stops into the best order."""

    def optimise() -> None:
        take_frame(state)
        state.optimise(territory)

    if len(state.request.visits) > 1:
        st.button(
            say("tours_page.optimise"), key="tours_optimise", width="stretch", icon=":material/route:",
            on_click=state.attempt, args=(optimise,),
        )  # fmt: skip


def take_frame(state: ToursState) -> None:
    """Take what stands in the fields of day, hours, group and places, before anything is planned.

    What the fields cannot show exactly, such as a pace of 0.7 from a link, stays until it is changed there.
    """
    request, fields = state.request, st.session_state
    if _key(state, "day") not in fields:
        return
    group, pace = fields[_key(state, "group")], fields[_key(state, "pace")]
    begins, ends = fields[_key(state, "start")], fields[_key(state, "end")]
    places = _known_places(state)
    state.change(
        day=fields[_key(state, "day")] or request.day,
        start=_minute(begins) if begins else request.start,
        end=_minute(ends) if ends else None,
        group=request.group if group == _shown_group(request) else group,
        pace=request.pace if pace == _pace_name(request) else PACES.get(pace),
        start_place=places.get(fields[_key(state, "from")]),
        end_place=places.get(fields[_key(state, "to")]),
        climb=fields[_key(state, "climb")],
        step_free=fields[_key(state, "wheels")],
        lunch=_lunch(state) if fields[_key(state, "lunch")] else None,
    )


def _lunch(state: ToursState) -> Lunch:
    first = state.request.lunch or Lunch()
    at = st.session_state.get(_key(state, "lunch_at"))
    opens = _minute(at) if at else first.opens
    span = LUNCH_SPAN_MIN if opens != first.opens else first.latest - first.opens
    return replace(first, opens=opens, latest=opens + span)


def _key(state: ToursState, field: str) -> str:
    """Return the key of a field: another one when the tour changes by something else."""
    return f"tours_{field}_{language()}_{state.turn}"


def _shown_group(request: TourRequest) -> int | None:
    return None if request.group is None else min(max(request.group, 1), MOST_VISITORS)


def _pace_name(request: TourRequest) -> str:
    return next((name for name, share in PACES.items() if share == request.pace), "")


def _known_places(state: ToursState) -> dict[str, Stop]:
    known = {key: stop for key, stop in state.stops.items() if stop.xy is not None}
    given = (state.request.start_place, state.request.end_place)
    return known | {stop.id: stop for stop in given if stop is not None}


def show_frame(state: ToursState) -> None:
    """Show the fields of day, hours, group and places; `take_frame` reads them."""
    request = state.request
    day, start, end = st.columns([1.3, 1, 1], gap="small")
    day.date_input(say("tours_page.day"), request.day, format="DD/MM/YYYY", key=_key(state, "day"))
    start.time_input(say("tours_page.start"), _time(request.start), step=_MINUTES, key=_key(state, "start"))
    limit = None if request.end is None else _time(request.end)
    end.time_input(say("tours_page.end"), limit, step=_MINUTES, key=_key(state, "end"))
    people, pace = st.columns(2, gap="small")
    people.number_input(
        say("tours_page.group"), 1, MOST_VISITORS, _shown_group(request), key=_key(state, "group"),
        placeholder=say("tours_page.unknown"),
    )  # fmt: skip
    paces = ("", *PACES)
    pace.selectbox(
        say("tours_page.pace"), paces, paces.index(_pace_name(request)), key=_key(state, "pace"),
        format_func=lambda name: say(f"tours_page.pace_{name or 'usual'}"),
    )  # fmt: skip
    _places(state)
    _limits(state)


def _places(state: ToursState) -> None:
    known = _known_places(state)
    keys = ["", *known]
    given = (state.request.start_place, state.request.end_place)
    for name, column, stop in zip(("from", "to"), st.columns(2, gap="small"), given, strict=True):
        none = say(f"tours_page.{name}_none")
        index = keys.index(stop.id) if stop is not None else 0
        column.selectbox(
            say(f"tours_page.{name}"), keys, index, key=_key(state, name),
            format_func=_place_name(known, none),
        )  # fmt: skip


def _place_name(known: dict[str, Stop], none: str) -> Callable[[str], str]:
    return lambda key: known[key].name if key else none


def _limits(state: ToursState) -> None:
    request = state.request
    climb, wheels = st.columns(2, gap="small")
    climb.toggle(say("tours_page.climb"), request.climb, key=_key(state, "climb"))
    wheels.toggle(say("tours_page.step_free"), request.step_free, key=_key(state, "wheels"))
    meal, when = st.columns(2, gap="small", vertical_alignment="bottom")
    meal.toggle(say("tours_page.lunch"), request.lunch is not None, key=_key(state, "lunch"))
    if request.lunch is not None:
        when.time_input(
            say("tours_page.lunch_from"), _time(request.lunch.opens), step=_MINUTES,
            key=_key(state, "lunch_at"),
        )  # fmt: skip


def add_stop(state: ToursState) -> None:
    """Offer every stop that is not in the tour yet; where none is known, say where one's own are put."""
    if not state.stops:
        st.info(say("tours_page.no_stops"), icon=":material/help:")
        return
    here = {visit.stop.id for visit in state.request.visits}
    rest = {key: stop for key, stop in state.stops.items() if key not in here and not stop.meet}
    key = f"tours_add_{language()}_{state.turn}_{len(here)}"
    st.selectbox(
        say("tours_page.add"), list(rest), index=None, placeholder=say("tours_page.add_hint"), key=key,
        format_func=lambda name: _named(rest[name]),
        on_change=lambda: _add(state, st.session_state[key]),
    )  # fmt: skip


def _named(stop: Stop) -> str:
    place = "" if stop.xy is not None else f" · {say(f'stops.quality_{stop.quality}')}"
    return f"{stop.name} · {say(f'stops.theme_{stop.theme}')}{place}"


def _time(minute: int) -> dt.time:
    return dt.time.fromisoformat(clock(minute))


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute

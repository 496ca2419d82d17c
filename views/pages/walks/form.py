"""The two forms that ask for a walk: a loop from one place, or a way through several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.network import today
from gis.walks import AVOID, LOOP, THEMES, WAY, WalkQuery
from gis.words import language, say
from views.pages.walks.place_finder import spot_field, take_spot
from views.pages.walks.state import END, MOST_STOPS, START
from views.ui.as_text import as_text
from views.ui.state import speak

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.territory import Territory
    from views.pages.walks.state import WalksState

MOST_KM, MOST_MINUTES = 1000.0, 10_000.0
"""What the fields take; the engine says kindly what it can do of it."""
UNITS = ("km", "min")


def take_form(state: WalksState, territory: Territory) -> None:
    """Take what stands in the fields of the open form, before anything is drawn from it."""
    for slot in slots_of(state):
        take_spot(state, territory, slot)
    fields = st.session_state
    state.unit = fields.get(_key(state, "unit")) or state.unit
    state.km = fields.get(_key(state, "km"), state.km)
    state.minutes = fields.get(_key(state, "min"), state.minutes)
    state.theme = fields.get(_key(state, "theme"), state.theme)
    state.avoid = sorted(fields.get(_key(state, "avoid"), state.avoid))
    day = fields.get(_key(state, "day"), state.day)
    state.day = None if day == today() else day


def slots_of(state: WalksState) -> list[str]:
    """Return the places that the open form asks for."""
    if state.tab == WAY:
        return state.slots()
    return [START] if state.tab == LOOP else []


def ask_loop(state: WalksState, territory: Territory) -> None:
    """Show the form of a loop."""
    spot_field(state, territory, START, say("walks_page.start"))
    _ask_amount(state)
    _ask_taste(state)
    _find(state, territory, "find_loop", "find_loops", lambda: _send_loop(state))
    if state.missing:
        st.warning(say("walks_page.start_needed"), icon=":material/place:")


def ask_way(state: WalksState, territory: Territory) -> None:
    """Show the form of a way."""
    spot_field(state, territory, START, say("walks_page.start"))
    for stop in range(state.stops):
        number = stop + 1
        spot_field(state, territory, f"via{stop}", say("walks_page.stop", number=number))
        words, drop = say("walks_page.stop_drop", number=number), f"walks_drop_{stop}"
        _small(words, drop, _press, state, territory, lambda stop=stop: state.drop_stop(stop))
    spot_field(state, territory, END, say("walks_page.end"))
    if state.stops < MOST_STOPS:
        _small(say("walks_page.stop_add"), "walks_add_stop", _press, state, territory, state.add_stop)
    _ask_taste(state)
    _find(state, territory, "find_way", "find_way", lambda: _send_way(state))
    if state.missing:
        st.warning(say("walks_page.places_needed"), icon=":material/place:")


def _small(words: str, key: str, press: Callable[..., None], *args: object) -> None:
    st.button(as_text(words), key=key, type="tertiary", on_click=press, args=args)


def _find(state: WalksState, territory: Territory, key: str, words: str, send: Callable[[], None]) -> None:
    st.button(
        say(f"walks_page.{words}"),
        type="primary",
        width="stretch",
        key=f"walks_{key}",
        on_click=_press,
        args=(state, territory, send),
    )


def _press(state: WalksState, territory: Territory, act: Callable[[], None]) -> None:
    """Take the fields as they stand, then do what a button is for; in a callback."""
    speak()
    take_form(state, territory)
    act()


def _send_loop(state: WalksState) -> None:
    if _complete(state, [START]):
        km, minutes = (state.km, None) if state.unit == "km" else (None, state.minutes)
        taste = (state.theme, frozenset(state.avoid), state.day)
        state.send(WalkQuery(LOOP, (state.spots[START],), km, minutes, *taste))


def _send_way(state: WalksState) -> None:
    if _complete(state, state.slots()):
        spots = tuple(state.spots[slot] for slot in state.slots())
        state.send(WalkQuery(WAY, spots, None, None, state.theme, frozenset(state.avoid), state.day))


def _complete(state: WalksState, slots: list[str]) -> bool:
    """Tell whether every place is chosen; the next click on the map sets the first that is not."""
    missing = [slot for slot in slots if slot not in state.spots]
    state.missing = bool(missing)
    if missing:
        state.arming = missing[0]
    return not missing


def _key(state: WalksState, field: str) -> str:
    """Return the key of a field: another one when the form is filled in by something else."""
    if field in {"km", "min"}:
        return f"walks_{field}_{state.turn}"
    tab = "" if field == "unit" else f"{state.tab}_"
    return f"walks_{field}_{tab}{language()}_{state.turn}"


def _ask_amount(state: WalksState) -> None:
    unit, amount = st.columns([0.52, 0.48], vertical_alignment="bottom", gap="small")
    with unit:
        st.segmented_control(
            say("walks_page.amount"), UNITS, default=state.unit, required=True, key=_key(state, "unit"),
            format_func=lambda unit: say(f"walks_page.unit_{unit}"),
        )  # fmt: skip
    with amount:
        if state.unit == "km":
            st.number_input(
                say("walks_page.km"), 0.0, MOST_KM, value=min(state.km, MOST_KM), step=0.5, format="%.1f",
                key=_key(state, "km"),
            )  # fmt: skip
        else:
            st.number_input(
                say("walks_page.minutes"), 0.0, MOST_MINUTES, value=min(state.minutes, MOST_MINUTES),
                step=15.0, format="%.0f", key=_key(state, "min"),
            )  # fmt: skip


def _ask_taste(state: WalksState) -> None:
    themes = ("", *THEMES)
    st.selectbox(
        say("walks_page.theme"), themes, index=themes.index(state.theme), format_func=_theme,
        key=_key(state, "theme"),
    )  # fmt: skip
    st.pills(
        say("walks_page.avoid"), AVOID, selection_mode="multi", default=state.avoid,
        key=_key(state, "avoid"), format_func=lambda name: say(f"walks.avoid_{name}"),
    )  # fmt: skip
    st.date_input(
        say("walks_page.day"), value=state.day or today(), format="DD/MM/YYYY", key=_key(state, "day"),
        help=say("walks_page.day_help"),
    )  # fmt: skip


def _theme(theme: str) -> str:
    text = say(f"walks.theme_{theme}") if theme else say("walks_page.theme_none")
    return text[:1].upper() + text[1:]

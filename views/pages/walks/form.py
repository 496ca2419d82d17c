"""The two forms that ask for a walk: a loop from one place, or a way through several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.network import today
from gis.walks import AVOID, LOOP, THEMES, WAY, WalkQuery
from gis.words import language, say
from views.pages.walks.place_finder import spot_field
from views.pages.walks.state import END, MOST_STOPS, START

if TYPE_CHECKING:
    from gis.territory import Territory
    from views.pages.walks.state import Desk

MOST_KM, MOST_MINUTES = 1000.0, 10_000.0
"""What the fields take; the engine says kindly what it can do of it."""
UNITS = ("km", "min")


def ask_loop(desk: Desk, territory: Territory) -> None:
    """Show the form of a loop, and send it when it is complete."""
    spot_field(desk, territory, START, say("walks_page.start"))
    _ask_amount(desk)
    _ask_taste(desk)
    if st.button(say("walks_page.find_loops"), type="primary", width="stretch", key="walks_find_loop"):
        if START not in desk.spots:
            desk.arming = START
            st.warning(say("walks_page.start_needed"), icon=":material/place:")
            return
        km, minutes = (desk.km, None) if desk.unit == "km" else (None, desk.minutes)
        taste = (desk.theme, frozenset(desk.avoid), desk.day)
        desk.send(WalkQuery(LOOP, (desk.spots[START],), km, minutes, *taste))
        st.rerun()


def ask_way(desk: Desk, territory: Territory) -> None:
    """Show the form of a way, and send it when it is complete."""
    spot_field(desk, territory, START, say("walks_page.start"))
    for stop in range(desk.stops):
        spot_field(desk, territory, f"via{stop}", say("walks_page.stop", number=stop + 1))
        if st.button(say("walks_page.stop_drop", number=stop + 1), key=f"walks_drop_{stop}", type="tertiary"):
            desk.drop_stop(stop)
            st.rerun()
    spot_field(desk, territory, END, say("walks_page.end"))
    if desk.stops < MOST_STOPS and st.button(
        say("walks_page.stop_add"), key="walks_add_stop", type="tertiary"
    ):
        desk.stops += 1
        st.rerun()
    _ask_taste(desk)
    if st.button(say("walks_page.find_way"), type="primary", width="stretch", key="walks_find_way"):
        missing = [slot for slot in desk.slots() if slot not in desk.spots]
        if missing:
            desk.arming = missing[0]
            st.warning(say("walks_page.places_needed"), icon=":material/place:")
            return
        spots = tuple(desk.spots[slot] for slot in desk.slots())
        desk.send(WalkQuery(WAY, spots, None, None, desk.theme, frozenset(desk.avoid), desk.day))
        st.rerun()


def _ask_amount(desk: Desk) -> None:
    unit, amount = st.columns([0.52, 0.48], vertical_alignment="bottom", gap="small")
    key = f"{language()}_{desk.turn}"
    with unit:
        desk.unit = st.segmented_control(
            say("walks_page.amount"), UNITS, default=desk.unit, required=True, key=f"walks_unit_{key}",
            format_func=lambda unit: say(f"walks_page.unit_{unit}"),
        )  # fmt: skip
    with amount:
        if desk.unit == "km":
            desk.km = st.number_input(
                say("walks_page.km"), 0.0, MOST_KM, value=min(desk.km, MOST_KM), step=0.5, format="%.1f",
                key=f"walks_km_{desk.turn}",
            )  # fmt: skip
        else:
            desk.minutes = st.number_input(
                say("walks_page.minutes"), 0.0, MOST_MINUTES, value=min(desk.minutes, MOST_MINUTES),
                step=15.0, format="%.0f", key=f"walks_min_{desk.turn}",
            )  # fmt: skip


def _ask_taste(desk: Desk) -> None:
    key = f"{desk.tab}_{language()}_{desk.turn}"
    themes = ("", *THEMES)
    desk.theme = st.selectbox(
        say("walks_page.theme"),
        themes,
        index=themes.index(desk.theme),
        format_func=_theme,
        key=f"walks_theme_{key}",
    )
    chosen = st.pills(
        say("walks_page.avoid"), AVOID, selection_mode="multi", default=desk.avoid, key=f"walks_avoid_{key}",
        format_func=lambda name: say(f"walks.avoid_{name}"),
    )  # fmt: skip
    desk.avoid = sorted(chosen)
    day = st.date_input(
        say("walks_page.day"), value=desk.day or today(), format="DD/MM/YYYY", key=f"walks_day_{key}",
        help=say("walks_page.day_help"),
    )  # fmt: skip
    desk.day = None if day == today() else day


def _theme(theme: str) -> str:
    text = say(f"walks.theme_{theme}") if theme else say("walks_page.theme_none")
    return text[:1].upper() + text[1:]

"""The ways to say which land is meant: a text, a section, a file; and the question when several answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.parcels import parcels_of, readable
from gis.words import language, say
from views.pages.parcels.examples import find_hint
from views.pages.parcels.query import ParcelQuery, ask_hit, ask_text
from views.pages.parcels.upload import show_upload
from views.ui.as_text import as_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.territory import Territory
    from views.pages.parcels.state import ParcelsState

FEW = 12
"""Choices that stand side by side; more go into a list that can be searched."""


def show_finder(state: ParcelsState, territory: Territory) -> None:
    """Show the ways to say which land is meant, side by side where there is room."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="parcels_finder"):
        st.text_input(
            say("parcels_page.find"),
            placeholder=find_hint(territory),
            max_chars=120,
            key="parcels_text",
            on_change=_take_text,
            args=(state, territory),
            icon=":material/search:",
            label_visibility="collapsed",
        )
        with st.popover(say("parcels_page.by_section"), icon=":material/grid_on:"):
            _sections(state, territory)
        show_upload(state, territory, "parcels_file", state.ask)


def show_questions(state: ParcelsState, territory: Territory) -> None:
    """Show what went wrong, or what is to be chosen."""
    if state.trouble:
        st.error(as_text(state.trouble), icon=":material/error:")
    query = state.asked
    if query.question:
        st.info(as_text(query.question), icon=":material/question_mark:")
        _choices(state, territory, query)


def _take_text(state: ParcelsState, territory: Territory) -> None:
    text = st.session_state["parcels_text"].strip()
    if text:
        state.ask(lambda: ask_text(territory, text))


def _sections(state: ParcelsState, territory: Territory) -> None:
    sections = parcels_of(territory).sections
    codes = [code.lstrip("0") for code in sections]
    counts = dict(zip(codes, sections.values(), strict=True))
    st.pills(
        say("parcels_page.section"),
        codes,
        key="parcels_section",
        on_change=_take_section,
        args=(state, territory),
        format_func=lambda code: as_text(
            say("parcels_page.section_count", code=code, count=len(counts[code]))
        ),
    )


def _take_section(state: ParcelsState, territory: Territory) -> None:
    section = st.session_state["parcels_section"]
    if section:
        state.ask(lambda: ask_text(territory, section))


def _choices(state: ParcelsState, territory: Territory, query: ParcelQuery) -> None:
    if query.hits:
        titles = {f"{hit.layer}/{hit.id}": hit for hit in query.hits}
        _pick(
            list(titles),
            {key: f"{hit.title} · {hit.subtitle}" for key, hit in titles.items()},
            lambda key: state.ask(lambda: ask_hit(territory, titles[key])),
        )
    elif query.ids:
        names = {parcel_id: readable(parcel_id) for parcel_id in query.ids}
        _pick(list(query.ids), names, lambda key: state.ask(lambda: ParcelQuery(ids=(key,))))


def _pick(keys: list[str], names: dict[str, str], choose: Callable[[str], None]) -> None:
    key = f"parcels_choice_{hash(tuple(keys))}_{language()}"

    def take() -> None:
        chosen = st.session_state.get(key)
        if chosen:
            choose(chosen)

    label = say("parcels_page.choose", count=len(keys))
    if len(keys) <= FEW:
        st.pills(as_text(label), keys, format_func=lambda name: as_text(names[name]), key=key, on_change=take)
    else:
        st.selectbox(
            as_text(label),
            keys,
            index=None,
            format_func=names.__getitem__,
            key=key,
            on_change=take,
            placeholder=say("parcels_page.choose_hint"),
        )

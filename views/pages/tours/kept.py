"""What somebody keeps, and what others share: each with what may be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from gis.tours import from_document, library
from gis.words import say
from views.app import person
from views.ui.as_text import as_text
from views.ui.html import badge, tag

if TYPE_CHECKING:
    from gis.tours import Entry, GuideStore
    from views.pages.tours.state import ToursState


def show_stops(state: ToursState, store: GuideStore) -> None:
    """Show one's own stops and changes, then those of others that are shared."""
    entries = store.entries("stops")
    if not any(entry.mine for entry in entries):
        st.caption(say("tours_page.own_none" if not store.actor.is_session else "tours_page.own_none_here"))
    for entry in entries:
        _show(state, store, entry, _name(store, entry))


def show_tours(state: ToursState, store: GuideStore) -> None:
    """Show one's own tours, then those of others that are shared; each opens by a click."""
    for entry in store.entries("tours"):
        _show(state, store, entry, entry.key)


def _name(store: GuideStore, entry: Entry) -> str:
    published = library(store.territory).get(entry.key)
    return str(entry.document.get("name") or (published.name if published else entry.key))


def _show(state: ToursState, store: GuideStore, entry: Entry, name: str) -> None:
    # Two guides may call a tour alike.
    key = f"{entry.kind}_{entry.key}" if entry.mine else f"{entry.kind}_{entry.key}_{hash(entry.owner)}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"tours_kept_{key}"):
        if entry.kind == "tours":
            st.button(
                as_text(name), key=f"tours_open_{key}", icon=":material/folder_open:", on_click=state.attempt,
                args=(partial(_open, state, store, entry),),
            )  # fmt: skip
            st.html(tag("p", *_whose(entry), cls="tour-kept"))
        else:
            st.html(tag("p", badge("own"), " ", name, *_whose(entry), cls="tour-kept"))
        if entry.mine and person.has("share"):
            _share_button(state, store, entry, key, name)
        if entry.mine or person.has("check"):
            act = (partial(_forget, state, store, entry, name),)
            words = say("tours_page.forget", name=name)
            st.button(
                as_text(words), key=f"tours_forget_{key}", type="tertiary", on_click=state.attempt, args=act
            )


def _whose(entry: Entry) -> list[str]:
    if not entry.mine:
        return [" · ", say("tours_page.shared_by", name=entry.by or say("tours_page.somebody"))]
    if not entry.shared:
        return []
    return [" · ", say("tours_page.shared_whole" if entry.shared_private else "tours_page.shared")]


def _share_button(state: ToursState, store: GuideStore, entry: Entry, key: str, name: str) -> None:
    """Offer to share an entry, with its contacts or without, or to share it no longer."""
    choices = {"unshare": (False, False)} if entry.shared else {"share": (True, False)}
    if entry.kind == "stops" and not entry.shared:
        choices["share_whole"] = (True, True)
    for word, (shared, private) in choices.items():
        act = partial(_share, state, store, entry, word, name, shared=shared, private=private)
        st.button(
            say(f"tours_page.{word}"), key=f"tours_{word}_{key}", type="tertiary",
            help=say(f"tours_page.{word}_help"), on_click=state.attempt, args=(act,),
        )  # fmt: skip


def _share(
    state: ToursState,
    store: GuideStore,
    entry: Entry,
    word: str,
    name: str,
    *,
    shared: bool,
    private: bool,
) -> None:
    store.share(entry.kind, entry.key, shared=shared, private=private)
    state.told = say(f"tours_page.{word}_done", name=name)


def _open(state: ToursState, store: GuideStore, entry: Entry) -> None:
    state.take(from_document(entry.document, state.stops, store.territory.projection))


def _forget(state: ToursState, store: GuideStore, entry: Entry, name: str) -> None:
    store.forget(entry.kind, entry.key, owner=entry.owner)
    state.told = say("tours_page.forgotten", name=name)

"""The guide's own: stops that they add, tours that they keep, and all of it as one file."""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from gis.export import GUIDE, on_page
from gis.export.formats import safe_name
from gis.tours import (
    LONGEST_VISIT_MIN,
    MOST_VISITORS,
    OWN_PREFIX,
    THEMES,
    GuideStore,
    Stop,
    to_document,
)
from gis.words import language, say
from views.app import person
from views.pages.tours.kept import show_stops, show_tours
from views.pages.tours.map_view import NEW
from views.ui.downloads import download_button

if TYPE_CHECKING:
    from gis.territory import Territory
    from views.pages.tours.state import ToursState

_FIELDS = ("name", "theme", "minutes", "group", "step_free", "host", "contact", "tell")
_STEP_FREE = {"unknown": None, "yes": True, "no": False}


def show_own(state: ToursState, territory: Territory) -> None:
    """Show the form of a new stop, what is kept, and the file."""
    store = GuideStore(territory, person.here())
    with st.expander(
        say("tours_page.own_add"), expanded=state.drafted is not None, icon=":material/add_circle:"
    ):
        _new(state, store)
    show_stops(state, store)
    _tours(state, store)
    _file(state, store)


def _new(state: ToursState, store: GuideStore) -> None:
    st.button(
        say("tours_page.place"), key="tours_own_place", icon=":material/add_location:",
        on_click=state.arm, args=(NEW,),
    )  # fmt: skip
    if state.drafted is None:
        st.caption(say("tours_page.own_first_place"))
        return
    with st.form(f"tours_own_{language()}", border=False):
        _new_fields()
        st.form_submit_button(
            say("tours_page.own_save"), type="primary", on_click=state.attempt,
            args=(lambda: _save(state, store),),
        )  # fmt: skip


def _new_fields() -> None:
    st.text_input(say("tours_page.own_name"), max_chars=120, key=_field("name"))
    st.selectbox(
        say("tours_page.own_theme"), THEMES, key=_field("theme"),
        format_func=lambda key: say(f"stops.theme_{key}"),
    )  # fmt: skip
    left, right = st.columns(2)
    left.number_input(say("tours_page.own_minutes"), 0, LONGEST_VISIT_MIN, 15, step=5, key=_field("minutes"))
    right.number_input(
        say("tours_page.group"), 1, MOST_VISITORS, None, placeholder=say("tours_page.unknown"),
        key=_field("group"),
    )  # fmt: skip
    st.selectbox(
        say("tours_page.own_step_free"), list(_STEP_FREE), key=_field("step_free"),
        format_func=lambda key: say(f"stops.step_free_{key}"),
    )  # fmt: skip
    st.text_input(say("roadbook.host"), key=_field("host"))
    st.text_input(say("roadbook.contact"), key=_field("contact"))
    st.text_area(say("roadbook.tell"), max_chars=4000, key=_field("tell"))


def _field(name: str) -> str:
    return f"tours_own_{name}_{language()}"


def _save(state: ToursState, store: GuideStore) -> None:
    assert state.drafted is not None
    filled = {name: st.session_state[_field(name)] for name in _FIELDS}
    name = str(filled["name"]).strip()
    stop = Stop(
        id=_key(name, state), name=name, own=True, theme=filled["theme"], minutes=int(filled["minutes"]),
        group=filled["group"], step_free=_STEP_FREE[filled["step_free"]], host=filled["host"],
        contact=filled["contact"], tell_fr=filled["tell"],
    )  # fmt: skip
    own = store.put_stop(stop.placed(store.territory.projection, *state.drafted))
    state.drafted = None
    state.add(own)
    state.told = say("tours_page.kept", name=own.name)


def _key(name: str, state: ToursState) -> str:
    plain = unicodedata.normalize("NFKC", name)
    base = OWN_PREFIX + safe_name(plain, fallback="stop", longest=40)
    taken = [key for key in state.stops if re.fullmatch(re.escape(base) + r"(-\d+)?", key)]
    return f"{base}-{len(taken) + 1}" if taken else base


def _tours(state: ToursState, store: GuideStore) -> None:
    key = f"tours_title_{state.turn}"
    with st.container(horizontal=True, vertical_alignment="bottom", key="tours_keep"):
        title = st.text_input(say("tours_page.title"), state.request.title, max_chars=120, key=key)
        st.button(
            say("tours_page.keep_tour"), key="tours_keep_tour", disabled=not title.strip(),
            on_click=state.attempt, args=(lambda: _keep_tour(state, store, st.session_state[key]),),
        )  # fmt: skip
    show_tours(state, store)


def take_title(state: ToursState) -> None:
    """Take what the tour is called, before anything is planned."""
    state.change(title=st.session_state.get(f"tours_title_{state.turn}", state.request.title))


def _keep_tour(state: ToursState, store: GuideStore, title: str) -> None:
    state.change(title=title)
    store.put_tour(title, to_document(state.request))
    state.told = say("tours_page.kept", name=title)


def _file(state: ToursState, store: GuideStore) -> None:
    for item in on_page(GUIDE):
        download_button(
            item.text, partial(item.write, store), extension=item.extension,
            stem=("cailloux", store.territory.code, "guide"), key="tours_export", icon="download",
        )  # fmt: skip
    key = f"tours_import_{state.turn}"
    brought = st.file_uploader(say("tours_page.import"), type="json", key=key)
    st.toggle(say("tours_page.import_replace"), key="tours_import_replace")
    if brought is not None:
        st.button(
            say("tours_page.import_go"), key="tours_import_go", type="primary", on_click=state.attempt,
            args=(lambda: _bring(state, store, brought.getvalue()),),
        )  # fmt: skip


def _bring(state: ToursState, store: GuideStore, content: bytes) -> None:
    done = store.bring(content, replace=st.session_state["tours_import_replace"])
    words = {"added": len(done.added), "replaced": len(done.replaced), "kept": len(done.kept)}
    state.told = say("tours_page.imported", **words)
    state.turn += 1

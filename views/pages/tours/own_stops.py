"""The guide's own: stops that they add, tours that they keep, and all of it as one file."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

import streamlit as st

from gis.errors import AtlasError, UploadError
from gis.export.formats import file_name, safe_name
from gis.tours import (
    LONGEST_VISIT_MIN,
    MOST_VISITORS,
    OWN_PREFIX,
    THEMES,
    GuideStore,
    Stop,
    from_document,
    library,
    to_document,
)
from gis.words import language, say
from views.app import shell
from views.pages.tours.map_view import NEW

if TYPE_CHECKING:
    from gis.territory import Territory
    from views.pages.tours.state import Desk

_STEP_FREE = {"unknown": None, "yes": True, "no": False}


def show_own(desk: Desk, territory: Territory) -> None:
    """Show the form of a new stop, what is kept, and the file."""
    store = GuideStore.of(territory)
    with st.expander(
        say("tours_page.own_add"), expanded=desk.drafted is not None, icon=":material/add_circle:"
    ):
        _new(desk, store)
    _kept(desk, store)
    _tours(desk, store)
    _file(desk, store)


def _new(desk: Desk, store: GuideStore) -> None:
    if st.button(say("tours_page.place"), key="tours_own_place", icon=":material/add_location:"):
        desk.arming = NEW
        st.rerun()
    if desk.drafted is None:
        st.caption(say("tours_page.own_first_place"))
        return
    with st.form(f"tours_own_{language()}", border=False):
        name = st.text_input(say("tours_page.own_name"), max_chars=120)
        theme = st.selectbox(
            say("tours_page.own_theme"), THEMES, format_func=lambda key: say(f"stops.theme_{key}")
        )
        left, right = st.columns(2)
        minutes = left.number_input(say("tours_page.own_minutes"), 0, LONGEST_VISIT_MIN, 15, step=5)
        group = right.number_input(
            say("tours_page.group"), 1, MOST_VISITORS, None, placeholder=say("tours_page.unknown")
        )
        wheels = st.selectbox(
            say("tours_page.own_step_free"),
            list(_STEP_FREE),
            format_func=lambda key: say(f"stops.step_free_{key}"),
        )
        host, contact = st.text_input(say("roadbook.host")), st.text_input(say("roadbook.contact"))
        tell = st.text_area(say("roadbook.tell"), max_chars=4000)
        if st.form_submit_button(say("tours_page.own_save"), type="primary"):
            texts = {"name": name.strip(), "host": host, "contact": contact, "tell_fr": tell}
            stop = Stop(id=_key(name, desk), own=True, theme=theme, minutes=int(minutes), group=group,
                        step_free=_STEP_FREE[wheels], **texts).placed(*desk.drafted)  # fmt: skip
            _save(desk, store, stop)


def _save(desk: Desk, store: GuideStore, stop: Stop) -> None:
    try:
        kept = store.put_stop(stop)
    except UploadError as error:
        st.error(str(error), icon=":material/error:")
        return
    desk.drafted = None
    desk.add(kept)
    desk.told = say("tours_page.kept", name=kept.name)
    st.rerun()


def _key(name: str, desk: Desk) -> str:
    plain = unicodedata.normalize("NFKC", name)
    base = OWN_PREFIX + safe_name(plain, fallback="stop", longest=40)
    taken = [key for key in desk.stops if re.fullmatch(re.escape(base) + r"(-\d+)?", key)]
    return f"{base}-{len(taken) + 1}" if taken else base


def _kept(desk: Desk, store: GuideStore) -> None:
    published = library(store.territory)
    changed = [stop for key, stop in desk.stops.items() if stop.own or stop != published.get(key)]
    if not changed:
        st.caption(say("tours_page.own_none"))
    for stop in changed:
        with st.container(horizontal=True, vertical_alignment="center", key=f"tours_kept_{stop.id}"):
            st.html(f'<p class="tour-kept">{shell.badge("own")} {_safe(stop.name)}</p>')
            if st.button(
                say("tours_page.forget", name=stop.name), key=f"tours_forget_{stop.id}", type="tertiary"
            ):
                store.forget("stops", stop.id)
                desk.told = say("tours_page.forgotten", name=stop.name)
                st.rerun()


def _tours(desk: Desk, store: GuideStore) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="tours_keep"):
        title = st.text_input(
            say("tours_page.title"), desk.wish.title, max_chars=120, key=f"tours_title_{desk.turn}"
        )
        if title != desk.wish.title:
            desk.change(title=title)
        if st.button(say("tours_page.keep_tour"), key="tours_keep_tour", disabled=not title.strip()):
            store.put_tour(title, to_document(desk.wish))
            desk.told = say("tours_page.kept", name=title)
            st.rerun()
    for key, document in store.tours().items():
        with st.container(horizontal=True, vertical_alignment="center", key=f"tours_tour_{key}"):
            if st.button(key, key=f"tours_open_{key}", icon=":material/folder_open:"):
                desk.take(from_document(document, desk.stops))
                st.rerun()
            if st.button(say("tours_page.forget", name=key), key=f"tours_drop_{key}", type="tertiary"):
                store.forget("tours", key)
                st.rerun()


def _file(desk: Desk, store: GuideStore) -> None:
    st.download_button(
        say("tours_page.export"), store.export,
        file_name("cailloux", store.territory.code, "guide", extension="json"),
        "application/json", key="tours_export", on_click="ignore", icon=":material/download:",
    )  # fmt: skip
    brought = st.file_uploader(say("tours_page.import"), type="json", key=f"tours_import_{desk.turn}")
    replace = st.toggle(say("tours_page.import_replace"), key="tours_import_replace")
    if brought is None or not st.button(say("tours_page.import_go"), key="tours_import_go", type="primary"):
        return
    try:
        done = store.bring(brought.getvalue(), replace=replace)
    except AtlasError as error:
        st.error(str(error), icon=":material/error:")
        return
    words = {"added": len(done.added), "replaced": len(done.replaced), "kept": len(done.kept)}
    desk.told = say("tours_page.imported", **words)
    desk.turn += 1
    st.rerun()


def _safe(text: str) -> str:
    return html.escape(text)

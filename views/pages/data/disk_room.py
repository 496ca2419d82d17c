"""Room on the disk: by commune, by shared file, and a button that frees what can be fetched again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from gis.update import disk_use, free
from gis.words import say, size_text
from views.app import person
from views.app.sign_in import allowed
from views.pages.data.update_form import tell_trouble
from views.ui import jobs
from views.ui.as_text import as_text
from views.ui.html import joined, link, table, tag

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from markupsafe import Markup

    from gis.update import DiskUse
    from views.pages.data.state import DataState


def show_disk(state: DataState, home: Path) -> None:
    """Show the room that a home takes, and let people free some of it."""
    if state.told:
        st.success(as_text(state.told), icon=":material/check:")
        state.told = ""
    tell_trouble(state)
    if not allowed("free"):
        return
    use = disk_use(home)
    st.html(tag("p", tag("b", use.total_words), cls="data-now"))
    if use.communes:
        st.html(_communes(use))
    if use.files:
        st.html(_files(use))
    st.html(tag("p", use.freeable_words, cls="data-note"))
    if use.freeable_bytes:
        _offer(state, home, use)


def _communes(use: DiskUse) -> Markup:
    heads = [say(f"update.disk_{name}") for name in ("commune", "layers", "replies")]
    rooms = (
        (joined((item.name, tag("small", item.code))), item.layers_bytes, item.replies_bytes)
        for item in use.communes
    )
    return _table(heads, rooms, say("data_page.disk_communes"))


def _files(use: DiskUse) -> Markup:
    heads = [say(f"update.disk_{name}") for name in ("file", "size")]
    rooms = ((link(item.title, item.url), item.size_bytes) for item in use.files)
    return _table(heads, rooms, say("update.disk_files"))


def _table(heads: list[str], rooms: Iterable[tuple[Markup, *tuple[int, ...]]], caption: str) -> Markup:
    # A phone shows each line as a card, where a figure says itself what it is.
    lines = (
        (
            name,
            *(
                tag("td", size_text(size), data_name=head)
                for head, size in zip(heads[1:], sizes, strict=True)
            ),
        )
        for name, *sizes in rooms
    )
    return table(heads, lines, caption=caption, told=True, cls="data-table data-disk")


def _offer(state: DataState, home: Path, use: DiskUse) -> None:
    job = jobs.job_of(home)
    busy = job is not None and job.running
    with st.popover(say("data_page.disk_free"), icon=":material/mop:", disabled=busy):
        st.write(say("data_page.disk_free_means"))
        st.button(
            as_text(say("data_page.disk_free_yes", size=size_text(use.freeable_bytes))),
            key="data_free",
            on_click=state.attempt,
            args=(partial(_free, state, home),),
        )
    if busy:
        st.caption(say("errors.disk_busy"))


def _free(state: DataState, home: Path) -> None:
    state.told = say("update.disk_freed", size=size_text(free(home, actor=person.here())))

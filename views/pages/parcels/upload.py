"""A shape from a file: what the file does not say itself is asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from gis.errors import AmbiguousError, CRSError
from gis.footprint import MOST_BYTES
from gis.words import say
from views.pages.parcels.query import ParcelQuery, ask_file
from views.ui.as_text import as_text
from views.ui.systems import system_words, systems

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.territory import Territory
    from views.pages.parcels.state import ParcelsState

TYPES = ("geojson", "json", "gpkg", "kml", "zip")


def show_upload(
    state: ParcelsState,
    territory: Territory,
    key: str,
    take: Callable[[Callable[[], ParcelQuery]], None],
) -> None:
    """Offer to take a shape from a file, behind a button.

    Parameters
    ----------
    key : str
        Tells one place where files are taken from another.
    take : callable
        What to do with the question that a file puts; its errors are shown here.
    """
    with st.popover(say("parcels_page.by_file"), icon=":material/upload_file:"):
        sent = st.file_uploader(
            say("parcels_page.file"),
            type=TYPES,
            key=key,
            max_upload_size=MOST_BYTES // 1_000_000,
            on_change=_new_file,
            args=(territory, key, take),
        )
        if sent is not None:
            _ask_more(state, territory, key, partial(_read, territory, key, take, sent.getvalue(), sent.name))


def _ask_more(state: ParcelsState, territory: Territory, key: str, read: Callable[[], None]) -> None:
    """Ask for layer and coordinate system where the file leaves them open."""
    layers, wants_crs = st.session_state.get(f"{key}_asks", ((), False))
    if layers:
        st.selectbox(say("parcels_page.file_layer"), layers, key=f"{key}_layer")
    if wants_crs:
        st.selectbox(
            say("parcels_page.file_crs"),
            systems(territory.projection),
            key=f"{key}_crs",
            format_func=system_words,
        )
    st.button(say("parcels_page.file_read"), key=f"{key}_go", on_click=read)
    if state.trouble:
        st.warning(as_text(state.trouble), icon=":material/error:")


def _new_file(territory: Territory, key: str, take: Callable[[Callable[[], ParcelQuery]], None]) -> None:
    st.session_state[f"{key}_asks"] = ((), False)
    sent = st.session_state[key]
    if sent is not None:
        _read(territory, key, take, sent.getvalue(), sent.name)


def _read(
    territory: Territory,
    key: str,
    take: Callable[[Callable[[], ParcelQuery]], None],
    content: bytes,
    name: str,
) -> None:
    layers, wants_crs = st.session_state.get(f"{key}_asks", ((), False))
    layer = st.session_state.get(f"{key}_layer", "") if layers else ""
    crs = st.session_state.get(f"{key}_crs", "") if wants_crs else ""

    def question() -> ParcelQuery:
        try:
            title = name.rpartition(".")[0][:60]
            return ask_file(territory, content, crs=crs, layer=layer, name=title)
        except AmbiguousError as error:
            st.session_state[f"{key}_asks"] = (error.choices, wants_crs)
            raise
        except CRSError:
            st.session_state[f"{key}_asks"] = (layers, True)
            raise

    take(question)

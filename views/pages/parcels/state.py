"""What the page of parcels remembers of a visitor: what was asked, and the address that reopens it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from gis.dossier import dossier_of_parcel, dossier_of_shape, warm
from gis.errors import AtlasError
from gis.parcels import parcels_of
from gis.search import index
from gis.territory import memoised
from gis.words import language, say
from views.app import shell
from views.pages.parcels.query import ParcelQuery, ask_drawn, ask_point, ask_text, shape_code, shape_of_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.dossier import Dossier
    from gis.territory import Territory
    from views.map import MapEvent

ASKED, TROUBLE, SERIAL = (f"parcels_{name}" for name in ("asked", "trouble", "serial"))
ADDRESS, LAST, CHOSEN_MODE = (f"parcels_{name}" for name in ("address", "last", "mode"))
REFERENCE, SHAPE, MODE, LATITUDE = "ref", "shape", "mode", "lat"
ONE, MANY, PROJECT = "one", "many", "project"
MODES = (ONE, MANY, PROJECT)


def asked() -> ParcelQuery:
    """Return what was asked last; nothing at first."""
    return st.session_state.get(ASKED, ParcelQuery())


def trouble() -> str:
    """Return why the last question has no answer; empty where it has one."""
    return st.session_state.get(TROUBLE, "")


def ask(question: Callable[[], ParcelQuery]) -> None:
    """Put a question: its answer takes the place of the last one; an error is kept as a sentence.

    An error leaves the dossier that stands, but not another question that waits for its answer.
    """

    def keep() -> None:
        if asked().question:
            st.session_state[ASKED] = ParcelQuery()
        answer = question()
        st.session_state[ASKED] = answer
        _write_address(answer)

    try_out(keep)


def try_out(work: Callable[[], None]) -> None:
    """Do something; an error of the atlas is kept as a sentence, none wipes the last one."""
    st.session_state[TROUBLE] = ""
    st.session_state[LAST] = (language(), work)
    try:
        work()
    except AtlasError as error:
        st.session_state[TROUBLE] = str(error)


def follow_language() -> None:
    """Say again in the language in use what was said in another."""
    spoken, work = st.session_state.get(LAST, (language(), None))
    told = trouble() or asked().question or asked().notes
    if work is not None and told and spoken != language():
        try_out(work)


def stayed() -> bool:
    """Return whether the last run showed this page, too; the choice of the mode is forgotten elsewhere."""
    return CHOSEN_MODE in st.session_state


def follow_address(territory: Territory) -> None:
    """Answer to the address bar when it changed: a link that was opened, or the way back.

    Coming from another page the address is empty, and what was asked before stands again.
    """
    here = stayed()
    now, before = _address(), st.session_state.get(ADDRESS)
    if here and now == before:
        return
    mode, reference, code = st.session_state[ADDRESS] = now
    st.session_state[CHOSEN_MODE] = mode
    if here and before is not None and now[1:] == before[1:]:
        return
    # A link that says where the map looks is obeyed.
    go = here or LATITUDE not in st.query_params
    if reference:
        ask(lambda: replace(ask_text(territory, reference), go=go))
    elif code:
        ask(lambda: replace(shape_of_code(code), go=go))
    elif here:
        st.session_state.update({ASKED: ParcelQuery(), TROUBLE: ""})
    else:
        _write_address(asked())


def follow_map(territory: Territory, event: MapEvent) -> None:
    """Answer to what was done on the map; the same event is never answered twice."""
    if not event.kind or event.serial == st.session_state.get(SERIAL):
        return
    st.session_state[SERIAL] = event.serial
    if event.kind == "drawn":
        shape = event.shape
        ask(ParcelQuery if shape is None else lambda: ask_drawn(shape))
    elif event.lonlat is not None:
        lon, lat = event.lonlat
        ask(lambda: ask_point(territory, lon, lat))


def dossier(territory: Territory) -> Dossier | None:
    """Return the dossier of what was asked; nothing where that is not one thing, or none can be made."""
    question = asked()
    try:
        if question.shape is not None:
            return dossier_of_shape(territory, question.shape, name=question.name)
        if len(question.ids) == 1 and not question.question:
            return dossier_of_parcel(territory, parcels_of(territory)[question.ids[0]])
    except AtlasError as error:
        st.session_state[TROUBLE] = str(error)
    return None


@memoised
def get_ready(territory: Territory) -> bool:
    """Build what every dossier and search needs, once for all visitors."""
    warm(territory)
    index(territory)
    return True


def page_address(question: ParcelQuery) -> str:
    """Return the address that opens the same dossier again, for a QR code; without one, of the page."""
    if question.shape is not None:
        return shell.page_address(**{SHAPE: shape_code(question.shape)})
    return shell.page_address(**{REFERENCE: question.ids[0]} if question.ids else {})


def choose_mode() -> str:
    """Let people choose between one parcel, many, and a project; the address bar remembers it."""
    st.segmented_control(
        say("parcels_page.mode"),
        MODES,
        required=True,
        format_func=lambda mode: say(f"parcels_page.mode_{mode}"),
        key=CHOSEN_MODE,
        label_visibility="collapsed",
        on_change=_take_mode,
        width="stretch",
    )
    return str(st.session_state[CHOSEN_MODE])


def set_mode(mode: str) -> None:
    """Choose for people; only in a callback, before the choice is shown again."""
    st.session_state[CHOSEN_MODE] = mode
    _take_mode()


def _take_mode() -> None:
    mode = st.session_state[CHOSEN_MODE]
    st.session_state[TROUBLE] = ""
    if mode == ONE:
        st.query_params.pop(MODE, None)
    else:
        st.query_params[MODE] = mode
    st.session_state[ADDRESS] = _address()


def _address() -> tuple[str, str, str]:
    """Return what the address bar says of this page: mode, reference, shape."""
    mode = st.query_params.get(MODE, ONE)
    return (
        mode if mode in MODES else ONE,
        st.query_params.get(REFERENCE, ""),
        st.query_params.get(SHAPE, ""),
    )


def _write_address(answer: ParcelQuery) -> None:
    one = len(answer.ids) == 1 and not answer.question
    wanted = {
        REFERENCE: answer.ids[0] if one else "",
        SHAPE: shape_code(answer.shape) if answer.shape is not None else "",
    }
    for name, value in wanted.items():
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value
        elif not value and name in st.query_params:
            del st.query_params[name]
    st.session_state[ADDRESS] = _address()

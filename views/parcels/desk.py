"""What the page of parcels remembers of a visitor: what was asked, and the address that reopens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.dossier import dossier_of_parcel, dossier_of_shape, warm
from gis.errors import AtlasError
from gis.once import once
from gis.parcels import parcels_of
from gis.search import index
from gis.words import say
from views import shell
from views.parcels.asked import Asked, ask_drawn, ask_point, ask_text, shape_code, shape_of_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.dossiers.records import Dossier
    from gis.territory import Territory
    from views.map import MapEvent

ASKED, TROUBLE, SERIAL, ADDRESS = (f"parcels_{name}" for name in ("asked", "trouble", "serial", "address"))
REFERENCE, SHAPE, MODE = "ref", "shape", "mode"
ONE, MANY, PROJECT = "one", "many", "project"
MODES = (ONE, MANY, PROJECT)


def asked() -> Asked:
    """Return what was asked last; nothing at first."""
    return st.session_state.get(ASKED, Asked())


def trouble() -> str:
    """Return why the last question has no answer; empty where it has one."""
    return st.session_state.get(TROUBLE, "")


def ask(question: Callable[[], Asked]) -> None:
    """Put a question: its answer takes the place of the last one; an error is kept as a sentence."""

    def keep() -> None:
        answer = question()
        st.session_state[ASKED] = answer
        _write_address(answer)

    try_out(keep)


def try_out(work: Callable[[], None]) -> None:
    """Do something; an error of the atlas is kept as a sentence, none wipes the last one."""
    st.session_state[TROUBLE] = ""
    try:
        work()
    except AtlasError as error:
        st.session_state[TROUBLE] = str(error)


def follow_address(territory: Territory) -> None:
    """Answer to the address bar when it changed: a link that was opened, or the way back."""
    reference, code = st.query_params.get(REFERENCE, ""), st.query_params.get(SHAPE, "")
    if (reference, code) == st.session_state.get(ADDRESS):
        return
    st.session_state[ADDRESS] = (reference, code)
    if reference:
        ask(lambda: ask_text(territory, reference))
    elif code:
        ask(lambda: shape_of_code(code))
    else:
        _write_address(asked())


def follow_map(territory: Territory, event: MapEvent) -> None:
    """Answer to what was done on the map; the same event is never answered twice."""
    if not event.kind or event.serial == st.session_state.get(SERIAL):
        return
    st.session_state[SERIAL] = event.serial
    if event.kind == "drawn":
        shape = event.shape
        ask(Asked if shape is None else lambda: ask_drawn(shape))
    elif event.lonlat is not None:
        lon, lat = event.lonlat
        ask(lambda: ask_point(territory, lon, lat))


def dossier(territory: Territory) -> Dossier | None:
    """Return the dossier of what was asked; nothing where that is not one thing, or none can be made."""
    question, found = asked(), []

    def make() -> None:
        if question.shape is not None:
            found.append(dossier_of_shape(territory, question.shape, name=question.name))
        elif len(question.ids) == 1 and not question.question:
            found.append(dossier_of_parcel(territory, parcels_of(territory)[question.ids[0]]))

    before = trouble()
    try_out(make)
    st.session_state[TROUBLE] = trouble() or before
    return found[0] if found else None


@once
def get_ready(territory: Territory) -> bool:
    """Build what every dossier and search needs, once for all visitors."""
    warm(territory)
    index(territory)
    return True


def page_address(question: Asked) -> str:
    """Return the address that opens the same dossier again, for a QR code; without one, of the page."""
    if question.shape is not None:
        return shell.page_address(**{SHAPE: shape_code(question.shape)})
    return shell.page_address(**{REFERENCE: question.ids[0]} if question.ids else {})


def choose_mode() -> str:
    """Let people choose between one parcel, many, and a project; the address bar remembers it."""
    key = "parcels_mode"
    if key not in st.session_state:
        named = st.query_params.get(MODE, ONE)
        st.session_state[key] = named if named in MODES else ONE
    st.segmented_control(
        say("parcelles.mode"),
        MODES,
        required=True,
        format_func=lambda mode: say(f"parcelles.mode_{mode}"),
        key=key,
        label_visibility="collapsed",
        on_change=_take_mode,
        width="stretch",
    )
    return str(st.session_state[key])


def set_mode(mode: str) -> None:
    """Choose for people; only in a callback, before the choice is shown again."""
    st.session_state["parcels_mode"] = mode
    _take_mode()


def _take_mode() -> None:
    mode = st.session_state["parcels_mode"]
    st.session_state[TROUBLE] = ""
    if mode == ONE:
        st.query_params.pop(MODE, None)
    else:
        st.query_params[MODE] = mode


def _write_address(answer: Asked) -> None:
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
    st.session_state[ADDRESS] = (wanted[REFERENCE], wanted[SHAPE])

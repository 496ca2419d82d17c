"""The parts of the page of data, one shown at a time; the address bar remembers which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.words import say

if TYPE_CHECKING:
    from views.pages.data.state import DataState

PART = "part"
ASKED = "layer"
"""Layer that an address asks a file for."""
IN_USE, UPDATE, OWN, ELSEWHERE, DISK, PROBE = "in_use", "update", "own", "elsewhere", "disk", "probe"
JOURNAL = "journal"
PARTS = (IN_USE, UPDATE, OWN, ELSEWHERE, DISK, PROBE, JOURNAL)
_KEY = "data_part"


def choose_part(state: DataState) -> str:
    """Let people choose a part of the page."""
    if _KEY not in st.session_state:
        named = st.query_params.get(PART, IN_USE)
        st.session_state[_KEY] = named if named in PARTS else IN_USE
    st.pills(
        say("data_page.part"),
        PARTS,
        required=True,
        format_func=lambda part: say(f"data_page.part_{part}"),
        key=_KEY,
        label_visibility="collapsed",
        on_change=_take,
        args=(state,),
    )
    return str(st.session_state[_KEY])


def _take(state: DataState) -> None:
    part = st.session_state[_KEY]
    state.trouble = ""
    state.write(**{PART: "" if part == IN_USE else part})

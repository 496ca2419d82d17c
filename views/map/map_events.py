"""What was done on the map, read before the page draws, so that one run answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from views.map.spec import MapEvent

if TYPE_CHECKING:
    from views.ui.state import PageState


def new_event(state: PageState, key: str) -> MapEvent:
    """Return what was just done on the map of that key; an empty event where it was answered before."""
    event = MapEvent.read(dict(st.session_state.get(key) or {}).get("event"))
    if not event.kind or event.serial == state.serial:
        return MapEvent()
    state.serial = event.serial
    return event

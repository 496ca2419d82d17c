"""A button that asks the browser where it is, once, when it is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.walks import Spot
from gis.words import say
from views.http.scripts import COMPONENTS
from views.ui.component import keep_event, mounted

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPT = COMPONENTS / "locate" / "locate.js"


def here_button(key: str, take: Callable[[Spot], None]) -> None:
    """Show the button; a place that was found is handed on, and a sentence says when none was.

    Parameters
    ----------
    key : str
        Tells it from other buttons of its kind.
    take : callable
        What to do with the place, before the page runs again.
    """

    def found() -> None:
        place = (st.session_state.get(key) or {}).get("found")
        try:
            lat, lon = (float(value) for value in place or ())
        except (TypeError, ValueError):
            return
        take(Spot(lat, lon))

    data = {"label": say("walks_page.here"), "waiting": say("walks_page.here_waiting")}
    result = mounted("atlas_locate", SCRIPT, '<button type="button"></button>')(
        key=key, data=data, on_found_change=found, on_failed_change=keep_event
    )
    if result.get("failed"):
        st.caption(say("walks_page.here_failed"))

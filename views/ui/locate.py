"""A button that asks the browser where it is, once, when it is pressed."""

from __future__ import annotations

from gis.walks import Spot
from gis.words import say
from views.http.scripts import COMPONENTS
from views.ui.component import keep_event, mounted

SCRIPT = COMPONENTS / "locate" / "locate.js"


def here_button(key: str) -> Spot | str | None:
    """Show the button; return the place when it was found, a sentence when not, nothing before."""
    data = {"label": say("walks_page.here"), "waiting": say("walks_page.here_waiting")}
    result = mounted("atlas_locate", SCRIPT, '<button type="button"></button>')(
        key=key, data=data, on_found_change=keep_event, on_failed_change=keep_event
    )
    if result.get("failed"):
        return say("walks_page.here_failed")
    try:
        lat, lon = (float(value) for value in result.get("found") or ())
    except (TypeError, ValueError):
        return None
    return Spot(lat, lon)

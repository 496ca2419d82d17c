"""A button that asks the browser where it is, once, when it is pressed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from gis.walking.request import Spot
from gis.words import say

FOLDER = Path(__file__).parent / "here_button"


def here_button(key: str) -> Spot | str | None:
    """Show the button; return the place when it was found, a sentence when not, nothing before."""
    data = {"label": say("balades.here"), "waiting": say("balades.here_waiting")}
    result = _renderer()(key=key, data=data, on_found_change=_nothing, on_failed_change=_nothing)
    if result.get("failed"):
        return say("balades.here_failed")
    try:
        lat, lon = (float(value) for value in result.get("found") or ())
    except (TypeError, ValueError):
        return None
    return Spot(lat, lon)


@cache
def _renderer() -> Any:
    return st.components.v2.component(
        "atlas_here",
        html='<button type="button"></button>',
        css=(FOLDER / "here.css").read_text(encoding="utf-8"),
        js=(FOLDER / "here.js").read_text(encoding="utf-8"),
        isolate_styles=True,
    )


def _nothing() -> None:
    """Let Streamlit keep the event: it does so only for states that have a callback."""

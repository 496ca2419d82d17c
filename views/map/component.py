"""The map inside a Streamlit page: it stays mounted while the page runs again."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from gis.words import language, say
from views.map.document import map_version
from views.map.spec import MapEvent, MapSpec

if TYPE_CHECKING:
    from gis.territory import Territory

HOST = Path(__file__).parent / "host"


def show_map(territory: Territory, spec: MapSpec) -> MapEvent:
    """Show a map in the page, and return what was done on it since the last run.

    Called again with another spec of the same key, it changes what differs and leaves the rest as people
    left it: a layer that they switched on stays on, the view stays where they moved it.
    """
    result = _renderer()(key=spec.key, data=_data(territory, spec), on_event_change=_nothing)
    return MapEvent.read(result.get("event"))


def _data(territory: Territory, spec: MapSpec) -> dict[str, Any]:
    version = map_version(territory)
    return {
        **spec.as_data(),
        "src": f"/map?territory={territory.code}&v={version}",
        "territory": territory.code,
        "version": version,
        "language": language(),
        "label": spec.label or say("map.place", name=territory.name),
        "bounds": territory.info.get("bbox"),
    }


@cache
def _renderer() -> Any:
    return st.components.v2.component(
        "atlas_map",
        html='<div class="atlas-host"></div>',
        css=(HOST / "host.css").read_text(encoding="utf-8"),
        js=(HOST / "host.js").read_text(encoding="utf-8"),
        isolate_styles=True,
    )


def _nothing() -> None:
    """Let Streamlit keep the event: it does so only for states that have a callback."""

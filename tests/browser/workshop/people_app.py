"""The atlas where each browser is somebody else, by `?as=` in its address: what belongs to whom."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.starlette import App

from gis.rights import Actor
from views import http
from views.app import person
from views.map import routes as map_routes

PEOPLE = {
    "anna": Actor("person:anna", "guide", "Anna"),
    "carla": Actor("person:carla", "agent", "Carla"),
    "visitor": Actor("session:visitor", "visitor"),
}


def here() -> Actor:
    """Return who acts: the one whom the address named at first."""
    named = st.session_state.setdefault("test_person", st.query_params.get("as", "visitor"))
    return PEOPLE[named]


person.here = here
HOUSE = Path(__file__).parents[3]
app = App(HOUSE / "views" / "script" / "atlas.py", routes=[*http.routes(), *map_routes.routes()])

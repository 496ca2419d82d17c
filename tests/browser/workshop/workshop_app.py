"""An application of one page around one map, for tests of the map component."""

from __future__ import annotations

from pathlib import Path

from streamlit.starlette import App

from views import http
from views.map import routes as map_routes

app = App(Path(__file__).parent / "workshop_page.py", routes=[*http.routes(), *map_routes.routes()])

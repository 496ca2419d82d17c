"""`streamlit run streamlit_app.py`: the pages of the atlas and the routes that its map reads, one server."""

from __future__ import annotations

from pathlib import Path

from streamlit.starlette import App

from views import http
from views.app import first_page, link_preview
from views.app.person import check_roles
from views.app.shell import show_failure
from views.http.machine import MachineMark
from views.http.nodelay import NoDelay
from views.map import routes as map_routes
from views.ui.jobs import lifespan

check_roles()
app = App(
    Path(__file__).parent / "views" / "script" / "atlas.py",
    routes=[*first_page.routes(), *link_preview.routes(), *http.routes(), *map_routes.routes()],
    lifespan=lifespan,
    on_script_error=show_failure,
)
# Streamlit finds `app = App(…)` by reading this file, so what goes around it has a line of its own.
app = NoDelay(MachineMark(app))

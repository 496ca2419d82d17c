"""`streamlit run streamlit_app.py`: the pages of the atlas and the routes that its map reads, one server."""

from __future__ import annotations

import sys
from pathlib import Path

from streamlit.starlette import App

from gis.environment import environment
from gis.errors import InputError
from views import http
from views.app import first_page, link_preview
from views.app.person import check_roles
from views.app.running import lifespan
from views.app.shell import show_failure
from views.http.base_path import under_base
from views.http.gatehouse import Gatehouse
from views.http.machine import MachineMark
from views.http.metrics import Counted
from views.http.nodelay import NoDelay
from views.map import routes as map_routes
from views.pages import PAGES

try:
    environment()
    check_roles()
except InputError as error:
    sys.exit(str(error))

routes = under_base([*first_page.routes(), *link_preview.routes(), *http.routes(), *map_routes.routes()])
app = App(
    Path(__file__).parent / "views" / "script" / "atlas.py",
    routes=routes,
    lifespan=lifespan,
    on_script_error=show_failure,
)
# Streamlit finds `app = App(…)` by reading this file, so what goes around it has a line of its own.
pages = [page.url for page in PAGES]
gatehouse = Gatehouse(MachineMark(app), pages=pages, routes=routes, scripts=first_page.scripts())
app = NoDelay(Counted(gatehouse, pages=pages))

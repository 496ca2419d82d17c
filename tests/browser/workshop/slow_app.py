"""The atlas, but for screenings that rest after each chunk until `/step` is asked, or they are stopped."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from starlette.responses import Response
from starlette.routing import Route
from streamlit.starlette import App

from gis.work import shared_pool
from tests.browser.workshop.slow_screening import STEPS, slowly
from views import http, tasks
from views.map import routes as map_routes

folder = tempfile.TemporaryDirectory()
steps = Path(folder.name, "steps")
steps.touch()
os.environ[STEPS] = str(steps)


def step(_request):
    with steps.open("a", encoding="ascii") as file:
        file.write(".")
    return Response("")


tasks.screened = slowly
# Whoever comes second waits, however many processors there are.
shared_pool().workers = 1
SCRIPT = Path(__file__).parents[3] / "views" / "script" / "atlas.py"
app = App(SCRIPT, routes=[Route("/step", step), *http.routes(), *map_routes.routes()])

"""The atlas, but for screenings that rest after each chunk until `/step` is asked, or they are stopped."""

from __future__ import annotations

import threading
from pathlib import Path

from starlette.responses import Response
from starlette.routing import Route
from streamlit.starlette import App

from gis.screening import screen_parcels as screening
from views import http
from views.map import routes as map_routes
from views.pages.parcels import screening_form

CHUNK = 100
LOOK_S = 0.05
steps = threading.Semaphore(0)


def step(_request):
    steps.release()
    return Response("")


def slowly(territory, ids, *, progress, stop):
    def rest(done, total):
        progress(done, total)
        while not steps.acquire(timeout=LOOK_S) and not stop():
            pass

    return screening.screen(territory, ids, progress=rest, stop=stop)


screening.CHUNK = CHUNK
screening_form.screen = slowly
SCRIPT = Path(__file__).parents[3] / "views" / "script" / "atlas.py"
app = App(SCRIPT, routes=[Route("/step", step), *http.routes(), *map_routes.routes()])

"""The atlas, but for screenings that take their time: small chunks, and a rest after each."""

from __future__ import annotations

import time
from pathlib import Path

from streamlit.starlette import App

from gis.screening import screen_parcels as screening
from views import http
from views.map import routes as map_routes
from views.pages.parcels import job

REST_S = 0.15
CHUNK = 100


def slowly(territory, ids, *, progress, stop):
    def rest(done, total):
        progress(done, total)
        time.sleep(REST_S)

    return screening.screen(territory, ids, progress=rest, stop=stop)


screening.CHUNK = CHUNK
job.screen = slowly
SCRIPT = Path(__file__).parents[3] / "views" / "script" / "atlas.py"
app = App(SCRIPT, routes=[*http.routes(), *map_routes.routes()])

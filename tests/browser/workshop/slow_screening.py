"""A screening that rests after each chunk until there is one more sign in a file, or it is stopped."""

from __future__ import annotations

import os
from pathlib import Path

from gis.screening import screen_parcels
from gis.work import stopping, tell
from gis.work.inside_worker import stop

STEPS = "SLOW_SCREENING_STEPS"
"""Variable that names the file, for the worker process too."""
CHUNK = 100
LOOK_S = 0.05


def slowly(place, ids):
    screen_parcels.CHUNK = CHUNK
    steps, told = Path(os.environ[STEPS]), 0

    def rest(done, total):
        nonlocal told
        tell(done, total)
        told += 1
        while steps.stat().st_size < told and not stopping():
            stop.wait(LOOK_S)

    return screen_parcels.screen(place.open(), ids, progress=rest, stop=stopping)

"""One side of `benchmarks.paper`: prints the documents of the house where it runs, and tells how long.

Usage: `python paper_once.py documents` or `python paper_once.py volume COUNT`
"""

from __future__ import annotations

import contextlib
import datetime as dt
import inspect
import json
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import psutil

from gis.dossier import dossier_of
from gis.export.dossier import write_sheet
from gis.export.poster import poster
from gis.export.site import site_sheet
from gis.export.tour import booklet, roadbook
from gis.export.walk import walk_sheet
from gis.parcels import parcels_of
from gis.sites import site
from gis.territory import Territory
from gis.tours import plan_tour, ready_tours
from gis.walks import WalkRequest, plan_loops, start_at

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = dt.date(2026, 9, 15)
LINK = "https://atlas.example.org/parcelles?ref=625280000A0025"
START = 50.4573, 2.7925
RUNS = 5
EVERY_S = 0.05


def documents(territory: Territory) -> dict[str, Any]:
    """Return the median time of each document, in ms, and the weight of a bare sheet, in kB."""
    dossier = dossier_of(territory, "A 25")
    tour = plan_tour(territory, ready_tours(territory)["demi_journee"].request(DAY))
    start = start_at(territory.projection, *START)
    walk = plan_loops(territory, WalkRequest(start=start, length_m=6_000.0, day=DAY)).walks[0]
    place = site(territory, "slag_heaps", "T074")
    # Before, no file travelled inside.
    bare = {"with_data": False} if "with_data" in inspect.signature(write_sheet).parameters else {}
    makers: dict[str, Callable[[], bytes]] = {
        "parcel sheet": lambda: write_sheet(dossier, territory, link=LINK, **bare),
        "walk sheet": lambda: walk_sheet(walk, name="Walk", link=LINK),
        "site sheet": lambda: site_sheet(territory, place, link=LINK),
        "road-book": lambda: roadbook(tour, link=LINK),
        "booklet": lambda: booklet(tour, link=LINK),
        "poster": lambda: poster(territory, link=LINK),
    }
    return {
        "ms": {name: _median_ms(make) for name, make in makers.items()},
        "kb": len(makers["parcel sheet"]()) / 1000,
    }


def volume(territory: Territory, count: int) -> dict[str, float]:
    """Return how long many sheets in one document take, in s, and by how much the memory grows, in MB."""
    from gis.export.dossier import write_sheets  # noqa: PLC0415 - the house before had none

    ids = list(parcels_of(territory).ids)
    dossiers = [dossier_of(territory, item) for item in ids[:: len(ids) // count][:count]]
    write_sheet(dossiers[0], territory, link=LINK)
    with _Watch() as watch:
        start = time.perf_counter()
        write_sheets(dossiers, territory, links=[f"{LINK}{place}" for place in range(count)])
        took = time.perf_counter() - start
    return {"s": took, "mb": watch.most_mb}


def _median_ms(make: Callable[[], bytes]) -> float:
    make()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        make()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


class _Watch:
    """Looks how much more memory this process and those it starts hold than at the beginning."""

    def __enter__(self) -> Self:
        self._over, self.most_mb, self._before = threading.Event(), 0.0, _memory_mb()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(EVERY_S):
            self.most_mb = max(self.most_mb, _memory_mb() - self._before)


def _memory_mb() -> float:
    here = psutil.Process()
    held = 0
    for process in (here, *here.children()):
        with contextlib.suppress(psutil.Error):
            held += process.memory_info().rss
    return held / 1e6


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        here = Territory(home=Path(home))
        found = volume(here, int(sys.argv[2])) if sys.argv[1] == "volume" else documents(here)
    sys.stdout.write(json.dumps(found))

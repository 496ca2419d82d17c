"""From a click on a parcel until its dossier stands on the page, in Chromium, against streamlit-folium.

Usage: `python -m benchmarks.dossier_browser`

The rival is the plain page of `benchmarks.rivals.folium_page` with the parcels and the five layers of the
mission inside its map. It makes no dossier: its time ends when the place clicked stands on the page, which
is the least that any page of its kind must do first. Its CDN files are answered here, which favours it.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from benchmarks.harness import Comparison, machine, report
from benchmarks.map_browser import DRAWN_RIVAL, OUTSIDE, WAIT_MS, WHERE, WINDOW
from benchmarks.rivals.cdn import local_answer
from benchmarks.servers import HOUSE, chromium, serving
from gis.parcels import parcels_of
from gis.territory import Territory

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page, Route

RIVAL = "streamlit-folium"
VISITS = 8
TARGETS = 4
LEAST_M2 = 6_000
SETTLE_MS = 1_200
READY = """() => {
    const layers = [...(window.atlasApi?.layers?.()?.values() ?? [])];
    const ready = document.documentElement.dataset.ready === "true";
    return ready && layers.every((layer) => layer.status !== "loading");
}"""


@dataclass(frozen=True)
class Side:
    """One of the two pages: its map, and the script that tells that a click is answered."""

    address: str
    frame: str
    drawn: str
    map: str
    features: int
    answer: str


def targets(territory: Territory) -> list[tuple[str, tuple[float, float]]]:
    """Return references and middles of large parcels in sight of both maps."""
    parcels = parcels_of(territory)
    shapes = parcels.layer.geometry
    middle = shapely.centroid(territory.commune)
    large = np.flatnonzero(shapely.area(shapes) >= LEAST_M2)
    near = large[np.argsort(shapely.distance(shapes[large], middle))[:TARGETS]]
    spots = shapely.point_on_surface(shapes[near])
    return [
        (
            parcels[parcels.ids[row]].reference,
            territory.projection.point_to_lonlat(shapely.get_x(spot), shapely.get_y(spot)),
        )
        for row, spot in zip(near, spots, strict=True)
    ]


def visit(browser: Browser, side: Side, reference: str, place: tuple[float, float]) -> float:
    """Open the page with an empty cache and click a parcel; milliseconds until the click is answered.

    One click a visit: the rival draws its map anew after each, and loses a second one meanwhile.
    """
    context = browser.new_context(viewport=WINDOW)
    context.route(OUTSIDE, _answer)
    page = context.new_page()
    page.goto(side.address)
    frame = _frame(page, side)
    frame.wait_for_function(side.drawn, arg=side.features, timeout=WAIT_MS)
    page.wait_for_timeout(SETTLE_MS)
    taken = _click(page, side, reference, place)
    context.close()
    return taken


def _click(page: Page, side: Side, reference: str, place: tuple[float, float]) -> float:
    frame = _frame(page, side)
    x, y = frame.evaluate(f"(place) => ({WHERE})(place, {side.map})", list(place))
    box = frame.frame_element().bounding_box()
    assert box is not None
    start = time.perf_counter()
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.wait_for_function(side.answer, arg=reference, polling="raf", timeout=WAIT_MS)
    return (time.perf_counter() - start) * 1000


def _frame(page: Page, side: Side) -> Frame:
    end = time.perf_counter() + WAIT_MS / 1000
    while time.perf_counter() < end:
        found = [frame for frame in page.frames if re.search(side.frame, frame.url)]
        if found:
            return found[0]
        page.wait_for_timeout(10)
    raise TimeoutError(side.frame)


def _answer(route: Route) -> None:
    body, kind = local_answer(route.request.url)
    route.fulfill(body=body, content_type=kind)


def main() -> int:
    """Print the table; exit status 1 when the dossier is the later of the two."""
    territory = Territory()
    keys = ["parcels", *(layer.key for layer in territory.layers if layer.theme.mission)]
    features = sum(len(territory.layer(key)) for key in keys)
    places = targets(territory)
    rival = HOUSE / "benchmarks" / "rivals" / "folium_page.py"
    settings = {"BENCHMARK_LAYERS": ",".join(keys)}
    dossier = "reference => document.querySelector('.parcel-title')?.innerText.endsWith(reference)"
    written = "() => document.querySelector('[data-testid=stJson]')"
    with (
        chromium() as browser,
        serving(HOUSE / "streamlit_app.py") as here,
        serving(rival, settings=settings) as there,
    ):
        sides = (
            Side(f"{here}/parcelles", r"/map\?", READY, "atlas.map", 0, dossier),
            Side(there, "/component/", DRAWN_RIVAL, "window.map", features, written),
        )
        # The first round warms both servers.
        order = [places[0], *(places[turn % len(places)] for turn in range(VISITS))]
        pairs = [tuple(visit(browser, side, *place) for side in sides) for place in order][1:]
    ours, theirs = zip(*pairs, strict=True)
    comparisons = [
        Comparison(
            f"click on a parcel to its dossier, {features:,} features on the rival's map",
            statistics.median(ours),
            statistics.median(theirs),
            RIVAL,
            aim=1,
        )
    ]
    notes = (
        f"{len(ours)} clicks a side; ours {min(ours):.0f} to {max(ours):.0f} ms.",
        "The rival answers with the coordinates of the click, no dossier.",
        machine("streamlit", "streamlit-folium", "folium", "playwright"),
    )
    return 0 if report("The dossier after a click, in Chromium", comparisons, notes=notes) else 1


if __name__ == "__main__":
    sys.exit(main())

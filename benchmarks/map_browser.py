"""The map page in Chromium, from a warm server and an empty browser cache, against streamlit-folium.

Usage: `python -m benchmarks.map_browser`

The map is drawn when every feature is on it and painted; the page is whole when its script has ended, too:
the first page of the atlas brings its map along and Streamlit starts around it.

A popup is timed by the page's own clock, from the release of the mouse to the frame that shows it.

Both pages show the same layers in the same view, without a base map, so that nothing leaves the machine.
The rival's Leaflet, jQuery and Bootstrap, for which it asks CDNs, are answered at once from installed
packages (see `benchmarks.rivals.cdn`), which favours it.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from benchmarks.harness import Comparison, machine, report
from benchmarks.rivals.cdn import local_answer
from benchmarks.servers import HOUSE, chromium, serving
from gis.search import point_of
from gis.territory import Territory

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page, Route, ViewportSize

RIVAL = "streamlit-folium"
OUTSIDE = re.compile(r"^https?://(?!127\.0\.0\.1[:/])")
VISITS = 5
WAIT_MS = 120_000
MOST_MB = 1.0
CLICKED = ("slag_heaps", "T074")
ZOOM = 15
"""Zoom from which every layer is drawn."""
WINDOW: ViewportSize = {"width": 1280, "height": 900}
WHERE = """(place, map) => {
    const point = map.latLngToContainerPoint([place[1], place[0]]);
    const box = map.getContainer().getBoundingClientRect();
    return [box.x + point.x, box.y + point.y];
}"""
DRAWN_OURS = """(count) => {
    const layers = window.atlasApi?.layers?.();
    if (!layers || document.documentElement.dataset.ready !== "true") return false;
    const shown = [...layers.values()].filter((layer) => window.atlasApi.state.visible.has(layer.key));
    const features = shown.reduce((sum, layer) => sum + layer.paths.length, 0);
    return features >= count && shown.every((layer) => layer.status === "ready");
}"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
WHOLE = """() => !window.atlasPrerender
    && document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
    && Boolean(document.querySelector("h1, iframe"))"""
STOPWATCH = """(popup) => { window.stopwatch = new Promise((told) => {
    let clicked = 0;
    addEventListener("click", (event) => { clicked ||= event.timeStamp; }, true);
    new MutationObserver((_, observer) => {
        if (!document.querySelector(popup)) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => told(performance.now() - clicked)));
    }).observe(document, { subtree: true, childList: true });
}) }"""
DRAWN_RIVAL = "(count) => window.map && document.querySelectorAll('.leaflet-interactive').length >= count"


@dataclass(frozen=True)
class Side:
    """One of the two pages: where its map is, and how to see that it is drawn.

    Attributes
    ----------
    frame : str
        Part of the address of the frame that holds the map.
    drawn, popup, map : str
        Script that tells whether the map is drawn; selector of a popup; name of the Leaflet map.
    features : int
        Features to wait for.
    """

    address: str
    frame: str
    drawn: str
    popup: str
    map: str
    features: int = 0


@dataclass
class Visit:
    """What one visit measured: milliseconds, and bytes of data."""

    drawn_ms: float = 0.0
    whole_ms: float = 0.0
    again_ms: float = 0.0
    popup_ms: float = 0.0
    data: int = 0
    outside: set[str] = field(default_factory=set)


def visit(browser: Browser, side: Side, place: tuple[float, float]) -> Visit:
    """Open the page with an empty cache, click a place, then come back with what the browser kept."""
    seen = Visit()
    context = browser.new_context(viewport=WINDOW)
    context.route(OUTSIDE, lambda route: _answer(route, seen))
    page = context.new_page()
    _count(page, seen)
    seen.drawn_ms, seen.whole_ms, frame = _open(page, side)
    told = seen.data
    seen.popup_ms = _click(page, frame, side, place)
    seen.again_ms, _, _ = _open(page, side)
    seen.data = told
    context.close()
    return seen


def _open(page: Page, side: Side) -> tuple[float, float, Frame]:
    start = time.perf_counter()
    page.goto("about:blank")
    page.goto(side.address, wait_until="commit")
    frame = _frame(page, side)
    frame.wait_for_function(side.drawn, arg=side.features, polling="raf", timeout=WAIT_MS)
    frame.evaluate(PAINTED)
    drawn = time.perf_counter() - start
    page.wait_for_function(WHOLE, polling="raf", timeout=WAIT_MS)
    return drawn * 1000, (time.perf_counter() - start) * 1000, frame


def _answer(route: Route, seen: Visit) -> None:
    seen.outside.add(route.request.url)
    body, kind = local_answer(route.request.url)
    route.fulfill(body=body, content_type=kind)


def _count(page: Page, seen: Visit) -> None:
    """Add up the bytes of layers, in answers and in Streamlit's socket alike, as they travel."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    layers: set[str] = set()

    def answered(event: dict[str, Any]) -> None:
        if "/features/" in event["response"]["url"]:
            layers.add(event["requestId"])

    def finished(event: dict[str, Any]) -> None:
        if event["requestId"] in layers:
            seen.data += int(event["encodedDataLength"])

    def received(event: dict[str, Any]) -> None:
        payload = event["response"]["payloadData"]
        seen.data += len(payload) if event["response"]["opcode"] == 1 else len(payload) * 3 // 4

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    session.on("Network.webSocketFrameReceived", received)


def _frame(page: Page, side: Side) -> Frame:
    end = time.perf_counter() + WAIT_MS / 1000
    while time.perf_counter() < end:
        for frame in page.frames:
            if side.frame in frame.url:
                return frame
        page.wait_for_timeout(5)
    raise TimeoutError(side.frame)


def _click(page: Page, frame: Frame, side: Side, place: tuple[float, float]) -> float:
    # The page settles before a person clicks: its height, its fonts.
    page.wait_for_timeout(1000)
    inside = frame.evaluate(f"(place) => ({WHERE})(place, {side.map})", list(place))
    box = frame.frame_element().bounding_box()
    assert box is not None
    frame.evaluate(STOPWATCH, side.popup)
    page.mouse.click(box["x"] + inside[0], box["y"] + inside[1])
    return float(frame.evaluate("() => window.stopwatch"))


def measure(keys: list[str], features: int, place: tuple[float, float]) -> tuple[list[Visit], list[Visit]]:
    """Return visits of both pages in turn, same layers and view, after one each that warms its server."""
    rival = HOUSE / "benchmarks" / "rivals" / "folium_page.py"
    lon, lat = place
    named = ",".join(keys)
    query = urlencode({"layers": named, "base": "none", "lat": lat, "lon": lon, "z": ZOOM}, safe=",")
    settings = {"BENCHMARK_LAYERS": named, "BENCHMARK_VIEW": f"{lat},{lon},{ZOOM}"}
    with (
        chromium() as browser,
        serving(HOUSE / "streamlit_app.py") as here,
        serving(rival, settings=settings) as there,
    ):
        sides = (
            Side(f"{here}/?{query}", "/map", DRAWN_OURS, "article.card", "atlas.map", features),
            Side(there, "/component/", DRAWN_RIVAL, ".leaflet-popup", "window.map", features),
        )
        pairs = [tuple(visit(browser, side, place) for side in sides) for _ in range(VISITS + 1)]
    return [ours for ours, _ in pairs[1:]], [theirs for _, theirs in pairs[1:]]


def compare(told: str, ours: list[Visit], theirs: list[Visit]) -> list[Comparison]:
    """Return the medians of both pages side by side."""

    def middle(side: list[Visit], name: str) -> float:
        return statistics.median(getattr(seen, name) for seen in side)

    measured = (
        ("time to the drawn map", "drawn_ms", 1.0, "ms"),
        ("time to the whole page", "whole_ms", 1.0, "ms"),
        ("drawn map, second visit", "again_ms", 1.0, "ms"),
        ("click to popup", "popup_ms", 1.0, "ms"),
        ("data to draw the map", "data", 1e6, "MB"),
    )
    return [
        Comparison(f"{what}, {told}", middle(ours, name) / by, middle(theirs, name) / by, RIVAL, unit)
        for what, name, by, unit in measured
    ]


def main() -> int:
    """Print the table; exit status 1 when the atlas sends 1 MB or more, or asks for anything outside."""
    territory = Territory()
    layer, key = CLICKED
    heaps = territory.layer(layer)
    place = point_of(heaps.projection, heaps.geometry[heaps.ids.get_loc(key)])
    comparisons = []
    outside: set[str] = set()
    for told, mission in (("the start", True), ("every layer", False)):
        chosen = [item for item in territory.layers if item.theme.mission or not mission]
        features = sum(len(item) for item in chosen)
        ours, theirs = measure([item.key for item in chosen], features, place)
        comparisons += compare(f"{told}, {len(chosen)} layers, {features:,} features", ours, theirs)
        outside |= {url for seen in ours for url in seen.outside}
        asked = len({url for seen in theirs for url in seen.outside})
    notes = (
        f"Requests to other hosts: {len(outside)} by the atlas, {asked} by the rival, answered here.",
        machine("streamlit", "streamlit-folium", "folium", "playwright"),
    )
    report("The map in Chromium", comparisons, notes=notes)
    return 1 if outside or any(item.unit == "MB" and item.ours >= MOST_MB for item in comparisons) else 0


if __name__ == "__main__":
    sys.exit(main())

"""From a change of the order until the timetable stands, in Chromium, against a plain Streamlit page.

Usage: `python -m benchmarks.tour_browser`

The rival is `benchmarks.rivals.tour_page`: the same stops, shortest paths by networkx, a map by
streamlit-folium, nothing else on the page. Its CDN files are answered here, which favours it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from typing import TYPE_CHECKING

from benchmarks.harness import Comparison, machine, report
from benchmarks.map_browser import OUTSIDE, WINDOW
from benchmarks.rivals.cdn import local_answer
from benchmarks.servers import HOUSE, chromium, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

CHANGES = 8
SETTLE_MS = 1_500
WAIT_MS = 40_000
OURS = """() => { const hosts = [...document.querySelectorAll('*')].map(e => e.shadowRoot).filter(Boolean);
    return hosts.flatMap(h => [...h.querySelectorAll('ol .time')].map(t => t.textContent)).sort().join(); }"""
THEIRS = "() => document.querySelector('#timetable')?.textContent ?? ''"


def changes(browser: Browser, address: str, told: str, presses: tuple[str, str]) -> list[float]:
    """Change the order there and back; milliseconds until the times on the page are other ones.

    Parameters
    ----------
    told : str
        Script that returns the timetable as it stands.
    presses : tuple of str
        What is clicked, in turn.
    """
    page = browser.new_context(viewport=WINDOW).new_page()
    page.route(OUTSIDE, _answer)
    page.goto(address)
    page.wait_for_function(f"() => ({told})().length > 0", timeout=WAIT_MS)
    taken = []
    for turn in range(CHANGES):
        page.wait_for_timeout(SETTLE_MS)
        before = page.evaluate(told)
        start = time.perf_counter()
        page.locator(presses[turn % 2]).first.click()
        page.wait_for_function(f"(before) => ({told})() !== before", arg=before, timeout=WAIT_MS)
        taken.append((time.perf_counter() - start) * 1000)
    page.context.close()
    return taken[1:]


def _answer(route: Route) -> None:
    body, kind = local_answer(route.request.url)
    route.fulfill(body=body, content_type=kind)


def main() -> int:
    """Print the table; exit status 1 when an aim is missed."""
    moves = ("li[data-id=mairie] [data-via=down]", "li[data-id=mairie] [data-via=up]")
    with (
        tempfile.TemporaryDirectory() as home,
        chromium() as browser,
        serving(HOUSE / "streamlit_app.py", settings={"CAILLOUX_HOME": home}) as ours,
        serving(HOUSE / "benchmarks" / "rivals" / "tour_page.py", settings={"CAILLOUX_HOME": home}) as theirs,
    ):
        mine = changes(browser, f"{ours}/visites?tour=demi_journee", OURS, moves)
        other = changes(browser, theirs, THEIRS, (".st-key-swap button", ".st-key-swap button"))
    # Sorted: a line moves in the list at once, its new times come from the server.
    what, rival = "a stop moved, until the timetable stands", "networkx + streamlit-folium"
    rows = [Comparison(what, statistics.median(mine), statistics.median(other), rival, aim=1)]
    note = machine("streamlit", "networkx", "streamlit-folium")
    return 0 if report("A change of the order, in Chromium", rows, notes=(note,)) else 1


if __name__ == "__main__":
    sys.exit(main())

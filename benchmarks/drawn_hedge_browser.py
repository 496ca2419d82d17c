"""From the last click of a drawn hedge until its effect stands on the page, in Chromium.

Usage: `python -m benchmarks.drawn_hedge_browser`

It is held against the second after which people lose their train of thought (Miller 1968, Nielsen 1993,
https://www.nngroup.com/articles/response-times-3-important-limits/); `benchmarks.planting` compares engines.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from typing import TYPE_CHECKING

from benchmarks.dossier_browser import READY
from benchmarks.harness import Comparison, machine, report
from benchmarks.map_browser import WAIT_MS, WINDOW
from benchmarks.servers import HOUSE, chromium, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FrameLocator, Page

DRAWINGS = 6
SETTLE_MS = 1_500
FIRST, STEP = (180, 140), (42, 14)
EFFECT = "[role=tabpanel] .atlas-lead[role=status]"
LIMIT_MS = 1_000.0


def drawings(browser: Browser, address: str) -> list[float]:
    """Draw hedges one after the other; milliseconds from each last click until its effect stands."""
    page = browser.new_page(viewport=WINDOW, locale="fr-FR")
    page.goto(f"{address}/biodiversite?tab=plant")
    page.get_by_role("heading", name="Propositions").wait_for(timeout=WAIT_MS)
    page.frame_locator("iframe").locator("html[data-ready=true]").wait_for(timeout=WAIT_MS)
    frame = next(frame for frame in page.frames if re.search(r"/map\?", frame.url))
    frame.wait_for_function(READY, timeout=WAIT_MS)
    page.wait_for_timeout(SETTLE_MS)
    taken = [_draw(page, page.frame_locator("iframe"), turn) for turn in range(DRAWINGS + 1)]
    page.close()
    return taken[1:]


def _draw(page: Page, shown: FrameLocator, turn: int) -> float:
    before = page.locator(EFFECT).all_inner_texts()
    shown.get_by_role("button", name=re.compile("ligne", re.IGNORECASE)).click()
    ground = shown.locator(".folium-map")
    for place in range(2):
        x, y = FIRST[0] + place * STEP[0], FIRST[1] + place * STEP[1] + 12 * turn
        ground.click(position={"x": x, "y": y})
    start = time.perf_counter()
    ground.dblclick(position={"x": FIRST[0] + 2 * STEP[0], "y": FIRST[1] + 12 * turn})
    page.wait_for_function(
        "([place, before]) => { const told = document.querySelector(place)?.innerText;"
        " return told && told !== before }",
        arg=[EFFECT, before[0] if before else ""],
        polling="raf",
        timeout=WAIT_MS,
    )
    taken = (time.perf_counter() - start) * 1000
    page.wait_for_timeout(SETTLE_MS)
    return taken


def main() -> int:
    """Print the table; exit status 1 when the effect comes later than the limit."""
    with chromium() as browser, serving(HOUSE / "streamlit_app.py") as address:
        taken = drawings(browser, address)
    what = "drawn hedge to its effect on the page"
    comparisons = [Comparison(what, statistics.median(taken), LIMIT_MS, "limit of unbroken thought", aim=1)]
    notes = (
        f"{len(taken)} hedges; {min(taken):.0f} to {max(taken):.0f} ms, the double click itself included.",
        machine("streamlit", "playwright", "shapely"),
    )
    return 0 if report("A drawn hedge, in Chromium", comparisons, notes=notes) else 1


if __name__ == "__main__":
    sys.exit(main())

"""The server's work when a page with the map runs again, against a plain streamlit-folium page.

Usage: `python -m benchmarks.map_page`

Both run in Streamlit's own test harness, which does the same little work around each. Both show
the same layers: the atlas names them, for the browser to fetch; the rival embeds them in the map that it
rebuilds. The page of the atlas holds a table, too. No event is sent: a run after a click costs the same.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.harness import Comparison, machine, median_ms, report
from gis.territory import Territory

HOUSE = Path(__file__).parents[1]
OURS = HOUSE / "views" / "script" / "atlas.py"
RIVAL = HOUSE / "benchmarks" / "rivals" / "folium_page.py"
EMPTY = "import streamlit as st\nst.write('nothing')\n"
AIM = 20
SECONDS = 120


def rerun_ms(page: AppTest, *, runs: int = 9) -> float:
    """Return the median time of one more run of a page, in milliseconds.

    Raises
    ------
    RuntimeError
        When the page fails: a page that fails is fast.
    """
    page.run(timeout=SECONDS)
    if page.exception or page.error:
        msg = f"the page does not run: {[item.value for item in (*page.exception, *page.error)]}"
        raise RuntimeError(msg)
    return median_ms(lambda: page.run(timeout=SECONDS), runs=runs)


def ours_ms(keys: list[str]) -> float:
    """Return the time of the atlas' page with some layers on the map."""
    page = AppTest.from_file(str(OURS), default_timeout=SECONDS)
    page.query_params["layers"] = ",".join(keys)
    return rerun_ms(page, runs=25)


def rival_ms(keys: list[str]) -> float:
    """Return the time of the rival's page with some layers embedded."""
    os.environ["BENCHMARK_LAYERS"] = ",".join(keys)
    return rerun_ms(AppTest.from_file(str(RIVAL), default_timeout=SECONDS))


def main() -> int:
    """Print the table; exit status 1 when an aim is missed."""
    logging.disable(logging.WARNING)
    layers = Territory().layers
    every = [layer.key for layer in layers]
    mission = [layer.key for layer in layers if layer.theme.mission]
    features = {layer.key: len(layer) for layer in layers}
    rival = "streamlit-folium"
    comparisons = [
        Comparison(
            f"run after a click, {len(keys)} layers {told}, {sum(features[key] for key in keys):,} features",
            ours_ms(keys),
            rival_ms(keys),
            rival,
            aim=aim,
        )
        for keys, told, aim in ((every, "shown", AIM), (mission, "shown at the start", 0))
        if keys
    ]
    floor = rerun_ms(AppTest.from_string(EMPTY), runs=25)
    notes = (f"An empty page takes {floor:.2f} ms in the same harness, included on both sides.",)
    return 0 if report("The page after a click, on the server", comparisons, notes=notes) else 1


if __name__ == "__main__":
    print(machine("streamlit", "streamlit-folium", "folium"))
    sys.exit(main())

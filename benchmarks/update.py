"""An update of a whole commune and a second one with nothing new: bytes moved, requests and time.

The services are those of the tests, on loopback: a real MapServer and the others from invented replies. The
rival is the first update, which every client without memory repeats. A forced update asks every service
again, and moves what has no ETag to ask by.

Usage: `python -m benchmarks.update`
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.harness import Comparison, report
from gis.rights import operator
from gis.update import Setup, update
from tests.services.mapserver import missing
from tests.services.town import Town

if TYPE_CHECKING:
    from gis.update import Summary

CODE = "62386"


def timed(home: Path, setup: Setup, *, again: bool = False) -> tuple[Summary, float]:
    """Return an update and its seconds."""
    start = time.perf_counter()
    summary = update(CODE, actor=operator(), home=home, setup=setup, again=again)
    assert not summary.failed, summary.failed
    return summary, time.perf_counter() - start


def main() -> int:
    """Print the table; exit status 1 when an aim is missed."""
    if missing():
        print(missing())
        return 0
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "services").mkdir()
        with Town(folder / "services", CODE) as town:
            setup = Setup(town.settings())
            (first, first_s), (second, second_s) = (timed(folder / "home", setup) for _ in range(2))
            forced, forced_s = timed(folder / "home", setup, again=True)
    rival = "the first update"
    rows = [
        Comparison("nothing new: time", second_s, first_s, rival, "s", aim=10),
        Comparison(
            "nothing new: moved", second.moved_bytes / 1e6, first.moved_bytes / 1e6, rival, "MB", aim=10
        ),
        Comparison("nothing new: requests", second.requests, first.requests, rival, "", aim=10),
        Comparison("forced: time", forced_s, first_s, rival, "s"),
        Comparison("forced: moved", forced.moved_bytes / 1e6, first.moved_bytes / 1e6, rival, "MB", aim=1),
    ]
    return 0 if report(f"Updating {len(first.outcomes)} layers", rows) else 1


if __name__ == "__main__":
    sys.exit(main())

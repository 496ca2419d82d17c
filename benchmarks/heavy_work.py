"""What other visitors feel of heavy work: in a worker process, against in a thread of the server.

Usage: `python -m benchmarks.heavy_work`

A dossier stands for what others ask: it is made again and again while all parcels are screened over and over,
once in a thread of the same process and once in a worker. Told beside it: how much slower each is than with
no such work at all. Run it where nothing else does: both share the processors with whatever else there is.
"""

from __future__ import annotations

import statistics
import sys
import threading
import time
from typing import TYPE_CHECKING

from benchmarks.harness import Comparison, report
from gis.dossier import dossier_of
from gis.screening import screen
from gis.work import MOST_WAITING, WorkerPool
from views import tasks
from views.territories import territory

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES = 1_000
P95 = 94
QUEUED = MOST_WAITING


def main() -> int:
    """Run the benchmark; exit status 1 when an aim is missed."""
    opened = territory()
    parcel = str(opened.layer("parcels").data["id"].iloc[0])

    def ask() -> object:
        return dossier_of(opened, parcel)

    alone = percentiles(ask)
    stop = threading.Event()
    thread = threading.Thread(target=lambda: [screen(opened) for _ in iter(stop.is_set, True)])
    thread.start()
    beside = percentiles(ask)
    stop.set()
    thread.join()
    with WorkerPool(workers=1) as pool:
        handles = [pool.submit(tasks.screened, tasks.TerritoryKey.of(opened), None) for _ in range(QUEUED)]
        handles[0].result()
        apart = percentiles(ask)
    rows = [
        Comparison(f"a dossier meanwhile, {name}", ours, theirs, "in a thread")
        for name, ours, theirs in zip(("p50", "p95"), apart, beside, strict=True)
    ]
    notes = [
        f"with no heavy work: p50 {alone[0]:.2f} ms, p95 {alone[1]:.2f} ms",
        f"beside a worker {apart[0] / alone[0]:.1f} and {apart[1] / alone[1]:.1f} times that",
        f"beside a thread {beside[0] / alone[0]:.1f} and {beside[1] / alone[1]:.1f} times that",
    ]
    return 0 if report("Heavy work beside what others ask", rows, notes=notes) else 1


def percentiles(ask: Callable[[], object]) -> tuple[float, float]:
    """Return the 50th and 95th percentile of the time of a question, in milliseconds."""
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        ask()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=100)[P95]


if __name__ == "__main__":
    sys.exit(main())

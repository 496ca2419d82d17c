"""Heavy work in processes of its own, with a queue, limits of time and memory, and a way to end it.

A function given here must be found by its name in a module, and what it takes and gives must be small and
picklable: it runs elsewhere, and reads the data itself. There it may `tell` how far it is, and ask whether it
shall end.

Examples
--------
>>> from gis.work import WorkerPool
>>> with WorkerPool(workers=1) as pool:
...     pool.submit(divmod, 7, 2).result()
(3, 1)
"""

from __future__ import annotations

from gis.work.handle import Handle
from gis.work.inside_worker import stopping, tell
from gis.work.pool_of_process import close_shared, shared_pool
from gis.work.work_limits import DEFAULT, WorkLimits
from gis.work.worker_pool import MOST_EACH, MOST_WAITING, WorkerPool

__all__ = [
    "DEFAULT",
    "MOST_EACH",
    "MOST_WAITING",
    "Handle",
    "WorkLimits",
    "WorkerPool",
    "close_shared",
    "shared_pool",
    "stopping",
    "tell",
]

"""The one pool of a process."""

from __future__ import annotations

import atexit
import threading

from gis.work.worker_pool import WorkerPool

_sharing = threading.Lock()
_shared: list[WorkerPool] = []


def shared_pool() -> WorkerPool:
    """Return the pool of this process, whose workers start with the first work."""
    with _sharing:
        if not _shared:
            _shared.append(WorkerPool())
        return _shared[0]


@atexit.register
def close_shared() -> None:
    """End the work and the workers of this process; what comes later begins anew."""
    with _sharing:
        held = list(_shared)
        _shared.clear()
    for pool in held:
        pool.close()

"""What a worker process does: one piece of work after the other, until its input ends.

It reads pickles from its input and writes pickles to its output; both ends are the same program. Whatever the
work prints goes to the error output. Once the server is gone, its input ends, and so does the process.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import queue
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from gis.errors import AtlasError, WorkError
from gis.words import say, use_language
from gis.work import inside_worker as inside

if TYPE_CHECKING:
    from collections.abc import Iterator

with suppress(ImportError):  # there is none on Windows
    import resource

NICENESS = 10
"""The server answers first, however much the workers have to do."""
STATM, OOM_SCORE = Path("/proc/self/statm"), Path("/proc/self/oom_score_adj")
_RESIDENT, _DATA = 1, 5
_tasks: queue.SimpleQueue[tuple[Any, ...]] = queue.SimpleQueue()


def main() -> None:
    """Do what comes until nothing can come any more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    threading.Thread(target=_listen, args=(os.fdopen(os.dup(0), "rb"),), daemon=True).start()
    _give_way()
    inside.hear(lambda done, total: _send(answers, ("progress", done, total)))
    while True:
        task = _tasks.get()
        _send(answers, ("begun",))
        _send(answers, (*_outcome(*task), _pages(_RESIDENT)))
        del task
        gc.collect()


def _give_way() -> None:
    """Leave a processor, the right of way and the last of the memory to the server."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    # Where the system has no memory left, it ends this process and not the server.
    with suppress(OSError):
        OOM_SCORE.write_text("1000", encoding="ascii")
    if hasattr(os, "sched_setaffinity"):
        processors = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, processors[1:] or processors)


def _listen(orders: BinaryIO) -> None:
    with suppress(EOFError, OSError):
        while True:
            order = pickle.load(orders)  # noqa: S301 - the server wrote it
            if order == ("stop",):
                inside.stop.set()
            else:
                inside.stop.clear()
                _tasks.put(order)
    os._exit(0)


def _send(answers: BinaryIO, message: tuple[Any, ...]) -> None:
    answers.write(pickle.dumps(message))
    answers.flush()


def _outcome(function: str, given: bytes, spoken: str, memory: int) -> tuple[str, Any]:
    """Return `done` with the pickled result, `refused` with an error of the atlas, or `failed` with why."""
    with use_language(spoken), _Memory(memory):
        try:
            return "done", pickle.dumps(_found(function)(*pickle.loads(given)))  # noqa: S301 - the server wrote it
        except AtlasError as error:
            return "refused", pickle.dumps(error)
        except MemoryError:
            return "refused", pickle.dumps(WorkError(say("work.memory")))
        except Exception as error:  # noqa: BLE001 - the server tells of it; texts of errors may hold what people typed
            if "alloc" in str(error):
                return "refused", pickle.dumps(WorkError(say("work.memory")))
            return "failed", (type(error).__name__, list(_places(error)))


def _found(name: str) -> Any:
    module, _, qualified = name.partition(":")
    found: Any = importlib.import_module(module)
    for part in qualified.split("."):
        found = getattr(found, part)
    return found


def _places(error: BaseException) -> Iterator[str]:
    trace = error.__traceback__
    while trace is not None:
        yield f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next


class _Memory:
    """Bounds what a piece of work may allocate beside what the process holds when it begins."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept = "resource" in sys.modules and STATM.exists()

    def __enter__(self) -> None:
        if self._kept:
            self._bound(_pages(_DATA) + self._most)

    def __exit__(self, *_: object) -> None:
        if self._kept:
            self._bound(resource.RLIM_INFINITY)

    @staticmethod
    def _bound(size: int) -> None:
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        soft = hard if size == resource.RLIM_INFINITY else size
        if hard != resource.RLIM_INFINITY:
            soft = min(soft, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _pages(column: int) -> int:
    """Return a size of this process in bytes, by its column in `/proc/self/statm`; 0 where there is none."""
    if not STATM.exists():
        return 0
    return int(STATM.read_text(encoding="ascii").split()[column]) * os.sysconf("SC_PAGE_SIZE")

"""Work that outlives a run of the page, in a thread of its own."""

from __future__ import annotations

import logging
import threading
from contextlib import asynccontextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from weakref import WeakSet

from gis.errors import AtlasError
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

_log = logging.getLogger(__name__)
_under_way: WeakSet[Job] = WeakSet()


@dataclass(eq=False)
class Job:
    """One piece of work in a thread of its own, which speaks the language of whoever starts it.

    Attributes
    ----------
    done, total : int
        How much is done, of how much.
    result : Any
        What came of it, when it has ended.
    trouble : str
        Why it ended before its time, a sentence.
    """

    done: int = field(default=0, kw_only=True)
    total: int = field(default=0, kw_only=True)
    result: Any = field(default=None, init=False)
    trouble: str = field(default="", init=False)
    stopping: threading.Event = field(default_factory=threading.Event, init=False)
    _ended: threading.Event = field(default_factory=threading.Event, init=False)

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return not self._ended.is_set()

    def start(self, work: Callable[[], Any]) -> Self:
        """Begin the work; it may ask `stopping` whether it shall end."""
        _under_way.add(self)
        run = copy_context().run
        threading.Thread(target=run, args=(self._run, work), name=type(self).__name__, daemon=True).start()
        return self

    def stop(self) -> None:
        """Let it end after what it is at."""
        self.stopping.set()

    def wait(self, seconds: float) -> None:
        """Wait for its end, but not for long."""
        self._ended.wait(seconds)

    def tell(self, done: int, total: int) -> None:
        """Take news of how far it is."""
        self.done, self.total = done, total

    def _run(self, work: Callable[[], Any]) -> None:
        try:
            self.result = work()
        except AtlasError as error:
            self.trouble = str(error)
        except Exception as error:  # noqa: BLE001  # the thread has nobody else to tell
            _log.exception("work beside a page ended by an unforeseen error")
            self.trouble = say("shell.failure", reason=type(error).__name__)
        finally:
            self._ended.set()


def running_jobs() -> int:
    """Return how many pieces of work are under way."""
    return sum(job.running for job in list(_under_way))


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Let all work stop with the server, so that the server need not wait for a slow service."""
    yield
    for job in list(_under_way):
        job.stop()

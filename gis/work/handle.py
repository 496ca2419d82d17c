"""One piece of heavy work, from its place in the queue to its result."""

from __future__ import annotations

import pickle
import threading
import time
from typing import TYPE_CHECKING, Any

from gis.errors import WorkError
from gis.words import language, number, say, use_language
from gis.work.work_limits import DEFAULT, WorkLimits

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.work.worker_process import WorkerProcess

GRACE_S = 5.0
"""So long work that was asked to end may take to give what it has."""


class Handle:
    """One piece of work; made by `WorkerPool.submit`.

    Parameters
    ----------
    function : callable
        Found by its name in its module.
    given : tuple
        What it takes, in order.
    owner : str
        For whom it is; empty where that does not matter.
    wanted : callable, optional
        Whether somebody still waits for it.

    Attributes
    ----------
    done, total : int
        How far it is, of how much; 0 of 0 while it tells nothing.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        given: tuple[Any, ...],
        *,
        limits: WorkLimits = DEFAULT,
        owner: str = "",
        wanted: Callable[[], bool] | None = None,
    ) -> None:
        self.limits, self.owner, self.wanted = limits, owner, wanted
        self.done = self.total = 0
        name = f"{function.__module__}:{function.__qualname__}"
        self._task = (name, pickle.dumps(given), language(), limits.memory_bytes)
        self.language = language()
        self._lock = threading.RLock()
        self._ended = threading.Event()
        self._process: WorkerProcess | None = None
        self._reason = ""
        self._began: float | None = None
        self._result: Any = None
        self._error: Exception | None = None

    @property
    def name(self) -> str:
        """Module and name of the function."""
        return self._task[0]

    @property
    def waiting(self) -> bool:
        """Whether it has not begun."""
        return self._process is None and not self._ended.is_set()

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return not self._ended.is_set()

    @property
    def ending(self) -> bool:
        """Whether it was told to end, or has ended."""
        return bool(self._reason) or self._ended.is_set()

    @property
    def seconds(self) -> float:
        """Seconds since it began; 0 before."""
        return 0.0 if self._began is None else time.monotonic() - self._began

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for its end, but not longer than told; return whether it has ended."""
        return self._ended.wait(seconds)

    def result(self) -> Any:
        """Wait for its end and return what came of it.

        Raises
        ------
        AtlasError
            What the work raised; WorkError when it was ended before its time.
        """
        self._ended.wait()
        if self._error is not None:
            raise self._error
        return self._result

    def stop(self) -> None:
        """Ask it to end and give what it has; it is ended where it does not listen."""
        with self._lock:
            if self._process is None:
                self.cancel()
                return
            self._process.send(("stop",))
        timer = threading.Timer(GRACE_S, self.cancel)
        timer.daemon = True
        timer.start()

    def cancel(self) -> None:
        """End it, wherever it is; its result is an error that says so."""
        self._end_early("work.cancelled")

    def expire(self) -> None:
        """End it because it took too long."""
        self._end_early("work.too_long", seconds=number(self.limits.seconds))

    def begin(self, process: WorkerProcess) -> bool:
        """Give it to a process; return whether it is still wanted."""
        with self._lock:
            if self.ending:
                return False
            self._process = process
            process.send(self._task)
            return True

    def hear(self, message: tuple[Any, ...]) -> None:
        """Take what the process says before the end."""
        if message[0] == "begun":
            self._began = time.monotonic()
        elif message[0] == "progress":
            self.done, self.total = message[1:]

    def settle(self, *, result: Any = None, error: Exception | None = None) -> None:
        """Take how it ended; the first end counts."""
        with self._lock:
            if not self._ended.is_set():
                self._result, self._error, self._process = result, error, None
                self._task = (self.name, b"", self.language, 0)
                self._ended.set()

    def lose(self) -> None:
        """Take that its process is gone."""
        with use_language(self.language):
            self.settle(error=WorkError(self._reason or say("work.died")))

    def _end_early(self, key: str, **values: str) -> None:
        with self._lock:
            if self._ended.is_set():
                return
            with use_language(self.language):
                self._reason = self._reason or say(key, **values)
            if self._process is None:
                self.lose()
            else:
                # Its driver then sees that the process is gone, and tells whoever waits.
                self._process.kill()

"""A few worker processes and a queue before them."""

from __future__ import annotations

import logging
import os
import pickle
import threading
from collections import deque
from typing import TYPE_CHECKING, Any, Self

from gis.errors import BusyError, WorkError
from gis.words import number, say, use_language
from gis.work.handle import Handle
from gis.work.work_limits import DEFAULT, GIGABYTE, WorkLimits
from gis.work.worker_process import WorkerProcess

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_WAITING = 24
"""Pieces of work in the queue; whoever comes then is told to come back."""
MOST_EACH = 4
"""Pieces of work, waiting or under way, of one owner."""
IDLE_S = 300.0
"""A process with nothing to do so long is ended, and its memory given back."""
LARGEST_BYTES = 3 * GIGABYTE // 2
"""A process that holds more after its work is ended, and another takes its place."""
LOOK_S = 1.0
"""How often it is asked whether somebody still waits."""
_log = logging.getLogger(__name__)


class WorkerPool:
    """Worker processes that are started when they are needed, and the queue before them.

    Parameters
    ----------
    workers : int, optional
        Most processes at once; by default a processor stays free for the server, where there are several.
    most_waiting : int
        Most pieces of work in the queue.
    """

    def __init__(self, workers: int | None = None, *, most_waiting: int = MOST_WAITING) -> None:
        self.workers = workers or max(1, (os.cpu_count() or 1) - 1)
        self._most_waiting = most_waiting
        self._changed = threading.Condition()
        self._waiting: deque[Handle] = deque()
        self._under_way: dict[Handle, WorkerProcess] = {}
        self._drivers = self._idle = 0
        self._closed = self._watched = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(
        self,
        function: Callable[..., Any],
        *given: Any,
        limits: WorkLimits = DEFAULT,
        owner: str = "",
        wanted: Callable[[], bool] | None = None,
    ) -> Handle:
        """Queue a piece of work, in the language in use.

        Parameters
        ----------
        function : callable
            Found by its name in its module, in any process.
        owner : str
            For whom it is: each has no more than `MOST_EACH` at once.
        wanted : callable, optional
            Whether somebody still waits for it; it is ended when it answers false.

        Raises
        ------
        BusyError
            When the queue is full, or the owner has enough in it.
        """
        handle = Handle(function, given, limits=limits, owner=owner, wanted=wanted)
        with self._changed:
            self._refuse(owner)
            self._waiting.append(handle)
            if self._idle < len(self._waiting) and self._drivers < self.workers:
                self._drivers += 1
                threading.Thread(target=self._drive, name="work", daemon=True).start()
            if wanted is not None and not self._watched:
                self._watched = True
                threading.Thread(target=self._watch, name="work watch", daemon=True).start()
            # The watch waits here, too: to wake one alone could be to wake it.
            self._changed.notify_all()
        return handle

    def before(self, handle: Handle) -> int:
        """Return how many pieces of work come before one that waits; 0 for all others."""
        with self._changed:
            waiting = [one for one in self._waiting if one.running]
            return waiting.index(handle) + len(self._under_way) if handle in waiting else 0

    def count(self) -> int:
        """Return how many pieces of work wait or are under way."""
        with self._changed:
            return sum(one.running for one in [*self._waiting, *self._under_way])

    def processes(self) -> list[int]:
        """Return the numbers of the processes that are at work."""
        with self._changed:
            return [process.pid for process in self._under_way.values()]

    def sweep(self) -> None:
        """End what nobody waits for any more."""
        with self._changed:
            held = [*self._waiting, *self._under_way]
        for handle in held:
            if handle.wanted is not None and handle.running and not handle.wanted():
                handle.cancel()

    def close(self) -> None:
        """End all work and all processes."""
        with self._changed:
            self._closed = True
            held = [*self._waiting, *self._under_way]
            self._changed.notify_all()
        for handle in held:
            handle.cancel()
        with self._changed:
            self._changed.wait_for(lambda: self._drivers == 0, timeout=10)

    def _refuse(self, owner: str) -> None:
        if self._closed:
            raise WorkError(say("work.cancelled"))
        held = [one for one in [*self._waiting, *self._under_way] if one.running]
        if len(held) - len(self._under_way) >= self._most_waiting:
            raise BusyError(say("work.full", count=number(len(held))))
        if owner and sum(one.owner == owner for one in held) >= MOST_EACH:
            raise BusyError(say("work.enough", most=number(MOST_EACH)))

    def _drive(self) -> None:
        process: WorkerProcess | None = None
        while (handle := self._next()) is not None:
            try:
                process = self._serve(handle, process)
            except OSError:
                _log.exception("no worker process can be started")
                handle.lose()
                process = None
        if process is not None:
            process.close()
        with self._changed:
            self._drivers -= 1
            self._changed.notify_all()

    def _next(self) -> Handle | None:
        with self._changed:
            self._idle += 1
            self._changed.wait_for(lambda: self._waiting or self._closed, timeout=IDLE_S)
            self._idle -= 1
            return None if self._closed or not self._waiting else self._waiting.popleft()

    def _serve(self, handle: Handle, process: WorkerProcess | None) -> WorkerProcess | None:
        """Have one piece of work done; return the process for the next one, if it is fit for that."""
        for _ in range(2):
            if handle.ending:
                break
            if process is None or not process.alive:
                process = self._renewed(process)
            with self._changed:
                self._under_way[handle] = process
            try:
                begun, size = self._followed(handle, process)
            finally:
                with self._changed:
                    self._under_way.pop(handle, None)
                    self._changed.notify_all()
            if size is not None and size <= LARGEST_BYTES:
                return process
            process.close()
            process = None
            if begun or size is not None:
                break
            # It died before it heard of the work, which nobody can tell from outside.
        handle.lose()
        return process

    @staticmethod
    def _renewed(process: WorkerProcess | None) -> WorkerProcess:
        if process is not None:
            process.close()
        return WorkerProcess()

    @staticmethod
    def _followed(handle: Handle, process: WorkerProcess) -> tuple[bool, int | None]:
        """Return whether a process began the work, and how large it was at the end; None where it died."""
        if not handle.begin(process):
            return True, 0
        timer: threading.Timer | None = None
        try:
            for message in process.messages():
                handle.hear(message)
                if message[0] == "begun":
                    timer = threading.Timer(handle.limits.seconds, handle.expire)
                    timer.daemon = True
                    timer.start()
                elif message[0] != "progress":
                    _settle(handle, *message[:2])
                    return True, int(message[2])
        finally:
            if timer is not None:
                timer.cancel()
        return timer is not None, None

    def _watch(self) -> None:
        closed = False
        while not closed:
            self.sweep()
            with self._changed:
                closed = self._changed.wait_for(lambda: self._closed, timeout=LOOK_S)
                if not any(one.wanted for one in [*self._waiting, *self._under_way]):
                    self._watched = False
                    return


def _settle(handle: Handle, kind: str, what: Any) -> None:
    if kind == "done":
        handle.settle(result=pickle.loads(what))  # noqa: S301 - our own program wrote it
    elif kind == "refused":
        handle.settle(error=pickle.loads(what))  # noqa: S301 - the same
    else:
        name, places = what
        _log.error("%s ended by %s at %s", handle.name, name, ", ".join(places))
        with use_language(handle.language):
            handle.settle(error=WorkError(say("work.failed", reason=name)))

"""The politeness of every request: few at a time to a host, spaced out, and quiet when asked to wait."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gis.errors import ServiceError
from gis.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator


class StoppedError(ServiceError):
    """Someone asked the update to stop."""


class Throttle:
    """The door to one host.

    Parameters
    ----------
    places : int
        Requests that may be inside at a time.
    """

    def __init__(self, places: int) -> None:
        self._places = threading.BoundedSemaphore(places)
        self._lock = threading.Lock()
        self._open_at = 0.0

    def rest(self, seconds: float) -> None:
        """Let nobody in for that long: what `Retry-After` asks for."""
        with self._lock:
            self._open_at = max(self._open_at, time.monotonic() + seconds)

    @contextmanager
    def enter(self, *, interval: float, stop: threading.Event) -> Iterator[None]:
        """Hold a place, once the host may be asked again; `interval` in seconds after the one before.

        Raises
        ------
        StoppedError
            When the stop flag rises during the wait.
        """
        while not self._places.acquire(timeout=0.2):
            check_stop(stop)
        try:
            while (pause := self._claim(interval)) > 0:
                stop.wait(pause)
                check_stop(stop)
            yield
        finally:
            self._places.release()

    def _claim(self, interval: float) -> float:
        with self._lock:
            now = time.monotonic()
            if now >= self._open_at:
                self._open_at = now + interval
                return 0.0
            return self._open_at - now


_gates: dict[str, Throttle] = {}
_gates_lock = threading.Lock()


def gate(host: str, *, places: int) -> Throttle:
    """Return the door to a host: one for the whole process, however many updates run in it."""
    with _gates_lock:
        return _gates.setdefault(host, Throttle(places))


def check_stop(stop: threading.Event) -> None:
    """Leave when the stop flag is up.

    Raises
    ------
    StoppedError
        When it is.
    """
    if stop.is_set():
        msg = sentence("sources.stopped")
        raise StoppedError(msg)

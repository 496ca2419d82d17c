"""Big files that every commune of a home needs: brought once, kept whole, brought by one at a time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from gis.sources.http.reply_cache import ReplyCache
from gis.sources.http.throttle import check_stop

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator

TICK_S = 0.2


class SharedFiles(ReplyCache):
    """The files of national and regional services, in one folder for all communes of a home.

    A file stays under its address until a newer edition takes its place; see `Client.ask`.
    """

    @contextmanager
    def held(self, key: str, stop: threading.Event) -> Iterator[None]:
        """Hold a file, so that two updates at once do not bring it twice: the second finds it here.

        Raises
        ------
        StoppedError
            When the stop flag rises during the wait.
        StoreError
            When the folder cannot be written.
        """
        self.make()
        lock = FileLock(self.folder / f"{key}.lock")
        while True:
            check_stop(stop)
            try:
                lock.acquire(timeout=TICK_S)
                break
            except Timeout:
                continue
        try:
            yield
        finally:
            lock.release()

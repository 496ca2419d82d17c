"""One worker process, as the server holds it."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGIN = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from gis.work.worker import main; main()"
# multiprocessing would run the main module again, which Streamlit changes with every run of a page.


class WorkerProcess:
    """A worker process, started at once."""

    def __init__(self) -> None:
        self._popen = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", _BEGIN, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # With it ends what it has started, such as the press.
            start_new_session=True,
        )
        self._sending = threading.Lock()

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._popen.pid

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self._popen.poll() is None

    def send(self, message: tuple[Any, ...]) -> None:
        """Send a message; one that has ended hears nothing."""
        with self._sending, suppress(OSError, ValueError):
            told = cast("IO[bytes]", self._popen.stdin)
            told.write(pickle.dumps(message))
            told.flush()

    def messages(self) -> Iterator[tuple[Any, ...]]:
        """Give its messages as they come, until it has ended."""
        with suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                yield pickle.load(cast("IO[bytes]", self._popen.stdout))  # noqa: S301 - our own program wrote it

    def kill(self) -> None:
        """End it in the middle of whatever it does, with all that it has started."""
        with suppress(OSError):
            if not self.alive:
                return
            if hasattr(os, "killpg"):
                os.killpg(self.pid, signal.SIGKILL)
            else:
                self._popen.kill()

    def close(self) -> None:
        """End it, and let go of all that it holds here."""
        self.kill()
        with self._sending, suppress(OSError):
            cast("IO[bytes]", self._popen.stdin).close()
        cast("IO[bytes]", self._popen.stdout).close()
        self._popen.wait()

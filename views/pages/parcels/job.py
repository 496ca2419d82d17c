"""A screening that runs beside the page, tells how far it is, and can be stopped."""

from __future__ import annotations

import contextvars
import threading
from typing import TYPE_CHECKING

from gis.errors import AtlasError
from gis.screening import screen
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.screening import Screening
    from gis.territory import Territory


class Job:
    """One screening in a thread of its own.

    Parameters
    ----------
    ids : sequence of str or None
        Which parcels; all of them where it is nothing.

    Attributes
    ----------
    whole : bool
        Whether it is about all parcels.
    done, total : int
        Parcels done, of how many.
    result : Screening or None
        What was found, when it has ended; what was done until then where it was stopped.
    trouble : str
        Why it failed; empty where it did not.
    """

    def __init__(self, territory: Territory, ids: Sequence[str] | None) -> None:
        self.whole = ids is None
        self.done, self.total = 0, 1
        self.result: Screening | None = None
        self.trouble = ""
        self._stop = threading.Event()
        # The thread speaks the visitor's language.
        run = contextvars.copy_context().run
        self._thread = threading.Thread(target=run, args=(self._work, territory, ids), daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Let it end after the parcels that it is at."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait for its end, but not for long."""
        self._thread.join(seconds)

    def _work(self, territory: Territory, ids: Sequence[str] | None) -> None:
        try:
            self.result = screen(territory, ids, progress=self._tell, stop=self._stop.is_set)
        except AtlasError as error:
            self.trouble = str(error)
        except Exception as error:  # noqa: BLE001 - a thread that dies silently would leave the page waiting
            self.trouble = say("shell.failure", reason=type(error).__name__)

    def _tell(self, done: int, total: int) -> None:
        self.done, self.total = done, total

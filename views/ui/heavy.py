"""Heavy work of one visitor in a worker process: how far it is, and its result."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from streamlit import runtime

from gis.errors import AtlasError
from gis.words import many, number, say
from gis.work import DEFAULT, shared_pool
from views.http.rates import Caller

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.work import Handle, WorkLimits

ABSENT_S = 10.0
"""Work goes on so long after the last page that waited for it was left: a browser may come back."""


@dataclass(eq=False)
class HeavyJob:
    """Heavy work of one visitor that outlives a run of the page; it ends with the session.

    Attributes
    ----------
    handle : Handle
    """

    handle: Handle
    _error: str = field(default="", init=False)

    @classmethod
    def start(cls, function: Callable[..., Any], *given: Any, limits: WorkLimits = DEFAULT) -> HeavyJob:
        """Queue a piece of work for the visitor.

        Raises
        ------
        BusyError
            When too much is queued already, or was asked for in a short time.
        """
        Caller.here().spend("heavy")
        handle = shared_pool().submit(
            function, *given, limits=limits, owner=Caller.here().session, wanted=_presence()
        )
        return cls(handle)

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self.handle.running

    @property
    def done(self) -> int:
        """How much is done."""
        return self.handle.done

    @property
    def total(self) -> int:
        """Of how much; 0 while it is not known."""
        return self.handle.total

    @property
    def result(self) -> Any:
        """What came of it; nothing while it goes on, and where it failed."""
        return self._ended()[0]

    @property
    def trouble(self) -> str:
        """Why it ended before its time, a sentence."""
        return self._ended()[1]

    def stop(self) -> None:
        """Ask it to give what it has."""
        self.handle.stop()

    def _ended(self) -> tuple[Any, str]:
        if self.running:
            return None, ""
        try:
            return self.handle.result(), ""
        except AtlasError as error:
            return None, str(error)


@dataclass(frozen=True)
class HeavyWriter:
    """What makes a file in a worker process, for the visitor of the page, when it is called later."""

    function: Callable[..., Any]
    given: tuple[Any, ...]
    limits: WorkLimits
    caller: Caller

    @classmethod
    def of(cls, function: Callable[..., Any], *given: Any, limits: WorkLimits = DEFAULT) -> HeavyWriter:
        """Return what makes a file for the visitor of the page."""
        return cls(function, given, limits, Caller.here())

    def __call__(self) -> Any:
        """Make it, and wait for it."""
        self.caller.spend("heavy")
        owner = self.caller.session
        return shared_pool().submit(self.function, *self.given, limits=self.limits, owner=owner).result()


def told(handle: Handle) -> str:
    """Return how far a piece of work is: its place in the queue, or how much is done."""
    if handle.waiting:
        before = shared_pool().before(handle)
        return many("heavy.before", before) if before else say("heavy.begins")
    if handle.total:
        return say("heavy.progress", done=number(handle.done), total=number(handle.total))
    return say("heavy.under_way")


def _presence() -> Callable[[], bool]:
    """Return what tells whether the visitor's page is still open, or was until a moment ago."""
    name, last = Caller.here().session, [time.monotonic()]

    def here() -> bool:
        if not runtime.exists() or runtime.get_instance().is_active_session(name):
            last[0] = time.monotonic()
        return time.monotonic() - last[0] < ABSENT_S

    return here

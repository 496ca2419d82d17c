"""Work that outlives a run of the page; on the data of a home, one piece at a time."""

from __future__ import annotations

import logging
import threading
from contextlib import asynccontextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self
from weakref import WeakSet

from gis.errors import AtlasError, StoreError
from gis.sources import PROBES
from gis.update import estimate, probe, update, update_years
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from gis.update import Finding, Outcome, Step, Summary, UpdateProgress

Kind = Literal["update", "years", "estimate", "probe"]
FETCHING: tuple[Kind, ...] = ("update", "years")
"""Work that brings data, and ends with a `Summary`."""
_log = logging.getLogger(__name__)
_jobs: dict[Path, DataJob] = {}
_under_way: WeakSet[Job] = WeakSet()
_lock = threading.Lock()


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


@dataclass(eq=False)
class DataJob(Job):
    """Work on the data of a home: an update, of layers or of years, an estimate or a probe.

    Attributes
    ----------
    kind : Kind
        What it does; `code` is the commune, `layers` what was chosen, empty for all.
    outcomes : list[Outcome]
        Layers that have ended, in that order.
    findings : list[Finding]
        What a probe has found so far.
    file_bytes, file_total : int
        How far the big files under way are, and how much they are.
    result : Any
        A `Summary` for an update of either kind, a list of steps for an estimate, of findings for a probe.
    """

    kind: Kind
    code: str
    home: Path
    layers: tuple[str, ...] = ()
    again: bool = False
    outcomes: list[Outcome] = field(default_factory=list, init=False)
    findings: list[Finding] = field(default_factory=list, init=False)
    moved_bytes: int = field(default=0, init=False)
    file_bytes: int = field(default=0, init=False)
    file_total: int = field(default=0, init=False)
    _asking: set[str] = field(default_factory=set, init=False)

    @property
    def asking(self) -> set[str]:
        """Layers under way."""
        return self._asking if self.running else set()

    @property
    def summary(self) -> Summary | None:
        """How the update ended; nothing while it runs."""
        return self.result if self.kind in FETCHING else None

    @property
    def steps(self) -> list[Step]:
        """What the services said of how much would come."""
        return self.result or [] if self.kind == "estimate" else []

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Layers that an update meant to fetch and did not."""
        ended = {item.layer for item in self.outcomes if item.outcome not in {"failed", "stopped"}}
        steps = self.summary.steps if self.summary is not None else []
        return tuple(step.layer for step in steps if step.will_fetch and step.layer not in ended)

    def note(self, finding: Finding) -> None:
        """Take what the probe found of one service."""
        self.findings = [*self.findings, finding]
        self.done = len(self.findings)

    def hear(self, event: UpdateProgress) -> None:
        """Take news of the update."""
        self.moved_bytes, self.done, self.total = event.moved_bytes, event.done, event.total
        self.file_bytes, self.file_total = event.file_bytes, event.file_total
        if event.kind == "start":
            self._asking = self._asking | {event.layer}
        elif event.outcome is not None:
            self._asking = self._asking - {event.layer}
            self.outcomes = [*self.outcomes, event.outcome]


def job_of(home: Path) -> DataJob | None:
    """Return the last piece of work on a home, under way or ended; nothing where there was none."""
    return _jobs.get(home)


def forget(job: DataJob) -> None:
    """Forget a piece of work that has ended."""
    with _lock:
        if not job.running and _jobs.get(job.home) is job:
            del _jobs[job.home]


def start_update(home: Path, code: str, layers: Sequence[str] = (), *, again: bool = False) -> Job:
    """Start to fetch the layers of a commune.

    Raises
    ------
    StoreError
        When other work on this home is under way.
    """
    job = DataJob("update", code, home, tuple(layers), again)
    return _start(
        job,
        lambda: update(code, home=home, layers=layers, again=again, progress=job.hear, stop=job.stopping),
    )


def start_years(home: Path, code: str) -> Job:
    """Start to fetch what was farmed in a commune, year by year.

    Raises
    ------
    StoreError
        When other work on this home is under way.
    """
    job = DataJob("years", code, home)
    return _start(job, lambda: update_years(code, home=home, progress=job.hear, stop=job.stopping))


def start_estimate(home: Path, code: str, layers: Sequence[str] = (), *, again: bool = False) -> Job:
    """Start to ask the services how much an update would bring.

    Raises
    ------
    StoreError
        When other work on this home is under way.
    """
    job = DataJob("estimate", code, home, tuple(layers), again)
    return _start(job, lambda: estimate(code, home=home, layers=layers, again=again))


def start_probe(home: Path, code: str) -> DataJob:
    """Start to ask every service a small question.

    Raises
    ------
    StoreError
        When other work on this home is under way.
    """
    job = DataJob("probe", code, home, total=len(PROBES))
    return _start(job, lambda: probe(code, home=home, told=job.note))


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Let all work stop with the server, so that the server need not wait for a slow service."""
    yield
    for job in list(_under_way):
        job.stop()


def _start(job: DataJob, work: Callable[[], Any]) -> DataJob:
    with _lock:
        other = _jobs.get(job.home)
        if other is not None and other.running:
            msg = say("data_page.busy", code=other.code)
            raise StoreError(msg)
        _jobs[job.home] = job
    return job.start(work)

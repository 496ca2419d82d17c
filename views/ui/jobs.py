"""Work that outlives a run of the page: updates, estimates and probes, one at a time for each home."""

from __future__ import annotations

import logging
import threading
from contextlib import asynccontextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from gis.errors import AtlasError, StoreError
from gis.sources import PROBES
from gis.update import estimate, probe, update
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from gis.update import Finding, Outcome, Step, Summary, UpdateProgress

Kind = Literal["update", "estimate", "probe"]
_log = logging.getLogger(__name__)
_jobs: dict[Path, Job] = {}
_lock = threading.Lock()


@dataclass(eq=False)
class Job:
    """One piece of work in a thread of its own.

    Attributes
    ----------
    kind : Kind
        What it does; `code` is the commune, `layers` what was chosen, empty for all.
    asking : set[str]
        Layers under way.
    outcomes : list[Outcome]
        Layers that have ended, in that order.
    result : Any
        A `Summary` for an update, a list of steps for an estimate, of findings for a probe.
    findings : list[Finding]
        What a probe has found so far.
    trouble : str
        Why it ended before its time, a sentence.
    """

    kind: Kind
    code: str
    home: Path
    layers: tuple[str, ...] = ()
    again: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    asking: set[str] = field(default_factory=set)
    outcomes: list[Outcome] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    moved_bytes: int = 0
    done: int = 0
    total: int = 0
    result: Any = None
    trouble: str = ""
    running: bool = True

    @property
    def summary(self) -> Summary | None:
        """How the update ended; nothing while it runs."""
        return self.result if self.kind == "update" else None

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
        if event.kind == "start":
            self.asking = self.asking | {event.layer}
        elif event.outcome is not None:
            self.asking = self.asking - {event.layer}
            self.outcomes = [*self.outcomes, event.outcome]


def job_of(home: Path) -> Job | None:
    """Return the last piece of work on a home, under way or ended; nothing where there was none."""
    return _jobs.get(home)


def forget(job: Job) -> None:
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
    job = Job("update", code, home, tuple(layers), again)
    return _start(
        job,
        lambda: update(code, home=home, layers=layers, again=again, progress=job.hear, stop=job.stop),
    )


def start_estimate(home: Path, code: str, layers: Sequence[str] = (), *, again: bool = False) -> Job:
    """Start to ask the services how much an update would bring.

    Raises
    ------
    StoreError
        When other work on this home is under way.
    """
    job = Job("estimate", code, home, tuple(layers), again)
    return _start(job, lambda: estimate(code, home=home, layers=layers, again=again))


def start_probe(home: Path, code: str) -> Job:
    """Start to ask every service a small question.

    Raises
    ------
    StoreError
        When other work on this home is under way.
    """
    job = Job("probe", code, home, total=len(PROBES))
    return _start(job, lambda: probe(code, home=home, told=job.note))


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Let all work stop with the server, so that the server need not wait for a slow service."""
    yield
    for job in list(_jobs.values()):
        job.stop.set()


def _start(job: Job, work: Callable[[], Any]) -> Job:
    with _lock:
        other = _jobs.get(job.home)
        if other is not None and other.running:
            msg = say("data_page.busy", code=other.code)
            raise StoreError(msg)
        _jobs[job.home] = job
    # The language of whoever starts the work goes with it.
    context = copy_context()
    threading.Thread(target=context.run, args=(_run, job, work), name=f"data-{job.kind}", daemon=True).start()
    return job


def _run(job: Job, work: Callable[[], Any]) -> None:
    try:
        job.result = work()
    except AtlasError as error:
        job.trouble = str(error)
    except Exception as error:  # noqa: BLE001  # the thread has nobody else to tell
        _log.exception("work on data ended by an unforeseen error")
        job.trouble = say("shell.failure", reason=type(error).__name__)
    finally:
        job.asking = set()
        job.running = False

"""Work on the data of a home that outlives a run of the page, one piece at a time."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from gis.errors import StoreError
from gis.rights import require
from gis.sources import PROBES
from gis.update import estimate, probe, require_update, update, update_years
from gis.words import say
from views.ui.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gis.rights import Actor
    from gis.update import Finding, Outcome, Step, Summary, UpdateProgress

Kind = Literal["update", "years", "estimate", "probe"]
FETCHING: tuple[Kind, ...] = ("update", "years")
"""Work that brings data, and ends with a `Summary`."""
_jobs: dict[Path, DataJob] = {}
_lock = threading.Lock()


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

    def followed(self, actor: Actor) -> dict[str, Any]:
        """Return what lets an update act for somebody on the home, and be followed and stopped."""
        return {"actor": actor, "home": self.home, "progress": self.hear, "stop": self.stopping}

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


def start_update(
    home: Path, code: str, layers: Sequence[str] = (), *, actor: Actor, again: bool = False
) -> Job:
    """Start to fetch the layers of a commune.

    Raises
    ------
    RightError
        When the one who asks may not.
    StoreError
        When other work on this home is under way.
    """
    require_update(actor, code, home=home)
    job = DataJob("update", code, home, tuple(layers), again)
    return _start(job, lambda: update(code, layers=layers, again=again, **job.followed(actor)))


def start_years(home: Path, code: str, *, actor: Actor) -> Job:
    """Start to fetch what was farmed in a commune, year by year.

    Raises
    ------
    RightError, StoreError
        As in `start_update`.
    """
    require_update(actor, code, home=home)
    job = DataJob("years", code, home)
    return _start(job, lambda: update_years(code, **job.followed(actor)))


def start_estimate(
    home: Path, code: str, layers: Sequence[str] = (), *, actor: Actor, again: bool = False
) -> Job:
    """Start to ask the services how much an update would bring.

    Raises
    ------
    RightError, StoreError
        As in `start_update`.
    """
    require(actor, "update")
    job = DataJob("estimate", code, home, tuple(layers), again)
    return _start(job, lambda: estimate(code, actor=actor, home=home, layers=layers, again=again))


def start_probe(home: Path, code: str, *, actor: Actor) -> DataJob:
    """Start to ask every service a small question.

    Raises
    ------
    RightError, StoreError
        As in `start_update`.
    """
    require(actor, "update")
    job = DataJob("probe", code, home, total=len(PROBES))
    return _start(job, lambda: probe(code, actor=actor, home=home, told=job.note))


def _start(job: DataJob, work: Callable[[], Any]) -> DataJob:
    with _lock:
        other = _jobs.get(job.home)
        if other is not None and other.running:
            msg = say("data_page.busy", code=other.code)
            raise StoreError(msg)
        _jobs[job.home] = job
    return job.start(work)

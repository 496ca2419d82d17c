"""How old each layer is against the rhythm of its service; nothing here asks any service."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from gis.territory import EMBEDDED, default_home, territory_folder
from gis.update.update_note import noted, run_of, update_entry
from gis.update.update_plan import plan, title_of
from gis.words import date_text, from_code, say

if TYPE_CHECKING:
    from pathlib import Path

    from gis.update.update_plan import Step

State = Literal["fresh", "stale", "missing", "own", "drawn", "outside"]


@dataclass(frozen=True)
class Age:
    """The age of one layer.

    Attributes
    ----------
    state : State
        `fresh`; `stale`, older than the rhythm of its service, or failed last time; `missing`, never fetched;
        `own`, the town's file; `drawn`, embedded and known better by no service; `outside`, no source speaks
        of this commune.
    fetched_at : str
        When it was last fetched, ISO; empty when never.
    age_days : int or None
        Days since it was fetched, or last found unchanged.
    rhythm_days : int
        Days between two editions of the service.
    since : int or None
        First year that the service publishes, where it does so year by year.
    failed_at, failed_because : str
        The last failure after that, empty when there was none.
    note : str
        What to know of the layer, a sentence in the language in use.
    """

    layer: str
    service: str
    state: State
    fetched_at: str
    age_days: int | None
    rhythm_days: int
    since: int | None = None
    failed_at: str = ""
    failed_because: str = ""
    note: str = ""

    @property
    def title(self) -> str:
        """Name of the layer in the language in use."""
        return title_of(self.layer)

    @property
    def text(self) -> str:
        """The state in words, in the language in use."""
        if self.failed_at:
            since = self.fetched_at or say("update.never")
            return say("update.state_failed", since=date_text(since[:10]))
        return say(f"update.state_{self.state}")

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, with `title` and `text`."""
        return {**asdict(self), "title": self.title, "text": self.text}


def ages(code: str, *, home: Path | None = None, embedded: Path = EMBEDDED) -> list[Age]:
    """Return the age of every layer that a public service fills.

    Raises
    ------
    TerritoryError
        When the code is no INSEE code.
    """
    home = home or default_home()
    folder = territory_folder(home, code)
    return [_age(step, folder, code) for step in plan(code, home=home, embedded=embedded)]


def _age(step: Step, folder: Path, code: str) -> Age:
    entry, run = update_entry(folder, step.layer), run_of(folder, code, step.layer)
    failed = run if run.get("outcome") == "failed" else {}
    state: State = "missing" if step.reason == "asked" else step.reason
    return Age(
        layer=step.layer,
        service=step.service,
        state=state,
        fetched_at=str(entry.get("fetched_at") or ""),
        age_days=step.age_days,
        rhythm_days=step.rhythm_days,
        since=step.since,
        failed_at=str(failed.get("failed_at") or ""),
        failed_because=from_code(failed.get("reason")),
        note=noted(run, entry),
    )

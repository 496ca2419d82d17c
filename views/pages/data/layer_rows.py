"""What is in use, layer by layer: from where, how fresh, how the last attempt ended."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gis.territory import SUREST_FIRST, Relief, catalogue, memoised, territory_folder
from gis.update import RELIEF, RELIEF_FILE, ages, file_entry, last_run
from gis.words import date_text, from_code, number, say

if TYPE_CHECKING:
    from pathlib import Path

    from gis.territory import Problem, Territory
    from gis.update import Age

NO_DATA = "no_data"
RELIEF_GROUP = "land"


@dataclass(frozen=True)
class LayerRow:
    """One layer in use.

    Attributes
    ----------
    status : str
        Key of its status, `no_data` where nothing is known.
    features : int or None
        How many; None where nothing is known.
    age : Age or None
        Its age; None where no public service fills it.
    run : dict
        How the last attempt at it ended, as `gis.update.last_run` tells; empty where there was none.
    problems : int
        Things wrong with it.
    """

    key: str
    title: str
    group: str
    status: str
    features: int | None
    source: str
    source_url: str
    licence: str
    date: str
    age: Age | None
    run: dict[str, Any]
    problems: int

    @property
    def failed(self) -> bool:
        """Whether the last attempt failed."""
        return self.outcome == "failed"

    @property
    def outcome(self) -> str:
        """Key of how the last attempt ended, as its outcome; or `own`, `never`, `nobody`."""
        if self.status == "own":
            return "own"
        if self.age is None:
            return "nobody"
        if self.age.state == "outside":
            return NO_DATA
        return str(self.run.get("outcome") or "never")

    @property
    def freshness(self) -> str:
        """Key of its age by the rhythm of its service: `fresh`, `stale`, `unknown`, `outside` or `nobody`."""
        if self.age is None:
            return "nobody"
        if self.age.state == "outside":
            return "outside"
        return self.age.state if self.age.state in {"fresh", "stale"} else "unknown"

    @property
    def rhythm(self) -> str:
        """How old it is and how often its service publishes, in words; empty where none fills it here."""
        if self.age is None or self.age.state == "outside":
            return ""
        key = "rhythm" if self.age.since is None else "rhythm_since"
        published = say(f"data_page.{key}", rhythm=rhythm(self.age.rhythm_days), since=self.age.since)
        if self.age.age_days is None:
            return published
        return say("data_page.age", age=days(self.age.age_days), rhythm=published)

    @property
    def told(self) -> str:
        """What to know of the last attempt: when, why it failed, what stays in place since when."""
        if self.run.get("outcome") == "undone":
            return say("data_page.undone_on", date=day(self.run.get("at")))
        if self.failed:
            return f"{from_code(self.run.get('reason'))} {self.in_place}".strip()
        note = self.age.note if self.age is not None else ""
        if self.outcome == NO_DATA:
            return note
        if self.outcome in {"fetched", "empty"}:
            when = say("data_page.on_date", date=day(self.run.get("at")))
            return f"{when} {note}".strip()
        drawn = self.outcome == "never" and self.age is not None and self.age.state == "drawn"
        return say("data_page.drawn") if drawn else ""

    @property
    def in_place(self) -> str:
        """What stays in use after a failure."""
        if self.status == NO_DATA:
            return say("data_page.nothing_in_place")
        fetched = self.age.fetched_at if self.age is not None else ""
        if fetched:
            return say("data_page.kept_since", date=day(fetched))
        return say("data_page.embedded_in_place")


def rows(territory: Territory) -> list[LayerRow]:
    """Return every layer in the order of the themes, the relief at the end of its group."""
    folder = territory_folder(territory.home, territory.code)
    known = {age.layer: age for age in ages(territory.code, home=territory.home)}
    wrong = Counter(item.layer for item in problems(territory))
    found = [
        _row(record, known.get(record["key"]), folder, wrong[record["key"]])
        for record in catalogue(territory)
    ]
    place = max(
        (at for at, row in enumerate(found, start=1) if row.group == RELIEF_GROUP), default=len(found)
    )
    return [*found[:place], _relief(territory, known.get(RELIEF), folder), *found[place:]]


@memoised
def problems(territory: Territory) -> list[Problem]:
    """Return everything that is wrong with the layers in use."""
    return territory.check()


def counted(found: list[LayerRow]) -> dict[str, int]:
    """Return how many layers have each status, the surest first, those that none has left out."""
    held = Counter(row.status for row in found)
    return {status: held[status] for status in (*SUREST_FIRST, NO_DATA) if held[status]}


def days(count: int) -> str:
    """Write a number of days."""
    return say("data_page.today") if count == 0 else say("update.days", days=number(count))


def rhythm(count: int) -> str:
    """Write the days between two editions of a service as people say it."""
    known = {31: "month", 92: "quarter", 182: "half_year", 365: "year", 3650: "rarely"}
    if count in known:
        return say(f"data_page.rhythm_{known[count]}")
    return say("data_page.rhythm_days", days=number(count))


def day(text: Any) -> str:
    """Write the day of an ISO time."""
    return date_text(str(text or "")[:10])


def _row(record: dict[str, Any], age: Age | None, folder: Path, wrong: int) -> LayerRow:
    return LayerRow(
        key=record["key"],
        title=record["title"],
        group=record["group"],
        status=record["status"],
        features=record["features"],
        source=record["source"] or "",
        source_url=record["source_url"] or "",
        licence=record["licence"] or "",
        date=record["source_date"] or "",
        age=age,
        run=last_run(folder, record["key"]) if folder.exists() else {},
        problems=wrong,
    )


def _relief(territory: Territory, age: Age | None, folder: Path) -> LayerRow:
    entry = file_entry(folder, RELIEF_FILE) if folder.exists() else {}
    relief = Relief.open(territory)
    return LayerRow(
        key=RELIEF,
        title=say("update.relief"),
        group=RELIEF_GROUP,
        status=NO_DATA if relief is None else relief.status,
        features=None,
        source="" if relief is None else relief.source,
        source_url=str(entry.get("url") or ""),
        licence=str(entry.get("licence") or ""),
        date="",
        age=age,
        run=last_run(folder, RELIEF) if folder.exists() else {},
        problems=0,
    )

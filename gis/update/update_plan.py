"""What an update would do: which layers, from where, how much, and which are left as they are and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from gis.errors import InputError, ServiceError, StoreError
from gis.sources import SOURCES, Amount, UnknownOutlineError, asked
from gis.territory import (
    COMMUNE,
    EMBEDDED,
    is_outdated,
    read_manifest,
    registry,
    territory_folder,
    without_silent,
)
from gis.update.journal import RELIEF, RELIEF_FILE, file_entry, last_run
from gis.words import say, size_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gis.sources import Fetcher, Place, Source

Reason = Literal["missing", "stale", "asked", "fresh", "own", "drawn", "outside"]
OUTSIDE: Reason = "outside"
CAMPAIGN = ":"
"""Between a layer and the year of one of its campaigns, in the name of a step or an outcome."""
FETCHED_FOR: tuple[Reason, ...] = ("missing", "stale", "asked")


@dataclass(frozen=True)
class Step:
    """One layer of an update.

    Attributes
    ----------
    layer : str
        Key of the theme, or `relief`.
    service : str
        Key of the service that is asked first.
    reason : Reason
        `missing`, `stale` or `asked`: it will be fetched; `fresh`, `own` (the town's file) or `drawn`
        (embedded, and no public service knows it better): it is left as it is; `outside`: no source speaks
        of this commune, so none is asked.
    age_days : int or None
        Days since it was last fetched.
    rhythm_days : int
        Days between two editions of the service.
    since : int or None
        First year that the service publishes, where it does so year by year.
    features, size_bytes : int or None
        What would come, where the service says so.
    once_bytes, here_bytes : int
        Bytes among them that are brought once for all communes of the home; bytes of such files that are
        here already.
    """

    layer: str
    service: str
    reason: Reason
    rhythm_days: int
    age_days: int | None = None
    since: int | None = None
    features: int | None = None
    size_bytes: int | None = None
    once_bytes: int = 0
    here_bytes: int = 0

    @property
    def size_words(self) -> str:
        """How much would come, in the language in use; empty where the service does not say."""
        parts = []
        if self.size_bytes or (self.size_bytes == 0 and not self.here_bytes):
            parts.append(size_text(self.size_bytes))
        if self.once_bytes:
            parts.append(say("update.size_once"))
        if self.here_bytes:
            parts.append(say("update.size_here", size=size_text(self.here_bytes)))
        return ", ".join(parts)

    @property
    def title(self) -> str:
        """Name of the layer in the language in use."""
        return title_of(self.layer)

    @property
    def will_fetch(self) -> bool:
        """Whether the update asks for it."""
        return self.reason in FETCHED_FOR

    @property
    def is_left(self) -> bool:
        """Whether the layer stays as it is."""
        return not self.will_fetch and self.reason != OUTSIDE

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, with `title` and `will_fetch`."""
        return {**asdict(self), "title": self.title, "will_fetch": self.will_fetch}


def title_of(layer: str) -> str:
    """Return the name of a layer, of one campaign of it, or of the relief, in the language in use."""
    key, _, year = layer.partition(CAMPAIGN)
    if year:
        return say("update.campaign", title=title_of(key), year=year)
    return say("update.relief") if layer == RELIEF else registry()[layer].title


def plan(
    code: str,
    *,
    home: Path,
    layers: Sequence[str] = (),
    again: bool = False,
    embedded: Path = EMBEDDED,
    sources: Mapping[str, tuple[Source, ...]] = SOURCES,
) -> list[Step]:
    """Return the steps of an update, the commune first; nothing is asked of any service.

    A layer of the town's own, and one that the town drew and no service knows better, are left as they are
    unless they are named.

    Parameters
    ----------
    layers : Sequence[str]
        Layers to fetch whatever their age; every layer with a service when none is named.
    again : bool
        Fetch layers that are still fresh, too.

    Raises
    ------
    InputError
        When a named layer has no service.
    TerritoryError
        When the code is no INSEE code.
    """
    _refuse_without_service(layers, sources)
    folder = territory_folder(home, code)
    entries = _entries(folder, code)
    drawn = _entries(territory_folder(embedded, code), code)
    steps = []
    for layer, choices in sources.items():
        if not layers or layer in layers or (layer == COMMUNE and not (entries | drawn).get(COMMUNE)):
            entry = entries.get(layer) or _found_empty(folder, layer)
            speaking = asked(choices, code)
            first = (*speaking, *choices)[0]
            reason = _reason(first, entry, drawn=layer in drawn, named=layer in layers, again=again)
            if not speaking:
                reason = "own" if (entry or {}).get("status") == "own" else OUTSIDE
            age, since = age_days(entry), first.coverage.since
            steps.append(Step(layer, first.service, reason, first.rhythm_days, age, since))
    if not layers or RELIEF in layers:
        steps.append(_relief_step(folder, named=RELIEF in layers))
    return steps


def measured(steps: Sequence[Step], asker: Fetcher, place: Place) -> list[Step]:
    """Return the steps with how much each would bring, as far as the services say."""
    return [_measured(step, asker, place) if step.will_fetch else step for step in steps]


def age_days(entry: Mapping[str, Any] | None) -> int | None:
    """Return the whole days since a layer was last fetched or found unchanged.

    Nothing where that is not known, or is yet to come: then a clock was wrong.
    """
    text = str((entry or {}).get("checked_at") or (entry or {}).get("fetched_at") or "")
    try:
        fetched = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    days = (dt.datetime.now(tz=dt.UTC) - fetched.replace(tzinfo=fetched.tzinfo or dt.UTC)).days
    # A day lies between the clocks of two machines at most.
    return max(days, 0) if days >= -1 else None


def _reason(
    source: Source, entry: Mapping[str, Any] | None, *, drawn: bool, named: bool, again: bool
) -> Reason:
    if named:
        return "asked"
    if entry is not None and entry.get("status") == "own":
        return "own"
    if entry is None and source.fills_gap and drawn:
        return "drawn"
    if again:
        return "asked"
    age = age_days(entry)
    if entry is None or (age is None and not entry.get("fetched_at")):
        return "missing"
    fresh = (
        age is not None and age < source.rhythm_days and not entry.get("failed_at") and not is_outdated(entry)
    )
    return "fresh" if fresh else "stale"


def _found_empty(folder: Path, layer: str) -> dict[str, Any] | None:
    """Return a stand-in for the entry of a layer that was fetched and has nothing to store."""
    run = last_run(folder, layer) if folder.exists() else {}
    return {"fetched_at": run["at"]} if run.get("outcome") in {"empty", "no_data"} else None


def _relief_step(folder: Path, *, named: bool) -> Step:
    # The ground hardly moves: once there, the relief is only fetched again when asked for.
    entry = file_entry(folder, RELIEF_FILE) if folder.exists() else {}
    there = bool(entry) and (folder / RELIEF_FILE).exists()
    reason: Reason = "asked" if named else ("fresh" if there else "missing")
    return Step(RELIEF, "altimetry", reason, 3650, age_days(entry))


def _measured(step: Step, asker: Fetcher, place: Place) -> Step:
    source = SOURCES[step.layer][0] if step.layer in SOURCES else None
    if source is None or source.estimate is None:
        return step
    try:
        amount = Amount(*source.estimate(asker, replace(place, around_m=source.margin_m)))
    except (ServiceError, UnknownOutlineError):
        return step
    return replace(step, **amount._asdict())


def _entries(folder: Path, code: str) -> dict[str, Any]:
    try:
        return dict(without_silent(read_manifest(folder), code)["layers"])
    except StoreError:
        return {}


def _refuse_without_service(layers: Sequence[str], sources: Mapping[str, tuple[Source, ...]]) -> None:
    for layer in layers:
        if layer not in sources and layer != RELIEF:
            _ = registry()[layer]
            msg = say("update.no_service", layer=layer, known=", ".join([*sources, RELIEF]))
            raise InputError(msg)

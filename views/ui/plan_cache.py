"""What the engine plans, kept for all visitors until the data or the paths' state change."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from gis.network import PathStates
from gis.territory import memoised
from gis.words import language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from gis.territory import Territory

Request = TypeVar("Request")
Plan = TypeVar("Plan")
MOST_KEPT = 100
KEPT_SECONDS = 6 * 3600


def kept_plan(
    plan: Callable[[Territory, Request], Plan], territory: Territory, request: Request, *, day: dt.date
) -> Plan:
    """Return what `plan` makes of a request for a day, in the language in use; errors are not kept.

    Parameters
    ----------
    request : Any
        A record whose `repr` tells all of it, with whose marks bind them where these bind nobody else.
    """
    key = (
        f"{plan.__module__}.{plan.__qualname__}",
        territory.code,
        territory.version,
        marks_version(territory, day),
        language(),
        f"{day} {request!r}",
    )
    made: Plan = _kept(territory, key, lambda: plan(territory, request))
    return made


def marks_version(territory: Territory, day: dt.date) -> str:
    """Return a text that changes when a mark on a path comes, goes or ends."""
    digest = hashlib.sha256()
    marks = PathStates.of(territory).on(day)
    digest.update(f"{marks.known} {[(mark.id, mark.revision) for mark in marks.marks]}".encode())
    return digest.hexdigest()[:16]


@dataclass(eq=False)
class _Plan:
    """A plan, or the place where it will be; who comes second waits for the first."""

    since: float
    lock: threading.Lock = field(default_factory=threading.Lock)
    made: list[Any] = field(default_factory=list)


@dataclass(eq=False)
class _Shelf:
    plans: OrderedDict[tuple[str, ...], _Plan] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def place(self, key: tuple[str, ...]) -> _Plan:
        """Return the place of a plan, and let go of those that are old or too many."""
        now = time.monotonic()
        with self.lock:
            for old in [one for one, plan in self.plans.items() if now - plan.since > KEPT_SECONDS]:
                del self.plans[old]
            plan = self.plans.setdefault(key, _Plan(now))
            self.plans.move_to_end(key)
            while len(self.plans) > MOST_KEPT:
                self.plans.popitem(last=False)
            return plan


@memoised
def _shelf(territory: Territory) -> _Shelf:  # noqa: ARG001 - it lies on the territory, and goes with it
    return _Shelf()


def _kept(territory: Territory, key: tuple[str, ...], make: Callable[[], Any]) -> Any:
    place = _shelf(territory).place(key)
    with place.lock:
        if not place.made:
            place.made.append(make())
        return place.made[0]

"""What a guide asks for: stops, hours, who comes along."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gis.errors import WalkError
from gis.network import today
from gis.tours.times import DAY_MIN, Window
from gis.walks import GROUP_PACE
from gis.words import say

if TYPE_CHECKING:
    import datetime as dt

    from gis.tours.stops import Stop

MOST_STOPS = 60
LONGEST_VISIT_MIN = 480
MOST_VISITORS = 500
PACES = {"slow": 0.65, "group": GROUP_PACE, "ordinary": 1.0, "brisk": 1.15}
"""Shares of an ordinary walker's pace; assumptions, not measures. `group` is for 10 to 30 people."""
GROUP_FROM = 10
"""From so many visitors on a tour walks at the pace of a group."""


@dataclass(frozen=True)
class Visit:
    """One stop of a tour, and what the guide says of this visit.

    Attributes
    ----------
    minutes : int or None
        What it takes this time; the stop's own proposal without it.
    at : int or None
        A fixed appointment, in minutes since midnight.
    windows : tuple of Window or None
        When the host is there this day; the stop's own without it.
    """

    stop: Stop
    minutes: int | None = None
    at: int | None = None
    windows: tuple[Window, ...] | None = None

    @property
    def takes(self) -> int:
        """Minutes of the visit."""
        return self.stop.minutes if self.minutes is None else self.minutes

    @property
    def open(self) -> tuple[Window, ...]:
        """When it may be visited."""
        return self.stop.windows if self.windows is None else self.windows


@dataclass(frozen=True)
class Lunch:
    """A meal on the way.

    Attributes
    ----------
    opens, latest : int
        When it may begin, in minutes since midnight.
    minutes : int
    stop : Stop or None
        Where; wherever the group is then, without it.
    """

    opens: int = 11 * 60 + 45
    latest: int = 13 * 60 + 15
    minutes: int = 45
    stop: Stop | None = None


@dataclass(frozen=True)
class TourRequest:
    """Everything that a tour depends on.

    Attributes
    ----------
    visits : tuple of Visit
        In the guide's own order.
    start : int
        When the group sets out, in minutes since midnight.
    end : int or None
        When it must be over.
    day : date
        For the sun, the season and the state of paths; today by default.
    start_place, end_place : Stop or None
        Where the group meets and where it parts; at the first and last stop without them.
    group : int or None
        How many people.
    pace : float or None
        Share of an ordinary walker's pace; by the size of the group without it.
    lunch : Lunch or None
    climb : bool
        Whether the group climbs heaps.
    step_free : bool
        Whether somebody comes on wheels.
    keep_order : bool
        The guide's own order stays as it is.
    title : str
    """

    visits: tuple[Visit, ...]
    start: int = 9 * 60
    end: int | None = None
    day: dt.date = field(default_factory=today)
    start_place: Stop | None = None
    end_place: Stop | None = None
    group: int | None = None
    pace: float | None = None
    lunch: Lunch | None = None
    climb: bool = True
    step_free: bool = False
    keep_order: bool = False
    title: str = ""

    @property
    def walks_at(self) -> float:
        """Share of an ordinary walker's pace."""
        if self.pace is not None:
            return self.pace
        return GROUP_PACE if self.group is None or self.group >= GROUP_FROM else 1.0

    def reordered(self, order: list[str]) -> TourRequest:
        """Return the same with the visits in another order, by identifier; the rest follow behind."""
        rank = {key: row for row, key in enumerate(order)}
        visits = sorted(self.visits, key=lambda visit: rank.get(visit.stop.id, len(rank)))
        return replace(self, visits=tuple(visits), keep_order=True)


def check_request(request: TourRequest) -> None:
    """Refuse what makes no tour at all.

    Raises
    ------
    WalkError
        The message says what would be accepted.
    """
    if not request.visits:
        raise WalkError(say("tours.no_stops"))
    if len(request.visits) > MOST_STOPS:
        raise WalkError(say("tours.too_many_stops", count=len(request.visits), most=MOST_STOPS))
    names = [visit.stop.id for visit in request.visits]
    twice = next((visit.stop.name for visit in request.visits if names.count(visit.stop.id) > 1), "")
    if twice:
        raise WalkError(say("tours.stop_twice", name=twice))
    for visit in request.visits:
        if not 0 <= visit.takes <= LONGEST_VISIT_MIN:
            raise WalkError(say("tours.minutes_range", name=visit.stop.name, most=LONGEST_VISIT_MIN))
    if request.group is not None and not 1 <= request.group <= MOST_VISITORS:
        raise WalkError(say("tours.group_range", most=MOST_VISITORS))
    slow, fast = 0.3, 2.0
    if not slow <= request.walks_at <= fast:
        raise WalkError(say("tours.pace_range", known=", ".join(PACES)))
    if not 0 <= request.start < DAY_MIN:
        raise WalkError(say("tours.time_unknown", time=request.start))


def pace_of(text: str) -> float | None:
    """Return a pace by its name, or as a share such as `0.7`; nothing where the text is empty.

    Raises
    ------
    WalkError
        When it is neither.
    """
    if not text.strip():
        return None
    if text.strip() in PACES:
        return PACES[text.strip()]
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise WalkError(say("tours.pace_range", known=", ".join(PACES))) from error

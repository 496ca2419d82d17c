"""Why a tour does not fit, in named conflicts, and what would make it fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from gis.tours.feasibility import spans_of
from gis.tours.model import Conflict
from gis.tours.solve import held_karp as exact
from gis.tours.solve.order import best_order
from gis.tours.solve.problem import NEVER, begin, timing
from gis.tours.times import LAST_MIN
from gis.words import clock, say

if TYPE_CHECKING:
    from gis.tours.daylight import Daylight
    from gis.tours.feasibility import Feasible
    from gis.tours.solve.order import Ordered
    from gis.tours.solve.problem import Span, Timing, TspProblem
    from gis.tours.tour_request import TourRequest, Visit

SHORTEST_SHARE = 0.5
"""Visits are never advised to be cut by more than this share."""
_MOST_NAMES = 6


@dataclass(frozen=True, eq=False)
class Case:
    """One tour to be looked into."""

    request: TourRequest
    sun: Daylight
    visits: tuple[Visit, ...]
    problem: TspProblem
    ordered: Ordered

    @property
    def made(self) -> Timing:
        """Its timetable."""
        return self.ordered.timing

    @property
    def out(self) -> tuple[Visit, ...]:
        """The visits that are not in it."""
        return tuple(visit for row, visit in enumerate(self.visits) if row not in set(self.made.order))

    @property
    def fits(self) -> bool:
        """Whether everything is in it and in time."""
        return not self.out and self.made.late == 0 and self.ordered.lunch


def diagnose(request: TourRequest, feasible: Feasible, ordered: Ordered, sun: Daylight) -> list[Conflict]:
    """Return what keeps a tour from being as it was asked for."""
    found: list[Conflict] = []
    if request.end is not None and request.end <= request.start:
        times = {"start": clock(request.start), "end": clock(request.end)}
        own = ordered.timing.end
        remedy = say("tours.mend_end_before_start", end=clock(own))
        text = say("tours.conflict_end_before_start", **times)
        found.append(Conflict("end_before_start", (), text, remedy))
    if feasible.problem is None:
        return found
    case = Case(request, sun, feasible.visits, feasible.problem, ordered)
    found += _locked(case)
    if case.fits:
        return found
    conflicts = [*_dark(case), *_windows(case), *_appointments(case)]
    conflicts += _late(case) if request.keep_order else []
    conflicts += _too_long(case, conflicts)
    conflicts += _lunch(case) if not ordered.lunch or case.made.lunch_late else []
    return found + (conflicts or _rest(case))


def _locked(case: Case) -> list[Conflict]:
    """Name appointments that a host's own hours, or the night, do not allow."""
    found = []
    for visit in case.visits:
        if visit.at is None:
            continue
        spans = spans_of(case.request, replace(visit, at=None), case.sun)
        if spans and not any(opens <= visit.at <= latest for opens, latest in spans):
            text = say("tours.conflict_locked", name=visit.stop.name, time=clock(visit.at), open=_said(spans))
            found.append(
                Conflict("locked", (visit.stop.id,), text, say("tours.mend_locked", open=_said(spans)))
            )
    return found


def _dark(case: Case) -> list[Conflict]:
    """Name stops on a heap that only the night keeps out."""
    late = {slot.visit for slot in case.made.slots if slot.late}
    rows = [row for row, visit in enumerate(case.visits)
            if visit.stop.climb and (visit in case.out or row in late)]  # fmt: skip
    if not rows:
        return []
    by_day = [spans_of(case.request, visit, case.sun, dark=False) for visit in case.visits]
    lit = replace(case.problem, spans=tuple(by_day), end=LAST_MIN)
    made = best_order(lit).timing if case.problem.count <= exact.MOST else timing(lit, range(lit.count))
    begins = {slot.visit: slot.begin for slot in made.slots}
    found = []
    for row in rows:
        visit = case.visits[row]
        latest = case.sun.sets - visit.takes
        if begins.get(row, NEVER) <= latest and case.problem.spans[row]:
            continue
        words = {"name": visit.stop.name, "sunset": clock(case.sun.sets), "sunrise": clock(case.sun.rises)}
        remedy = say("tours.mend_dark", latest=clock(max(latest, 0)))
        found.append(Conflict("dark", (visit.stop.id,), say("tours.conflict_dark", **words), remedy))
    return found


def _windows(case: Case) -> list[Conflict]:
    """Name visits that are over before anybody can be there."""
    found = []
    for visit in case.out:
        row = case.visits.index(visit)
        spans = case.problem.spans[row]
        arrive = case.problem.start + int(case.problem.first[row])
        if (visit.stop.climb and not visit.open and visit.at is None) or not (
            visit.open or visit.at is not None
        ):
            continue
        if not spans or begin(spans, arrive)[1]:
            text = say(
                "tours.conflict_window", name=visit.stop.name, open=_asked(visit), arrive=clock(arrive)
            )
            latest = spans[-1][1] if spans else None
            remedy = say("tours.mend_window_short", minutes=visit.takes) if latest is None else say(
                "tours.mend_window", start=clock(max(0, latest - int(case.problem.first[row])))
            )  # fmt: skip
            found.append(Conflict("window", (visit.stop.id,), text, remedy))
    return found


def _appointments(case: Case) -> list[Conflict]:
    """Name pairs of which only one can be kept, whichever comes first."""
    problem, found = case.problem, []
    limited = [row for row, spans in enumerate(problem.spans) if spans and _limited(case.visits[row])]
    out = {case.visits.index(visit) for visit in case.out}
    out |= {slot.visit for slot in case.made.slots if slot.late}
    for a, b in combinations(limited, 2):
        if not {a, b} & out:
            continue
        reached = [_then(problem, first, second) for first, second in ((a, b), (b, a))]
        if any(reach <= problem.spans[second][-1][1] for reach, second in zip(reached, (b, a), strict=True)):
            continue
        one, two = case.visits[a], case.visits[b]
        words = {"one": one.stop.name, "first": _asked(one), "two": two.stop.name, "second": _asked(two)}
        text = say("tours.conflict_appointments", **words)
        later, when = (two, reached[0]) if reached[0] <= reached[1] else (one, reached[1])
        remedy = say("tours.mend_appointments", name=later.stop.name, time=clock(when))
        found.append(Conflict("appointments", (one.stop.id, two.stop.id), text, remedy))
    return found


def _limited(visit: Visit) -> bool:
    return visit.at is not None or bool(visit.open)


def _then(problem: TspProblem, first: int, second: int) -> int:
    """Return when a visit may begin at the earliest after another; `NEVER` where that cannot be kept."""
    start, late = begin(problem.spans[first], problem.start + int(problem.first[first]))
    return NEVER if late else start + int(problem.service[first]) + int(problem.walk[first, second])


def _late(case: Case) -> list[Conflict]:
    found = []
    for slot in case.made.slots:
        visit = case.visits[slot.visit]
        if slot.late and _limited(visit):
            words = {"name": visit.stop.name, "arrive": clock(slot.arrive), "late": min(slot.late, LAST_MIN)}
            text = say("tours.conflict_late", open=_asked(visit), **words)
            found.append(Conflict("late", (visit.stop.id,), text, say("tours.mend_late")))
    return found


def _too_long(case: Case, conflicts: list[Conflict]) -> list[Conflict]:
    """Name the minutes that are missing before the end, and three ways to find them."""
    request, problem = case.request, case.problem
    named = {key for conflict in conflicts for key in conflict.stops}
    rest = [visit for visit in case.out if visit.stop.id not in named]
    if not rest and not case.made.overrun:
        return []
    end = _whole_end(case)
    if end is None:
        return []
    limit = problem.end
    missing = end - limit
    if missing <= 0:
        return []
    ends = say("tours.too_long_day") if end > LAST_MIN else clock(end)
    mends = [say("tours.mend_later", end=clock(end))] if end <= LAST_MIN else []
    if request.start - missing >= 0 and not any(_limited(visit) for visit in case.visits):
        mends.append(say("tours.mend_earlier", start=clock(request.start - missing)))
    each = int(np.ceil(missing / len(case.visits)))
    if all(visit.takes - each >= SHORTEST_SHARE * visit.takes for visit in case.visits):
        mends.append(say("tours.mend_shorter", minutes=each))
    names = ", ".join(visit.stop.name for visit in rest[:_MOST_NAMES])
    mends.append(say("tours.mend_drop", names=names) if rest else say("tours.mend_drop_any"))
    words = {"count": len(case.visits), "ends": ends, "end": clock(limit)}
    ids = tuple(visit.stop.id for visit in rest)
    remedy = say("tours.mend_any", ways=say("tours.mend_or").join(mends))
    return [Conflict("too_long", ids, say("tours.conflict_too_long", **words), remedy)]


def _whole_end(case: Case) -> int | None:
    """Return when everything would be over without an end; None where it never fits."""
    problem = replace(case.problem, end=NEVER - 1)
    if case.request.keep_order:
        return case.made.end
    if problem.count > exact.MOST:
        free = replace(problem, spans=tuple(_free(spans) for spans in problem.spans), lunch=None)
        return timing(free, range(problem.count)).end
    free = replace(problem, spans=tuple(_free(spans) for spans in problem.spans))
    made = best_order(free)
    return made.timing.end if len(made.timing.order) == problem.count else None


def _free(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Let a visit that any time suits be made past midnight, only to count the minutes."""
    return ((0, NEVER - 1),) if spans == ((0, LAST_MIN),) else spans


def _lunch(case: Case) -> list[Conflict]:
    lunch = case.request.lunch
    if lunch is None:
        return []
    words = {"opens": clock(lunch.opens), "latest": clock(lunch.latest), "minutes": lunch.minutes}
    return [Conflict("lunch", (), say("tours.conflict_lunch", **words), say("tours.mend_lunch"))]


def _rest(case: Case) -> list[Conflict]:
    ids = tuple(visit.stop.id for visit in case.out)
    names = ", ".join(visit.stop.name for visit in case.out[:_MOST_NAMES])
    return [Conflict("does_not_fit", ids, say("tours.conflict_rest", names=names), say("tours.mend_rest"))]


def _asked(visit: Visit) -> str:
    if visit.at is not None:
        return clock(visit.at)
    return ", ".join(f"{clock(window.opens)}-{clock(window.closes)}" for window in visit.open)


def _said(spans: tuple[Span, ...]) -> str:
    return ", ".join(f"{clock(opens)}-{clock(latest)}" for opens, latest in spans)

"""From the options of `python -m gis tour` to what the planner takes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gis.errors import WalkError
from gis.network import today
from gis.tours import (
    LAST_MIN,
    Lunch,
    Stop,
    TourRequest,
    Visit,
    day_of,
    find_stop,
    minutes_of,
    pace_of,
    propose_stops,
    ready_tours,
    windows_of,
)
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gis.territory import Territory

LUNCH_SPAN_MIN = 60
_START = 9 * 60


@dataclass(frozen=True)
class TourOptions:
    """The options as they were typed."""

    stops: str = ""
    start: str = ""
    date: str = ""
    end: str = ""
    theme: str = ""
    ready: str = ""
    from_: str = ""
    to: str = ""
    at: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    minutes: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    group: int | None = None
    pace: str = ""
    lunch: str = ""
    lunch_minutes: int = 45
    lunch_at: str = ""
    no_climb: bool = False
    step_free: bool = False
    keep_order: bool = False
    title: str = ""


def request_of(territory: Territory, stops: Mapping[str, Stop], asked: TourOptions) -> TourRequest:
    """Return what is asked for.

    Raises
    ------
    WalkError
        When an option cannot be used; the message names it.
    """
    known = {**stops, **_placed(territory, stops, asked.place)}
    request = _base(territory, known, asked)
    request = replace(
        request, climb=not asked.no_climb, step_free=asked.step_free or request.step_free,
        keep_order=asked.keep_order or request.keep_order, pace=pace_of(asked.pace),
        title=asked.title or request.title,
        group=asked.group if asked.group is not None else request.group,
        lunch=_lunch(territory, known, asked) or request.lunch,
        start_place=_end(territory, known, asked.from_) or request.start_place,
        end_place=_end(territory, known, asked.to) or request.end_place,
    )  # fmt: skip
    themes = [part.strip() for part in asked.theme.split(",") if part.strip()]
    if not themes:
        return _detailed(request, asked)
    return propose_stops(territory, _detailed(_named(territory, known, request, asked), asked), known, themes)


def _base(territory: Territory, known: Mapping[str, Stop], asked: TourOptions) -> TourRequest:
    day = day_of(asked.date) if asked.date else today()
    keys = [part.strip() for part in asked.stops.split(",") if part.strip()]
    visits = tuple(Visit(find_stop(territory, key, more=known)) for key in keys)
    if asked.ready:
        tours = ready_tours(territory)
        if asked.ready not in tours:
            raise WalkError(say("tours.ready_unknown", id=asked.ready[:40], known=", ".join(tours)))
        request = tours[asked.ready].request(day)
        request = replace(request, visits=(*request.visits, *visits))
        request = replace(request, start=minutes_of(asked.start)) if asked.start else request
        return replace(request, end=minutes_of(asked.end)) if asked.end else request
    if not keys and not asked.theme:
        raise WalkError(say("tours.stops_or_theme"))
    start = minutes_of(asked.start) if asked.start else _START
    return TourRequest(visits, start, minutes_of(asked.end) if asked.end else None, day)


def _named(
    territory: Territory, known: Mapping[str, Stop], request: TourRequest, asked: TourOptions
) -> TourRequest:
    """Put the stops that other options name into a tour whose stops are to be proposed."""
    here = {visit.stop.id for visit in request.visits}
    keys = [text.partition("=")[0].strip() for text in (*asked.at, *asked.open, *asked.minutes)]
    more = [find_stop(territory, key, more=known) for key in dict.fromkeys(keys) if key and key not in here]
    return replace(request, visits=(*request.visits, *map(Visit, more)))


def _placed(territory: Territory, stops: Mapping[str, Stop], told: tuple[str, ...]) -> dict[str, Stop]:
    found = {}
    for text in told:
        key, value = _pair(text, "--place")
        # A town without stops has no library to name one from: what is placed is a stop of the guide's own.
        stop = find_stop(territory, key, more=stops) if stops else Stop(id=key, name=key, own=True)
        found[key] = stop.placed(*_lonlat(value))
    return found


def _end(territory: Territory, known: Mapping[str, Stop], text: str) -> Stop | None:
    if not text.strip():
        return None
    if text.count(",") == 1:
        name = say("tours.meeting_point")
        return Stop(id="here", name=name, own=True, minutes=0).placed(*_lonlat(text))
    return find_stop(territory, text, more=known)


def _lunch(territory: Territory, known: Mapping[str, Stop], asked: TourOptions) -> Lunch | None:
    if not asked.lunch and not asked.lunch_at:
        return None
    stop = find_stop(territory, asked.lunch_at, more=known) if asked.lunch_at else None
    if not asked.lunch:
        return Lunch(minutes=asked.lunch_minutes, stop=stop)
    opens = minutes_of(asked.lunch)
    return Lunch(opens, min(opens + LUNCH_SPAN_MIN, LAST_MIN), asked.lunch_minutes, stop)


def _detailed(request: TourRequest, asked: TourOptions) -> TourRequest:
    """Put appointments, hours and minutes on the visits that they name."""
    visits = {visit.stop.id: visit for visit in request.visits}
    for text in asked.at:
        key, value = _known(visits, text, "--at")
        visits[key] = replace(visits[key], at=minutes_of(value))
    for text in asked.open:
        key, value = _known(visits, text, "--open")
        visits[key] = replace(visits[key], windows=windows_of(value))
    for text in asked.minutes:
        key, value = _known(visits, text, "--minutes")
        if not value.isdecimal():
            raise WalkError(say("tours.option_broken", option="--minutes", text=text[:40], example="ID=20"))
        visits[key] = replace(visits[key], minutes=int(value))
    # Visits that stand twice stay so, for the planner to name them.
    return replace(request, visits=tuple(visits[visit.stop.id] for visit in request.visits))


def _known(visits: Mapping[str, Visit], text: str, option: str) -> tuple[str, str]:
    key, value = _pair(text, option)
    if key not in visits:
        raise WalkError(say("tours.not_in_tour", id=key[:40], option=option, known=", ".join(visits)))
    return key, value


def _pair(text: str, option: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not key.strip() or not value.strip():
        examples = {"--at": "ID=10:30", "--open": "ID=09:00-12:00", "--minutes": "ID=20"}
        example = examples.get(option, "ID=50.2910,2.7775")
        raise WalkError(say("tours.option_broken", option=option, text=text[:40], example=example))
    return key.strip(), value.strip()


def _lonlat(text: str) -> tuple[float, float]:
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError as error:
        raise WalkError(say("tours.lonlat_broken", text=text[:40])) from error
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise WalkError(say("tours.lonlat_broken", text=text[:40]))
    return lon, lat

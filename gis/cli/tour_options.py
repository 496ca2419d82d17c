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


def request_of(territory: Territory, stops: Mapping[str, Stop], options: TourOptions) -> TourRequest:
    """Return what is asked for.

    Raises
    ------
    WalkError
        When an option cannot be used; the message names it.
    """
    known = {**stops, **_placed(territory, stops, options.place)}
    request = _base(territory, known, options)
    request = replace(
        request, climb=not options.no_climb, step_free=options.step_free or request.step_free,
        keep_order=options.keep_order or request.keep_order, pace=pace_of(options.pace),
        title=options.title or request.title,
        group=options.group if options.group is not None else request.group,
        lunch=_lunch(territory, known, options) or request.lunch,
        start_place=_end(territory, known, options.from_) or request.start_place,
        end_place=_end(territory, known, options.to) or request.end_place,
    )  # fmt: skip
    themes = [part.strip() for part in options.theme.split(",") if part.strip()]
    if not themes:
        return _detailed(request, options)
    return propose_stops(
        territory, _detailed(_named(territory, known, request, options), options), known, themes
    )


def _base(territory: Territory, known: Mapping[str, Stop], options: TourOptions) -> TourRequest:
    day = day_of(options.date) if options.date else today()
    keys = [part.strip() for part in options.stops.split(",") if part.strip()]
    visits = tuple(Visit(find_stop(territory, key, more=known)) for key in keys)
    if options.ready:
        tours = ready_tours(territory)
        if options.ready not in tours:
            raise WalkError(say("tours.ready_unknown", id=options.ready[:40], known=", ".join(tours)))
        request = tours[options.ready].request(day)
        request = replace(request, visits=(*request.visits, *visits))
        request = replace(request, start=minutes_of(options.start)) if options.start else request
        return replace(request, end=minutes_of(options.end)) if options.end else request
    if not keys and not options.theme:
        raise WalkError(say("tours.stops_or_theme"))
    start = minutes_of(options.start) if options.start else _START
    return TourRequest(visits, start, minutes_of(options.end) if options.end else None, day)


def _named(
    territory: Territory, known: Mapping[str, Stop], request: TourRequest, options: TourOptions
) -> TourRequest:
    """Put the stops that other options name into a tour whose stops are to be proposed."""
    here = {visit.stop.id for visit in request.visits}
    keys = [text.partition("=")[0].strip() for text in (*options.at, *options.open, *options.minutes)]
    more = [find_stop(territory, key, more=known) for key in dict.fromkeys(keys) if key and key not in here]
    return replace(request, visits=(*request.visits, *map(Visit, more)))


def _placed(territory: Territory, stops: Mapping[str, Stop], places: tuple[str, ...]) -> dict[str, Stop]:
    found = {}
    for text in places:
        key, value = _pair(text, "--place")
        # A town without stops has no library to name one from: what is placed is a stop of the guide's own.
        stop = find_stop(territory, key, more=stops) if stops else Stop(id=key, name=key, own=True)
        found[key] = stop.placed(territory.projection, *_lonlat(value))
    return found


def _end(territory: Territory, known: Mapping[str, Stop], text: str) -> Stop | None:
    if not text.strip():
        return None
    if text.count(",") == 1:
        name = say("tours.meeting_point")
        here = Stop(id="here", name=name, own=True, minutes=0)
        return here.placed(territory.projection, *_lonlat(text))
    return find_stop(territory, text, more=known)


def _lunch(territory: Territory, known: Mapping[str, Stop], options: TourOptions) -> Lunch | None:
    if not options.lunch and not options.lunch_at:
        return None
    stop = find_stop(territory, options.lunch_at, more=known) if options.lunch_at else None
    if not options.lunch:
        return Lunch(minutes=options.lunch_minutes, stop=stop)
    opens = minutes_of(options.lunch)
    return Lunch(opens, min(opens + LUNCH_SPAN_MIN, LAST_MIN), options.lunch_minutes, stop)


def _detailed(request: TourRequest, options: TourOptions) -> TourRequest:
    """Put appointments, hours and minutes on the visits that they name."""
    visits = {visit.stop.id: visit for visit in request.visits}
    for text in options.at:
        key, value = _known(visits, text, "--at")
        visits[key] = replace(visits[key], at=minutes_of(value))
    for text in options.open:
        key, value = _known(visits, text, "--open")
        visits[key] = replace(visits[key], windows=windows_of(value))
    for text in options.minutes:
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

"""A tour as a calendar (RFC 5545): one event for each stop, one for the meal."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

import icalendar

from gis.export.tour.present import hours_text, title, way
from gis.text import one_line
from gis.tours import zone_of
from gis.words import language, say

if TYPE_CHECKING:
    from gis.tours import TimetableRow, Tour

PRODUCT = "-//Cailloux blancs//Visites//"
_DOMAIN = "cailloux-blancs"


def tour_ics(tour: Tour, *, link: str = "", made: dt.datetime | None = None) -> bytes:
    """Return the calendar of a tour.

    Parameters
    ----------
    link : str
        Address that opens the tour, given with every event.
    made : datetime, optional
        When the calendar was made; now by default.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"{PRODUCT}{language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(title(tour)))
    stamp = made or dt.datetime.now(tz=dt.UTC).replace(microsecond=0)
    for number, row in enumerate(tour.rows, 1):
        calendar.add_component(_event(tour, row, number, link=link, stamp=stamp))
    if tour.lunch is not None:
        lunch = _bare(tour, "lunch", tour.lunch[1], tour.lunch[2], stamp=stamp)
        lunch.add("summary", say("roadbook.lunch"))
        calendar.add_component(lunch)
    return calendar.to_ical()


def _event(tour: Tour, row: TimetableRow, number: int, *, link: str, stamp: dt.datetime) -> icalendar.Event:
    event = _bare(tour, row.stop.id, row.begin, row.leave, stamp=stamp)
    event.add("summary", one_line(say("ics.summary", number=number, name=row.stop.name)))
    if row.stop.address:
        event.add("location", one_line(row.stop.address))
    if row.stop.lonlat is not None:
        lon, lat = row.stop.lonlat
        event.add("geo", (round(lat, 6), round(lon, 6)))
    host = " · ".join(filter(None, (row.stop.host, row.stop.contact)))
    lines = [
        title(tour),
        way(row),
        say("ics.hours", hours=hours_text(row)),
        host,
        row.stop.position_text,
        link,
    ]
    event.add("description", "\n".join(filter(None, map(one_line, lines))))
    event.add("categories", [say(f"stops.theme_{row.stop.theme}")])
    if link:
        event.add("url", link)
    return event


def _bare(tour: Tour, key: str, begin: int, end: int, *, stamp: dt.datetime) -> icalendar.Event:
    event = icalendar.Event()
    # The same stop of the same tour and day keeps its name: a second import replaces the first.
    text = f"{tour.territory.code}|{title(tour)}|{tour.request.day}|{key}"
    event.add("uid", f"{hashlib.sha256(text.encode()).hexdigest()[:32]}@{_DOMAIN}")
    event.add("dtstamp", stamp)
    event.add("dtstart", _moment(tour, begin))
    event.add("dtend", _moment(tour, end))
    return event


def _moment(tour: Tour, minute: int) -> dt.datetime:
    midnight = dt.datetime.combine(tour.request.day, dt.time(), tzinfo=zone_of(tour.territory.code))
    # In UTC: every calendar reads it alike, and shows it in the time of its own place.
    return (midnight + dt.timedelta(minutes=minute)).astimezone(dt.UTC)

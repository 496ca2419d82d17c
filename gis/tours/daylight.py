"""When the sun rises and sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import shapely
from astral import Observer
from astral.sun import elevation, noon, sunrise, sunset

from gis.tours.times import LAST_MIN

if TYPE_CHECKING:
    import datetime as dt

    from gis.territory import Territory

ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
}
"""Time zones of the IANA by department; everywhere else it is that of Paris."""


@dataclass(frozen=True)
class Daylight:
    """Sunrise and sunset in minutes since midnight, local time."""

    rises: int
    sets: int


def daylight_of(territory: Territory, day: dt.date) -> Daylight:
    """Return sunrise and sunset in the middle of a commune."""
    centre = territory.info.get("centre")
    middle = shapely.get_coordinates(shapely.centroid(territory.commune))[0]
    lon, lat = centre or territory.projection.point_to_lonlat(*middle)
    return daylight(day, float(lon), float(lat), zone=zone_of(territory.code))


def zone_of(insee: str) -> ZoneInfo:
    """Return the time zone of a commune, by its INSEE code."""
    return ZoneInfo(ZONES.get(insee[:3], "Europe/Paris"))


def daylight(day: dt.date, lon: float, lat: float, *, zone: ZoneInfo) -> Daylight:
    """Return sunrise and sunset, refraction and half the disc of the sun included, good to about a minute.

    Where the sun stays up, the day is whole; where it stays down, it is empty.

    Parameters
    ----------
    lon, lat : float
        Degrees, WGS 84.
    zone : ZoneInfo
        In whose time it is told.
    """
    place = Observer(lat, lon)
    try:
        rises, sets = (_minute(when(place, day, tzinfo=zone)) for when in (sunrise, sunset))
    except ValueError:
        return Daylight(0, LAST_MIN if elevation(place, noon(place, day)) > 0 else 0)
    return Daylight(max(0, rises), min(LAST_MIN, sets))


def _minute(when: dt.datetime) -> int:
    return round(when.hour * 60 + when.minute + when.second / 60)

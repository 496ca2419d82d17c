"""When the sun rises and sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import shapely
from astral import Observer
from astral.sun import elevation, noon, sunrise, sunset

from gis.crs import to_lonlat
from gis.tours.times import LAST_MIN

if TYPE_CHECKING:
    import datetime as dt

    from gis.territory import Territory

ZONE = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Daylight:
    """Sunrise and sunset in minutes since midnight, local time."""

    rises: int
    sets: int


def daylight_of(territory: Territory, day: dt.date) -> Daylight:
    """Return sunrise and sunset in the middle of a commune."""
    centre = territory.info.get("centre")
    lon, lat = centre or to_lonlat(shapely.get_coordinates(shapely.centroid(territory.commune)))[0]
    return daylight(day, float(lon), float(lat))


def daylight(day: dt.date, lon: float, lat: float) -> Daylight:
    """Return sunrise and sunset, refraction and half the disc of the sun included, good to about a minute.

    Where the sun stays up, the day is whole; where it stays down, it is empty.

    Parameters
    ----------
    lon, lat : float
        Degrees, WGS 84.
    """
    place = Observer(lat, lon)
    try:
        rises, sets = (_minute(when(place, day, tzinfo=ZONE)) for when in (sunrise, sunset))
    except ValueError:
        return Daylight(0, LAST_MIN if elevation(place, noon(place, day)) > 0 else 0)
    return Daylight(max(0, rises), min(LAST_MIN, sets))


def _minute(when: dt.datetime) -> int:
    return round(when.hour * 60 + when.minute + when.second / 60)

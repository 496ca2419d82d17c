"""When the sun rises and sets, by the equations of NOAA."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import acos, asin, atan2, cos, degrees, pi, radians, sin, tan
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import shapely

from gis.crs import to_lonlat
from gis.tours.times import LAST_MIN

if TYPE_CHECKING:
    from gis.territory import Territory

ZONE = ZoneInfo("Europe/Paris")
HORIZON_DEG = 90.833
"""Zenith angle of sunrise and sunset: refraction and half the disc of the sun included."""
_DEGREE_MIN = 4.0
"""Minutes in which the Earth turns by one degree."""
_EPOCH = dt.date(2000, 1, 1)


@dataclass(frozen=True)
class Daylight:
    """Sunrise and sunset in minutes since midnight, local time."""

    rises: int
    sets: int


def daylight_of(territory: Territory, day: dt.date) -> Daylight:
    """Return sunrise and sunset in the middle of a commune."""
    told = territory.info.get("centre")
    lon, lat = told or to_lonlat(shapely.get_coordinates(shapely.centroid(territory.commune)))[0]
    return daylight(day, float(lon), float(lat))


def daylight(day: dt.date, lon: float, lat: float) -> Daylight:
    """Return sunrise and sunset, good to about a minute.

    Solar Calculator, NOAA Global Monitoring Division (https://gml.noaa.gov/grad/solcalc/calcdetails.html),
    after Meeus, Astronomical Algorithms: the hour angle of the sun at the horizon is
    `acos(cos 90.833° / (cos φ cos δ) - tan φ tan δ)`; sunrise and sunset in minutes UTC are
    `720 - 4 (λ ± angle) - equation of time`. Where the sun stays up or down, the day is whole or empty.

    Parameters
    ----------
    lon, lat : float
        Degrees, WGS 84.
    """
    equation, delta = _sun((day - _EPOCH).days / 36525)
    phi = radians(lat)
    cosine = cos(radians(HORIZON_DEG)) / (cos(phi) * cos(delta)) - tan(phi) * tan(delta)
    if abs(cosine) >= 1:
        return Daylight(0, LAST_MIN if cosine < 0 else 0)
    angle = degrees(acos(cosine))
    noon = 720 - _DEGREE_MIN * lon - equation + _offset_min(day)
    rises, sets = (round(noon + side * _DEGREE_MIN * angle) for side in (-1, 1))
    return Daylight(max(0, rises), min(LAST_MIN, sets))


def _sun(century: float) -> tuple[float, float]:
    """Return the equation of time in minutes and the declination in radians, at noon UTC."""
    mean = radians((280.46646 + century * (36000.76983 + 0.0003032 * century)) % 360)
    anomaly = radians(357.52911 + century * (35999.05029 - 0.0001537 * century))
    centre = sin(anomaly) * (1.914602 - century * (0.004817 + 0.000014 * century))
    centre += sin(2 * anomaly) * (0.019993 - 0.000101 * century) + sin(3 * anomaly) * 0.000289
    node = radians(125.04 - 1934.136 * century)
    apparent = mean + radians(centre - 0.00569 - 0.00478 * sin(node))
    tilt = radians(23.439291 - 0.0130042 * century + 0.00256 * cos(node))
    right = atan2(cos(tilt) * sin(apparent), cos(apparent))
    declination = asin(sin(tilt) * sin(apparent))
    # The equation of time: how far the true sun lags behind the mean one, aberration taken out.
    lag = (mean - radians(0.0057183) - right + pi) % (2 * pi) - pi
    return _DEGREE_MIN * degrees(lag), declination


def _offset_min(day: dt.date) -> float:
    offset = dt.datetime.combine(day, dt.time(12), tzinfo=ZONE).utcoffset()
    return 0.0 if offset is None else offset.total_seconds() / 60

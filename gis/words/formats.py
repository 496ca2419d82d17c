"""How times, durations, quantities and places are written: one way for every page, paper and command."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Literal

from babel.dates import format_date, get_month_names

from gis.words import KILOMETRE_M, language, length, number, say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

DAY_MIN = 24 * 60
HOUR_MIN = 60
MEGABYTE = 1_000_000
KILOBYTE = 1_000
DEGREE_DECIMALS = 5
"""Five decimals of a degree are a metre on the ground."""


def clock(minutes: float) -> str:
    """Write minutes since midnight as `09:30`; a time past midnight starts again at 00:00."""
    hours, rest = divmod(round(minutes) % DAY_MIN, HOUR_MIN)
    return f"{hours:02d}:{rest:02d}"


def span_text(begin: float, end: float) -> str:
    """Write from when to when, both in minutes since midnight, as `09:20 – 09:40`."""
    return f"{clock(begin)} – {clock(end)}"


def minutes_text(minutes: float) -> str:
    """Write a duration in whole minutes, however long."""
    return say("walk_sheet.minutes", minutes=round(minutes))


def time_text(minutes: float) -> str:
    """Write a duration, to five minutes from one hour on."""
    if minutes < HOUR_MIN:
        return minutes_text(minutes)
    hours, rest = divmod(5 * round(minutes / 5), HOUR_MIN)
    return say("walk_sheet.hours", hours=hours, minutes=rest)


def month_text(day: dt.date) -> str:
    """Return the name of the month of a day."""
    return str(format_date(day, "MMMM", locale=language()))


def month_names(form: Literal["wide", "abbreviated"] = "wide") -> Mapping[int, str]:
    """Return the names of the months by their number, 1 to 12."""
    names: Mapping[int, str] = get_month_names(form, locale=language())
    return names


def labelled(label: str, value: str) -> str:
    """Write what something is and its value, parted as the language does."""
    return say("formats.labelled", label=label, value=value)


def listed(texts: Iterable[str]) -> str:
    """Write texts one after the other, parted as the language parts what may hold commas."""
    found = list(texts)
    return (
        reduce(lambda before, after: say("formats.listed", before=before, after=after), found)
        if found
        else ""
    )


def quantity(value: float, unit: str, *, decimals: int = 0) -> str:
    """Write a number with its unit, kept on one line."""
    return f"{number(value, decimals=decimals)}\u00a0{unit}"


def square_metres(value: float) -> str:
    """Write an area in whole m², however large, where areas are to add up before the reader's eyes."""
    return quantity(value, "m²")


def radius_text(metres: float) -> str:
    """Write a round distance: whole kilometres without decimals."""
    if metres and metres % KILOMETRE_M == 0:
        return quantity(metres / KILOMETRE_M, "km")
    return length(metres)


def size_text(count: float) -> str:
    """Write a number of bytes: kilobytes below one megabyte, megabytes from there on."""
    if count < MEGABYTE:
        return say("update.kilobytes", size=number(count / KILOBYTE))
    return say("update.megabytes", size=number(count / MEGABYTE, decimals=1))


def degree_text(degrees: float, *, decimals: int = DEGREE_DECIMALS) -> str:
    """Write a latitude or a longitude with a point in every language, as maps and commands read it."""
    return f"{degrees:.{decimals}f}"


def place_text(lonlat: Sequence[float], *, decimals: int = DEGREE_DECIMALS) -> str:
    """Write a place in WGS 84, given as longitude and latitude, as people paste it: latitude first."""
    lon, lat = lonlat
    return f"{degree_text(lat, decimals=decimals)}, {degree_text(lon, decimals=decimals)}"

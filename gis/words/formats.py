"""How numbers, times, quantities and places are written: one way for every page, paper and command."""
# ruff: noqa: PLC0415 - Babel is slow to load, and a help or a refusal writes no number

from __future__ import annotations

import datetime as dt
from functools import reduce
from typing import TYPE_CHECKING, Any, Literal

from gis.words.sentences import catalogue, language, say, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_UNITS = "units."
HECTARE_M2 = 10_000
KILOMETRE_M = 1_000
DAY_MIN = 24 * 60
HOUR_MIN = 60
GIGABYTE = 1_000_000_000
MEGABYTE = 1_000_000
KILOBYTE = 1_000
DEGREE_DECIMALS = 5
"""Five decimals of a degree are a metre on the ground."""


def number(value: float, *, decimals: int = 0) -> str:
    """Write a number as the language does: `1 274,75` or `1,274.75`."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    # Nothing is ever "-0": a rounded zero loses its sign.
    plain = round(value, decimals) + 0.0
    return str(format_decimal(plain, format=pattern, locale=language()))


def area(square_metres: float) -> str:
    """Write an area: m² below one hectare, hectares from there on."""
    if abs(square_metres) < HECTARE_M2:
        return quantity(square_metres, "m2")
    return quantity(square_metres / HECTARE_M2, "ha", decimals=2)


def length(metres: float) -> str:
    """Write a length: metres below one kilometre, kilometres from there on."""
    if abs(metres) < KILOMETRE_M:
        return quantity(metres, "m")
    return quantity(metres / KILOMETRE_M, "km", decimals=2)


def share(percent: float, *, decimals: int = 1) -> str:
    """Write a percentage."""
    return say("units.percent", number=number(percent, decimals=decimals))


def date_text(value: str | dt.date) -> str:
    """Write an ISO date in words; a bare year or a free text comes back as it is."""
    if isinstance(value, dt.date):
        from babel.dates import format_date

        return str(format_date(value, format="long", locale=language()))
    try:
        return date_text(dt.date.fromisoformat(value))
    except ValueError:
        return value


def many(key: str, count: int, /, **values: Any) -> str:
    """Return the sentence of a number of things: that of the key with `_one` for a single one."""
    return say(f"{key}_one" if count == 1 else key, count=number(count), **values)


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
    from babel.dates import format_date

    return str(format_date(day, "MMMM", locale=language()))


def month_names(form: Literal["wide", "abbreviated"] = "wide") -> Mapping[int, str]:
    """Return the names of the months by their number, 1 to 12."""
    from babel.dates import get_month_names

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
    """Write a number with its unit, one of `units.toml` or any word, kept on one line."""
    told, key = number(value, decimals=decimals), f"units.{unit}"
    return say(key, number=told) if key in catalogue() else f"{told}\u00a0{unit}"


def square_metres(value: float) -> str:
    """Write an area in whole m², however large, where areas are to add up before the reader's eyes."""
    return quantity(value, "m2")


def radius_text(metres: float) -> str:
    """Write a round distance: whole kilometres without decimals."""
    if metres and metres % KILOMETRE_M == 0:
        return quantity(metres / KILOMETRE_M, "km")
    return length(metres)


def size_text(count: float) -> str:
    """Write a number of bytes: kilobytes below one megabyte, then megabytes, gigabytes from one on."""
    if count < MEGABYTE:
        return say("update.kilobytes", size=number(count / KILOBYTE))
    if count < GIGABYTE:
        return say("update.megabytes", size=number(count / MEGABYTE, decimals=1))
    return say("update.gigabytes", size=number(count / GIGABYTE, decimals=1))


def degree_text(degrees: float, *, decimals: int = DEGREE_DECIMALS) -> str:
    """Write a latitude or a longitude with a point in every language, as maps and commands read it."""
    return f"{degrees:.{decimals}f}"


def place_text(lonlat: Sequence[float], *, decimals: int = DEGREE_DECIMALS) -> str:
    """Write a place in WGS 84, given as longitude and latitude, as people paste it: latitude first."""
    lon, lat = lonlat
    return f"{degree_text(lat, decimals=decimals)}, {degree_text(lon, decimals=decimals)}"


def formats() -> dict[str, Any]:
    """Return signs, units, months and the pattern of dates in the language in use, as data for scripts.

    With it `gis/browser/format.js` writes numbers, areas, lengths, shares and dates as they are written here.
    """
    from babel.dates import get_date_format
    from babel.numbers import get_decimal_symbol, get_group_symbol, get_minus_sign_symbol

    code, months = language(), month_names()
    units = {key: word(key) for key in catalogue() if key.startswith(_UNITS)}
    return {
        "group": get_group_symbol(code),
        "decimal": get_decimal_symbol(code),
        "minus": get_minus_sign_symbol(code),
        "units": {key.removeprefix(_UNITS): text for key, text in units.items()},
        "hectare_m2": HECTARE_M2,
        "kilometre_m": KILOMETRE_M,
        "date": str(get_date_format("long", locale=code).pattern),
        "months": [months[month] for month in range(1, 13)],
    }

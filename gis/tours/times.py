"""Times of one day, as whole minutes since midnight."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from gis.errors import WalkError
from gis.words import clock, say

DAY_MIN = 24 * 60
LAST_MIN = DAY_MIN - 1
LATEST_YEAR = 2200
_TIME = re.compile(r"(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)?")


@dataclass(frozen=True, order=True)
class Window:
    """From when to when a host is there; a visit begins and ends inside.

    Attributes
    ----------
    opens, closes : int
        Minutes since midnight.
    """

    opens: int
    closes: int

    def __str__(self) -> str:
        return f"{clock(self.opens)}-{clock(self.closes)}"


def minutes_of(text: str) -> int:
    """Return the minutes since midnight of a time such as `9:30`, `09:30`, `9h30` or `9 h`.

    Raises
    ------
    WalkError
        When it is no time of a day.
    """
    found = _TIME.fullmatch(text.strip())
    hours, minutes = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if not found or hours > 23 or minutes > 59:  # noqa: PLR2004 - a day
        raise WalkError(say("tours.time_unknown", time=text[:20]))
    return hours * 60 + minutes


def windows_of(text: str) -> tuple[Window, ...]:
    """Return the windows of a text such as `09:00-12:00, 14:00-17:00`; none where it is empty.

    Raises
    ------
    WalkError
        When a part is no window, or ends before it begins.
    """
    found = []
    for part in re.split(r"[,;]", text):
        if not part.strip():
            continue
        ends = re.split(r"\s*[-\u2013\u2014]\s*", part.strip())
        if len(ends) != 2:  # noqa: PLR2004 - from and to
            raise WalkError(say("tours.window_unknown", window=part.strip()[:40]))
        opens, closes = (minutes_of(end) for end in ends)
        if closes <= opens:
            raise WalkError(say("tours.window_backwards", window=part.strip()[:40]))
        found.append(Window(opens, closes))
    return tuple(sorted(found))


def windows_text(windows: tuple[Window, ...]) -> str:
    """Write windows as `windows_of` reads them."""
    return ", ".join(map(str, windows))


def day_of(text: str) -> dt.date:
    """Return a day written as `2026-09-15`.

    Raises
    ------
    WalkError
        When there is no such day.
    """
    try:
        day = dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise WalkError(say("tours.day_unknown", day=text[:20])) from error
    if not 1900 <= day.year <= LATEST_YEAR:  # noqa: PLR2004 - what the formula of the sun is good for
        raise WalkError(say("tours.day_unknown", day=text[:20]))
    return day

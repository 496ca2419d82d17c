"""What somebody asks of the page, as one short text that an address can carry."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from typing import Any

from gis.walks.plan_walks import MOST_STOPS
from gis.walks.preferences import AVOID, THEMES

PARAMETER = "walk"
LOOP, WAY = "loop", "way"
LONGEST = 800
"""Characters of a request; thirty stops take fewer."""
MOST_CHOICES = 3
MOST_ASKED = 100_000.0
"""Kilometres or minutes that a request may name; the engine then says what is possible."""
_DECIMALS = 5
"""Decimals of a degree; five are about 1 m here."""
_LAT, _LON = 90, 180


@dataclass(frozen=True)
class Spot:
    """A place in degrees, WGS 84."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "lat", round(self.lat, _DECIMALS))
        object.__setattr__(self, "lon", round(self.lon, _DECIMALS))


@dataclass(frozen=True)
class WalkQuery:
    """One request: the same text always gives the same walks, as long as the data stay the same.

    Attributes
    ----------
    kind : str
        `loop` or `way`.
    spots : tuple of Spot
        The start of a loop; start, stops and end of a way.
    km, minutes : float or None
        One of the two for a loop, none for a way.
    day : date or None
        Nothing for the day on which it is opened.
    chosen : int
        Which of the walks is shown, from 0.
    """

    kind: str
    spots: tuple[Spot, ...]
    km: float | None = None
    minutes: float | None = None
    theme: str = ""
    avoid: frozenset[str] = frozenset()
    day: dt.date | None = None
    chosen: int = 0

    def as_text(self) -> str:
        """Return the request for an address, such as `loop~50.2910_2.7775~km6~theme.heaps~no2`."""
        parts = [self.kind, *(f"{spot.lat}_{spot.lon}" for spot in self.spots)]
        if self.km is not None:
            parts.append(f"km{self.km:g}")
        if self.minutes is not None:
            parts.append(f"min{self.minutes:g}")
        if self.theme:
            parts.append(f"theme.{self.theme}")
        if self.avoid:
            parts.append("avoid." + ".".join(sorted(self.avoid)))
        if self.day:
            parts.append(f"day.{self.day.isoformat()}")
        if self.chosen:
            parts.append(f"no{self.chosen + 1}")
        return "~".join(parts)

    @property
    def plain(self) -> WalkQuery:
        """The same request whatever is chosen among its answers."""
        return replace(self, chosen=0)


def read_request(text: str) -> WalkQuery | None:
    """Return what a text from an address asks for, or nothing where it is no request; never raises."""
    kind, *parts = text[:LONGEST].split("~")
    try:
        spots = tuple(_spot(part) for part in parts if "_" in part and part[:1] in "-0123456789")
        named: dict[str, Any] = {}
        for part in parts[len(spots) :]:
            named |= _part(part)
        query = WalkQuery(kind, spots, **named)
    except (ValueError, TypeError):
        return None
    return query if _usable(query) else None


def _spot(text: str) -> Spot:
    lat, lon = (float(part) for part in text.split("_"))
    if not (abs(lat) <= _LAT and abs(lon) <= _LON):
        raise ValueError
    return Spot(lat, lon)


def _part(text: str) -> dict[str, Any]:
    """Return one field of a request by name; refuse what is none."""
    word, _, rest = text.partition(".")
    if word == "theme" and rest in THEMES:
        return {"theme": rest}
    if word == "avoid" and set(rest.split(".")) <= set(AVOID):
        return {"avoid": frozenset(rest.split("."))}
    if word == "day":
        return {"day": dt.date.fromisoformat(rest)}
    if text.startswith("km"):
        return {"km": _amount(text[2:])}
    if text.startswith("min"):
        return {"minutes": _amount(text[3:])}
    if text.startswith("no"):
        return {"chosen": min(max(int(text[2:]) - 1, 0), MOST_CHOICES - 1)}
    raise ValueError


def _amount(text: str) -> float:
    value = float(text)
    if not math.isfinite(value) or not 0 <= value <= MOST_ASKED:
        raise ValueError
    return value


def _usable(query: WalkQuery) -> bool:
    if query.kind == LOOP:
        return len(query.spots) == 1 and (query.km is None) != (query.minutes is None)
    return query.kind == WAY and 1 < len(query.spots) <= MOST_STOPS and query.km is query.minutes is None

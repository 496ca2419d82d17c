"""The tours that come with a territory, ready to go."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gis.errors import AtlasError
from gis.territory import memoised
from gis.tours.stops import library
from gis.tours.times import minutes_of
from gis.tours.tour_request import Lunch, TourRequest, Visit
from gis.words import in_language, say

if TYPE_CHECKING:
    import datetime as dt

    from gis.territory import Territory
    from gis.tours.stops import Stop

FILE = "tours.toml"


@dataclass(frozen=True)
class ReadyMadeTour:
    """One tour as shipped.

    Attributes
    ----------
    theme : str
        Its chapter; empty for one that goes through all of them.
    stops : tuple of Stop
        In the order in which it is told.
    minutes : dict
        Minutes of visits that differ from the stop's own, by identifier.
    """

    id: str
    title_fr: str
    title_en: str
    about_fr: str
    about_en: str
    theme: str
    stops: tuple[Stop, ...]
    minutes: dict[str, int]
    start: int
    end: int
    group: int
    start_place: Stop | None
    end_place: Stop | None
    lunch: bool
    step_free: bool

    @property
    def title(self) -> str:
        """Its title in the language in use."""
        return in_language(vars(self), "title")

    @property
    def about(self) -> str:
        """What it is about, in the language in use."""
        return in_language(vars(self), "about")

    def request(self, day: dt.date) -> TourRequest:
        """Return it as something to plan on a day, its order kept."""
        return TourRequest(
            tuple(Visit(stop, self.minutes.get(stop.id)) for stop in self.stops), self.start, self.end, day,
            self.start_place, self.end_place, self.group, lunch=Lunch() if self.lunch else None,
            step_free=self.step_free, keep_order=True, title=self.title,
        )  # fmt: skip


def ready_tours(territory: Territory) -> dict[str, ReadyMadeTour]:
    """Return the tours of a territory by identifier; those that cannot be made are left out and told."""
    return _gathered(territory)[0]


def ready_troubles(territory: Territory) -> list[str]:
    """Return why some of the tours of a territory are left out, in the language in use."""
    return [say(f"tours.{key}", **values) for key, values in _gathered(territory)[1]]


@memoised
def _gathered(territory: Territory) -> tuple[dict[str, ReadyMadeTour], list[tuple[str, dict[str, str]]]]:
    path = territory.file(FILE)
    if path is None:
        return {}, []
    stops = library(territory)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return {}, [("ready_broken", {"path": path.name, "reason": type(error).__name__})]
    tours, troubles = {}, []
    for key, entry in content.items():
        try:
            tours[key] = _ready(key, entry, stops)
        except KeyError as error:
            troubles.append(("ready_missing", {"id": key, "name": str(error.args[0])}))
        except (ValueError, LookupError, TypeError, AttributeError, AtlasError):
            troubles.append(("ready_entry", {"id": key, "file": path.name}))
    return tours, troubles


def _ready(key: str, content: dict[str, Any], stops: dict[str, Stop]) -> ReadyMadeTour:
    return ReadyMadeTour(
        id=key, title_fr=content["title_fr"], title_en=content["title_en"], about_fr=content["about_fr"],
        about_en=content["about_en"], theme=content.get("theme", ""),
        stops=tuple(stops[stop] for stop in content["stops"]), minutes=dict(content.get("minutes", {})),
        start=minutes_of(content["start"]), end=minutes_of(content["end"]),
        group=int(content.get("group", 20)),
        start_place=stops[content["from"]] if "from" in content else None,
        end_place=stops[content["to"]] if "to" in content else None,
        lunch=bool(content.get("lunch")), step_free=bool(content.get("step_free")),
    )  # fmt: skip

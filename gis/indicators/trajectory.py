"""How far a town has come: its events year by year, and what stood on the ground in each year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.errors import InputError, LayerMissingError
from gis.indicators.events import Event
from gis.territory import memoised
from gis.words import say

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.territory import Layer, Territory


GREENED = {"slag_heaps": "greened_year"}
"""Years that no theme names as those from which its features stand, and that the trajectory follows."""


@dataclass(frozen=True, eq=False)
class TrajectoryState:
    """What of a layer stood in a year.

    Attributes
    ----------
    rows : array of bool, shape (features,)
        Features that stood.
    undated : array of bool, shape (features,)
        Features whose year is not known: nobody can say whether they stood, and they are counted apart.
    commune : Polygon or MultiPolygon or None
        Its outline, in metres: what lies beyond is not counted. Nothing where it is not known.
    """

    layer: Layer
    rows: NDArray[np.bool_]
    undated: NDArray[np.bool_]
    commune: BaseGeometry | None

    @property
    def title(self) -> str:
        """What stood, in the language in use."""
        greened = not self.layer.theme.since and self.layer.key in GREENED
        return say(f"trajectory.{GREENED[self.layer.key]}") if greened else self.layer.theme.title

    @property
    def frame(self) -> gpd.GeoDataFrame:
        """The features that stood, in metres."""
        return self.layer.frame[self.rows]

    def as_dict(self) -> dict[str, Any]:
        """Return how much stood in the commune: features, ha, m, and features whose year is not known."""
        inside, shapes = self.layer.inside, self.layer.geometry
        if self.commune is not None:
            inside = inside & shapely.intersects(shapes, self.commune)
            shapes = shapely.intersection(shapes, self.commune)
        shapes = shapes[self.rows & inside]
        return {
            "layer": self.layer.key,
            "title": self.title,
            "status": self.layer.status,
            "features": int((self.rows & inside).sum()),
            "area_ha": float(shapely.area(shapes).sum()) / 10_000,
            "length_m": float(shapely.length(shapes[shapely.get_dimensions(shapes) == 1]).sum()),
            "undated": int((self.undated & inside).sum()),
        }


@dataclass(frozen=True, eq=False)
class Moment:
    """One year of the trajectory.

    Attributes
    ----------
    events : tuple of Event
        What happened or was going on in the year.
    standing : dict of str to TrajectoryState
        What stood at its end, by layer.
    """

    year: int
    events: tuple[Event, ...]
    standing: dict[str, TrajectoryState]

    def as_dict(self) -> dict[str, Any]:
        """Return the year as plain data."""
        return {
            "year": self.year,
            "events": [{"id": e.id, "when": e.when, "title": e.title, "text": e.text} for e in self.events],
            "standing": [item.as_dict() for item in self.standing.values()],
        }


@memoised
def timeline(territory: Territory) -> tuple[Event, ...]:
    """Return every event in the order of years; none where the territory has no table of events."""
    points, names = _places(territory)
    rows = [row for row in territory.rows("events") if row["year"].isdigit()]
    found = [_event(row, points, names) for row in rows]
    return tuple(sorted(found, key=lambda event: (event.year, event.date, event.id)))


def events_of(
    territory: Territory, *, year: int | None = None, chapter: str = "", until: int | None = None
) -> list[Event]:
    """Return the events that answer to every filter given.

    Parameters
    ----------
    year : int, optional
        Events that happened or were going on in it.
    chapter : str
        One of `CHAPTERS`.
    until : int, optional
        Events that had begun by then.
    """
    return [
        event
        for event in timeline(territory)
        if (year is None or event.year <= year <= event.year_end)
        and (not chapter or event.chapter == chapter)
        and (until is None or event.year <= until)
    ]


@memoised
def years(territory: Territory) -> range:
    """Return the years of the trajectory: of its events, else those since when its features stand, if any."""
    events = timeline(territory)
    if not events:
        return _dated(territory)
    return range(events[0].year, max(event.year_end for event in events) + 1)


def _dated(territory: Territory) -> range:
    known: list[float] = []
    for theme in territory.themes:
        column = (theme.since if theme.mission else "") or GREENED.get(theme.key, "")
        layer = territory.get(theme.key) if column else None
        if layer is not None and column in layer.data:
            known += _years(layer.within, column).tolist()
    years = [int(year) for year in known if np.isfinite(year)]
    return range(min(years), max(years) + 1) if years else range(0)


def moment(territory: Territory, year: int) -> Moment:
    """Return one year: what happened, and what stood.

    Raises
    ------
    InputError
        When the year is not one of the trajectory.
    """
    span = years(territory)
    if year not in span:
        first, last = (span[0], span[-1]) if len(span) else ("–", "–")
        raise InputError(say("trajectory.year_unknown", year=year, first=first, last=last))
    standing = {
        theme.key: found
        for theme in territory.themes
        if (found := standing_of(territory, theme.key, year)) is not None
    }
    return Moment(year, tuple(events_of(territory, year=year)), standing)


def standing_of(territory: Territory, key: str, year: int) -> TrajectoryState | None:
    """Return what of a layer stood at the end of a year; nothing where it has no data or no years."""
    theme = territory.themes[key]
    column = theme.since or GREENED.get(key, "")
    layer = territory.get(key) if column else None
    if layer is None or column not in layer.data:
        return None
    since = _years(layer, column)
    until = _years(layer, theme.until) if theme.until in layer.data else np.full(len(layer), np.inf)
    undated = np.isnan(since)
    rows = ~undated & (since <= year) & ~(until < year)
    known = territory.get("commune") is not None
    return TrajectoryState(layer, rows, undated, territory.commune if known else None)


def _years(layer: Layer, column: str) -> NDArray[np.float64]:
    return layer.data[column].astype("Float64").to_numpy(dtype=float, na_value=np.nan)


def _event(row: dict[Any, Any], points: dict[str, Any], names: dict[str, str]) -> Event:
    texts = {
        name: str(row.get(name, ""))
        for name in ("id", "date", "title_fr", "title_en", "text_fr", "text_en", "source", "source_url")
    }
    year, end, place = int(row["year"]), str(row.get("year_end", "")), str(row.get("place_id", ""))
    return Event(
        year=year,
        year_end=max(year, int(end)) if end.isdigit() else year,
        chapter=str(row.get("chapter", "")),
        place_id=place,
        place=names.get(place, ""),
        point=points.get(place),
        **texts,
    )


def _places(territory: Territory) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the points and names of places by their id."""
    layer = territory.find("places")
    points: dict[str, Any] = {}
    names: dict[str, str] = {}
    if layer is not None:
        points = dict(zip(layer.ids, shapely.centroid(layer.geometry), strict=True))
        names = dict(zip(layer.ids, layer.data["name"].fillna("").astype(str), strict=True))
    try:
        rest = territory.table("places_unlocated")
    except LayerMissingError:
        return points, names
    return points, {**dict(zip(rest["id"], rest["name"], strict=True)), **names}

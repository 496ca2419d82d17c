"""The stops that a guide can choose from: what to tell, how long, who receives, how sure the place is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import shapely

from gis.errors import LayerError, WalkError
from gis.territory import HEAPS, NO_RULE, closed_heaps, heap_rules, memoised
from gis.words import in_language, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gis.crs import Projection
    from gis.territory import Territory
    from gis.tours.times import Window

FILE = "stops.toml"
THEMES = ("resilience", "heritage", "participation", "food", "energy", "biodiversity")
"""Chapters of a tour: what a town shows of its way."""
HOURS = ("free", "appointment", "agree")
QUALITIES = ("exact", "approx", "placed", "own", "street", "none")
MINUTES = 15
"""Proposed where nobody has said how long a stop takes."""
NO_STOPS = frozenset({"protected_area"})
"""Categories of places that are a label on the map and nothing to visit."""
_MEETING = frozenset({"station", "trailhead", "trail_node", "safety"})


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One place to visit.

    Attributes
    ----------
    id, name : str
    theme : str
        One of `THEMES`; `also` names others that it serves.
    minutes : int
        What it takes, walking left out; a proposal, nobody has published it.
    group : int or None
        Most visitors at once, likewise; None where unknown.
    indoors : str
        `in`, `out`, `both`, or empty where unknown.
    step_free : bool or None
        None where unknown.
    climb : bool
        On a slag heap: not in the dark, not for everybody.
    meal : bool
        A group may eat there.
    meet : bool
        A place to meet rather than to visit, such as a car park or a station.
    hours : str
        `free`: open air, public; `appointment`: published as by appointment; `agree`: to be agreed.
    windows : tuple of Window
        When it may be visited, as the guide has agreed; none are published.
    season : frozenset of int
        Months in which it is worth a visit; empty for all.
    xy : tuple of float or None
        In metres of `projection`, both None where the place is not known.
    quality : str
        One of `QUALITIES`; `placed` by the guide on the map.
    figures : tuple of str
        Identifiers in the table `figures`.
    note : str
        The guide's own, never on a public link.
    """

    id: str
    name: str
    theme: str = "resilience"
    also: tuple[str, ...] = ()
    minutes: int = MINUTES
    group: int | None = None
    indoors: str = ""
    step_free: bool | None = None
    climb: bool = False
    meal: bool = False
    meet: bool = False
    hours: str = "agree"
    windows: tuple[Window, ...] = ()
    season: frozenset[int] = frozenset()
    season_fr: str = ""
    season_en: str = ""
    host: str = ""
    contact: str = ""
    address: str = ""
    xy: tuple[float, float] | None = None
    quality: str = "none"
    position_fr: str = ""
    position_en: str = ""
    tell_fr: str = ""
    tell_en: str = ""
    figures: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    own: bool = False
    note: str = ""
    projection: Projection | None = field(default=None, repr=False)

    @property
    def tell(self) -> str:
        """What there is to tell, in the language in use."""
        return in_language(vars(self), "tell")

    @property
    def season_text(self) -> str:
        """What the season changes, in the language in use."""
        return in_language(vars(self), "season")

    @property
    def position_text(self) -> str:
        """How sure the point is, in the language in use."""
        return in_language(vars(self), "position") or say(f"stops.quality_{self.quality}_means")

    @property
    def themes(self) -> tuple[str, ...]:
        """Every chapter that it serves, its own first."""
        return (self.theme, *self.also)

    @property
    def lonlat(self) -> tuple[float, float] | None:
        """Longitude and latitude in degrees."""
        return self.projection.point_to_lonlat(*self.xy) if self.xy and self.projection else None

    def placed(self, projection: Projection, lon: float, lat: float) -> Stop:
        """Return the stop at a place that the guide has shown on the map, in degrees.

        Raises
        ------
        WalkError
            When they are no degrees.
        """
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):  # noqa: PLR2004 - the ends of the Earth
            raise WalkError(say("walks.not_degrees", lat=lat, lon=lon))
        quality = "own" if self.own else "placed"
        return replace(self, xy=projection.point_to_metres(lon, lat), projection=projection, quality=quality)


@memoised
def library(territory: Territory) -> dict[str, Stop]:
    """Return the stops of a territory by identifier: every place, with what `stops.toml` adds.

    A place that the file does not name is a stop too, of 15 minutes, with hours to be agreed.

    Raises
    ------
    LayerError
        When the file cannot be read.
    """
    path = territory.file(FILE)
    rows = {} if path is None else _read(path)
    places = _places(territory)
    stops = {
        key: _stop(key, row, rows.get(key, {}), places)
        for key, row in places.items()
        if row.get("category") not in NO_STOPS
    }
    order = {key: rank for rank, key in enumerate(rows)}
    return dict(sorted(stops.items(), key=lambda item: order.get(item[0], len(order))))


def heap_stop(territory: Territory, key: str) -> Stop | None:
    """Return a slag heap as a stop, by its identifier; nothing where there is none of that name.

    Where the rules of the territory name a place to visit it from, that place is the stop.
    """
    heaps = territory.find(HEAPS)
    if heaps is None or key not in heaps.ids:
        return None
    row = heaps.data.iloc[list(heaps.ids).index(key)]
    place = library(territory).get(heap_rules(territory).get(key, NO_RULE).stop)
    if place is not None:
        return place
    point = row["geometry"].representative_point()
    return Stop(
        id=key, name=str(row["name"] or key), theme="heritage", indoors="out", hours="free", climb=True,
        xy=(point.x, point.y), quality="approx", source=str(row["source"]), source_url=str(row["source_url"]),
        projection=territory.projection,
    )  # fmt: skip


def closed_heap(territory: Territory, xy: tuple[float, float]) -> str:
    """Return the identifier of the closed heap that a point lies in; empty where it lies in none."""
    heaps = territory.find(HEAPS)
    if heaps is None:
        return ""
    closed = closed_heaps(territory, heaps)
    inside = heaps.data[closed & heaps.data.geometry.contains(shapely.Point(xy)).to_numpy()]
    return str(inside["id"].iloc[0]) if len(inside) else ""


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LayerError(say("stops.file_broken", path=path, reason=error)) from error


def _places(territory: Territory) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    own = {"projection": territory.projection, "xy": None}
    places = territory.find("places")
    if places is not None:
        for row in places.data.to_dict("records"):
            plain = {str(name): value for name, value in row.items()}
            found[str(row["id"])] = plain | own | {"xy": (row["geometry"].x, row["geometry"].y)}
    try:
        rest = territory.table("places_unlocated")
    except LayerError:
        return found
    for row in rest.to_dict("records"):
        found.setdefault(str(row["id"]), {str(name): value for name, value in row.items()} | own)
    return found


def _stop(key: str, place: Mapping[str, Any], row: Mapping[str, Any], places: Mapping[str, Any]) -> Stop:
    projection: Projection = place["projection"]
    xy, quality = place["xy"], _text(place.get("coord_quality")) or "none"
    if "lonlat" in row:
        xy, quality = projection.point_to_metres(*row["lonlat"]), "approx"
    elif row.get("near") in places:
        xy, quality = places[row["near"]]["xy"], "approx"
    theme = row.get("theme") or _text(place.get("theme"))
    plain = {name: row[name] for name in _PLAIN if name in row}
    return Stop(
        id=key, name=_text(place["name"]) or key, theme=theme if theme in THEMES else THEMES[0],
        also=tuple(row.get("also", ())), season=frozenset(row.get("season", ())),
        figures=tuple(row.get("figures", ())), xy=xy, quality=quality,
        address=_text(place.get("address")), contact=row.get("contact") or _text(place.get("contact")),
        tell_fr=row.get("tell_fr") or _text(place.get("text_fr")),
        tell_en=row.get("tell_en") or _text(place.get("text_en")),
        source=_text(place.get("source")), source_url=_text(place.get("source_url")),
        projection=projection, **plain,
    )  # fmt: skip


_PLAIN = (
    "minutes", "group", "indoors", "step_free", "climb", "meal", "hours", "host",
    "season_fr", "season_en", "position_fr", "position_en",
)  # fmt: skip


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""

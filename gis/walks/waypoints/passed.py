"""What lies on the way: heaps and their rules, gardens, places, species of the season, what is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.territory import NO_RULE, heap_rules
from gis.walks.profile import places_along
from gis.walks.waypoints.amenities import amenities, amenities_near
from gis.words import in_language, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd
    from numpy.typing import NDArray
    from shapely import LineString

    from gis.territory import HeapRule, Layer, Territory

NEAR_M: Mapping[str, float] = {
    "slag_heaps": 20.0,
    "green_belt": 15.0,
    "nourishing_gardens": 50.0,
    "mining_buildings": 100.0,
    "mine_shafts": 60.0,
    "places": 80.0,
    "protected_areas": 0.0,
}
"""Layers that are told along a walk, and within how many metres."""
_STEP_M = 10.0
_ONE_OF_EACH = frozenset({"green_belt"})


@dataclass(frozen=True)
class Pass:
    """Something that a walk goes by.

    Attributes
    ----------
    at_m : float
        Metres from the start where it first comes near.
    level : str
        `info`, `warning` or `stop`.
    xy : tuple of float
        Where it stands, or the way beside it, in metres.
    """

    layer: str
    id: str
    name: str
    at_m: float
    level: str
    text: str
    xy: tuple[float, float]

    @property
    def label(self) -> str:
        """Its name as people tell it apart: heaps go by their number."""
        return f"{self.id} ({self.name})" if self.layer == "slag_heaps" else self.name

    def as_dict(self) -> dict[str, Any]:
        """Return the fields that the command line prints."""
        return {
            "layer": self.layer, "id": self.id, "name": self.name, "at_m": round(self.at_m),
            "level": self.level, "text": self.text,
        }  # fmt: skip


def passes(territory: Territory, line: LineString) -> list[Pass]:
    """Return what a way goes by, in walking order.

    Parameters
    ----------
    line : LineString
        In the territory's legal system.
    """
    found = []
    rules = heap_rules(territory)
    at, points = _samples(line)
    for key, metres in NEAR_M.items():
        layer = territory.find(key)
        if layer is None:
            continue
        for row, sample in _first_near(layer, points, metres):
            record = layer.data.iloc[row]
            level, text = _told(key, record, rules.get(str(record["id"]), NO_RULE))
            xy = shapely.get_coordinates(points[sample])[0]
            name = str(record["name"] or "") or layer.theme.title
            found.append(Pass(key, str(record["id"]), name, float(at[sample]), level, text, (xy[0], xy[1])))
            if key in _ONE_OF_EACH:
                break
    found += _amenities(territory, at, points)
    return sorted(found, key=lambda item: (item.at_m, item.layer, item.id))


def _amenities(territory: Territory, at: NDArray[np.float64], points: NDArray[np.object_]) -> Iterator[Pass]:
    """Yield one thing a kind, the first one beside the way, and how many there are."""
    layer = amenities(territory)
    if layer is None:
        return
    for kind, seen in amenities_near(layer, points).items():
        row, sample = seen[0]
        xy = shapely.get_coordinates(layer.geometry[row])[0]
        text = say("walks.amenity_more", count=len(seen)) if len(seen) > 1 else ""
        name = say(f"walks.amenity_{kind}")
        yield Pass(layer.key, str(layer.ids[row]), name, float(at[sample]), "info", text, (xy[0], xy[1]))


def _samples(line: LineString) -> tuple[NDArray[np.float64], NDArray[np.object_]]:
    at = np.linspace(0.0, line.length, max(2, int(np.ceil(line.length / _STEP_M)) + 1))
    return at, np.asarray(shapely.points(places_along(line, at)))


def _first_near(layer: Layer, points: NDArray[np.object_], metres: float) -> list[tuple[int, int]]:
    if metres:
        sample, row = layer.tree.query(points, predicate="dwithin", distance=metres)
    else:
        sample, row = layer.tree.query(points, predicate="intersects")
    rows, first = np.unique(row, return_index=True)
    nearest = [(int(each), int(sample[row == each].min())) for each in rows]
    return sorted(nearest, key=lambda pair: pair[1]) if first.size else []


def _told(key: str, record: pd.Series, rule: HeapRule) -> tuple[str, str]:
    if key == "slag_heaps":
        return _heap(record, rule)
    for stem in ("access", "text"):
        if told := in_language(record, stem):
            return "info", told
    if key == "protected_areas":
        return "warning", say("walks.protected")
    return "info", ""


def _heap(record: pd.Series, rule: HeapRule) -> tuple[str, str]:
    access = record.get("access")
    level = {"closed": "stop", "partial": "warning"}.get(access if isinstance(access, str) else "", "info")
    texts = []
    if told := in_language(record, "access"):
        texts.append(told)
    elif rule.note:
        texts.append(rule.note)
    elif not isinstance(access, str) or access == "unknown":
        texts.append(say("walks.heap_unknown"))
    return level, " ".join(texts)


@dataclass(frozen=True)
class Sighting:
    """A species to look for along a way; never closer than its site."""

    scientific_name: str
    name: str
    site: str
    in_season: bool
    text: str
    source_url: str


def species_along(territory: Territory, line: LineString, month: int) -> list[Sighting]:
    """Return the species of the sites that a way crosses, those in season first.

    Sensitive species are left out: they are never tied to a way. A species whose season is not published is
    kept, and told apart from those that are in season.
    """
    layer = territory.find("species_sites")
    if layer is None:
        return []
    rows = layer.data.iloc[np.sort(layer.tree.query(line, predicate="dwithin", distance=30.0))]
    commune = territory.commune if territory.get("commune") is not None else None
    found = []
    for row in rows.to_dict("records"):
        months = str(row.get("season_months") or "")
        season = {int(part) for part in months.split(";") if part.isdigit()}
        everywhere = commune is not None and row["geometry"].area > commune.area / 2
        if bool(row["sensitive"]) or everywhere or (season and month not in season):
            continue
        text = in_language(row, "text")
        name = in_language(row, "name") or str(row["name"])
        site = in_language(row, "site") or _text(row.get("site"))
        found.append(
            Sighting(str(row["scientific_name"]), name, site, month in season, text, _text(row["source_url"]))
        )
    return sorted(found, key=lambda item: (not item.in_season, item.name))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""

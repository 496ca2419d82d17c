"""Streets, tracks and paths: one network, cut at every crossing on the level."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.draw.facts import CRS
from data.draw.frame import layer
from data.draw.illustrative.cone_paths import closed_ramp, heap_ways
from data.draw.illustrative.fields import TRACK_PARENT_M2, cells
from data.draw.illustrative.ground import (
    CLOSED_HEAP,
    ground,
    main_road,
    motorway,
    places,
    railway_axis,
    ring,
)
from data.draw.illustrative.joints import crossings, joined, noded, without_stubs
from data.draw.illustrative.town import town

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from data.draw.frame import Drawn

STREET_NAMES = {
    "Place de la République": "85.28 40.03",
    "Rue du 11 Novembre 1918": "85.2 40.25",
    "Rue Jean-Baptiste Roussel": "85.05 40.4",
    "Rue René Cassin": "85.45 39.7",
    "Rue Roger Salengro": "84.95 39.62",
    "Rue Lazare Hoche": "84.9 40.1",
    "Rue Léon Blum": "84.9 38.4",
    "Rue de Bourgogne": "85.1 38.5",
    "Place de Lorraine": "84.79 38.27",
    "Rue Vasco-de-Gama": "86.19 38.75",
    "Rue Henri Becquerel": "86.7 40.75",
}
"""Names that sources mention, and about where they belong; the streets themselves are drawn."""
NAMED_M = 90.0
REACH_M = 22.0
"""Streets and tracks reach this far over their block's edge, so that they meet the next way."""


@dataclass(frozen=True)
class Way:
    """A way before it is cut at its crossings.

    Attributes
    ----------
    line : LineString
        Axis, EPSG:2154.
    bridge : int
        0 on the ground, 1 over, -1 under what it crosses.
    """

    line: BaseGeometry
    kind: str
    surface: str
    access: str = "open"
    bridge: int = 0
    name: str = ""
    width_m: float = 3.0
    traffic: str = "none"
    wheelchair: str = "unknown"


def paths(drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the network."""
    above = [
        Way(part, "motorway", "asphalt", "no_foot", 0, "A21", 25.0, "high", "no") for part in _motorway(drawn)
    ]
    over = [_crossing(line, kind, bridge, name) for line, kind, bridge, name in crossings()]
    level = without_stubs([*noded([*_closed(drawn), *_ground_ways(drawn)], over), *over])
    ways = [*joined(level, _blocked(drawn)), *above]
    columns = {
        name: [getattr(way, name) for way in ways]
        for name in ("kind", "surface", "access", "bridge", "name", "width_m", "traffic", "wheelchair")
    }
    rows = gpd.GeoDataFrame(columns, geometry=[way.line for way in ways], crs=CRS)
    rows.insert(0, "id", [f"P{number:05d}" for number in range(1, len(rows) + 1)])
    rows["lit"] = pd.array([None] * len(rows), dtype="boolean")
    return layer(
        rows,
        status="illustrative",
        source="Réseau dessiné ; seuls les noms de rues cités par les sources sont repris, sans relevé",
        licence="Licence Ouverte 2.0",
        source_date="2024",
    )


def _blocked(drawn: Drawn) -> BaseGeometry:
    """Return what no link between ways may touch: the closed heap, and all that is not the commune."""
    closed = drawn["slag_heaps"].set_index("id").geometry[CLOSED_HEAP]
    commune = ground(drawn).commune
    return shapely.union_all([closed, commune.buffer(1_000).difference(commune.buffer(-1))])


def _ground_ways(drawn: Drawn) -> list[Way]:
    """Return what lies on the ground, the most telling kind first: it wins where two coincide."""
    land = ground(drawn)
    closed = drawn["slag_heaps"].set_index("id").geometry[CLOSED_HEAP].buffer(1)
    keep_out = shapely.union_all([closed, motorway().buffer(18)])
    ways = [
        Way(main_road(), "road", "asphalt", name="Route de Béthune (D943)", width_m=9, traffic="high"),
        Way(railway_axis(), "former_railway", "gravel", name="Ceinture verte", width_m=4, wheelchair="yes"),
        Way(shapely.linestrings(shapely.get_coordinates(ring())), "path", "gravel", name="Ceinture verte"),
        *_heap_paths(drawn),
        *_streets(drawn),
        *_tracks(drawn),
    ]
    inside = [replace(way, line=part) for way in ways for part in _pieces(way.line, land.commune, keep_out)]
    return [way for way in inside if way.line.length > 1]


def _pieces(line: BaseGeometry, commune: BaseGeometry, keep_out: BaseGeometry) -> list[BaseGeometry]:
    rest = shapely.difference(shapely.intersection(line, commune), keep_out)
    return list(shapely.get_parts(shapely.line_merge(rest)))


def _streets(drawn: Drawn) -> list[Way]:
    cuts = sorted(town(drawn).streets, key=lambda cut: -cut.parent_m2)
    names = _nearest(STREET_NAMES, [cut.line for cut in cuts])
    ways = []
    for number, cut in enumerate(cuts):
        busy = "low" if cut.parent_m2 < 1e5 else "high"
        name = names.get(number, "")
        ways.append(
            Way(_longer(cut.line), "street", "asphalt", name=name, width_m=7, traffic=busy, wheelchair="yes")
        )
    return ways


def _nearest(names: dict[str, str], lines: list[BaseGeometry]) -> dict[int, str]:
    """Give each name to the long line nearest to where it belongs; each line has one name."""
    chosen: dict[int, str] = {}
    long = np.flatnonzero(shapely.length(lines) >= NAMED_M)
    for name, place in names.items():
        away = shapely.distance(np.array(lines, dtype=object)[long], shapely.points(places(place)[0]))
        nearest = long[np.argsort(away, kind="stable")]
        chosen[next(int(number) for number in nearest if int(number) not in chosen)] = name
    return chosen


def _tracks(drawn: Drawn) -> list[Way]:
    _, cuts = cells(drawn)
    lines = [_longer(cut.line) for cut in cuts if cut.parent_m2 >= TRACK_PARENT_M2]
    names = _nearest({"Chemin des Croisettes": "84.75 39.1"}, lines)
    return [
        Way(
            line,
            "farm_track",
            "earth",
            width_m=4,
            wheelchair="no",
            name=names.get(index, ""),
        )
        for index, line in enumerate(lines)
    ]


def _heap_paths(drawn: Drawn) -> list[Way]:
    return [
        Way(line, "steps" if steps else "path", "shale", wheelchair="no", width_m=2)
        for line, steps in heap_ways(drawn)
    ]


def _closed(drawn: Drawn) -> list[Way]:
    return [Way(closed_ramp(drawn), "steps", "shale", "closed", 0, "Rampe du terril 74", 2, "none", "no")]


def _crossing(line: BaseGeometry, kind: str, bridge: int, name: str) -> Way:
    surface = {"footbridge": "metal", "path": "gravel"}.get(kind, "asphalt")
    traffic = {"road": "high", "street": "low"}.get(kind, "none")
    return Way(line, kind, surface, "open", bridge, name, 3.0, traffic, "unknown")


def _motorway(drawn: Drawn) -> list[BaseGeometry]:
    return list(shapely.get_parts(shapely.intersection(motorway(), ground(drawn).commune)))


def _longer(line: BaseGeometry) -> BaseGeometry:
    """Return a straight line, longer by `REACH_M` at both ends."""
    ends = shapely.get_coordinates(line)[[0, -1]]
    along = (ends[1] - ends[0]) / line.length
    return shapely.linestrings(np.array([ends[0] - along * REACH_M, ends[1] + along * REACH_M]))

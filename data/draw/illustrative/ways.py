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
from data.draw.illustrative.ground import CLOSED_HEAP, ground, main_road, motorway, railway_axis, ring
from data.draw.illustrative.joints import crossings, joined, noded, without_stubs
from data.draw.illustrative.town import town

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from data.draw.frame import Drawn

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
    level = without_stubs([*noded(_ground_ways(drawn), over), *over])
    segments = joined(level, closed_ramp(drawn))
    ways = [*segments, *_closed(drawn), *above]
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
    names = _street_names()
    ways = []
    for number, cut in enumerate(sorted(town(drawn).streets, key=lambda cut: -cut.parent_m2)):
        busy = "low" if cut.parent_m2 < 1e5 else "high"
        name = names[number] if number < len(names) else ""
        ways.append(
            Way(_longer(cut.line), "street", "asphalt", name=name, width_m=7, traffic=busy, wheelchair="yes")
        )
    return ways


def _street_names() -> tuple[str, ...]:
    return (
        "Rue Roger Salengro", "Rue René Cassin", "Rue Léon Blum", "Place de la République",
        "Rue Vasco-de-Gama",
        "Rue Henri Becquerel", "Rue du 11 Novembre 1918", "Rue Jean-Baptiste Roussel", "Rue Lazare Hoche",
        "Rue de Bourgogne", "Place de Lorraine",
    )  # fmt: skip


def _tracks(drawn: Drawn) -> list[Way]:
    _, cuts = cells(drawn)
    lines = [_longer(cut.line) for cut in cuts if cut.parent_m2 >= TRACK_PARENT_M2]
    return [
        Way(
            line,
            "farm_track",
            "earth",
            width_m=4,
            wheelchair="no",
            name="Chemin des Croisettes" if not index else "",
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

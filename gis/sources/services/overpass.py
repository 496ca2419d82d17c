"""OpenStreetMap through Overpass: one question for the commune and around it, and its elements as shapes.

The tables made of it hold OpenStreetMap data only (ODbL): other sources never fill their gaps, nor they
those of others.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.crs import WGS84
from gis.errors import ServiceError
from gis.sources.http.request import Request
from gis.sources.margins import HABITATS_M, PATHS_M, POINTS_M
from gis.sources.reprojection import reprojected
from gis.sources.service import Probe, Service
from gis.sources.source import ODBL, Credit, Fetched, Fetcher
from gis.words import number, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gis.sources.place import Box, Place

CREDIT = Credit("© OpenStreetMap contributors", ODBL, status="published")
RHYTHM_DAYS = 31
COPYRIGHT_URL = "https://www.openstreetmap.org/copyright"
QUERY = """[out:json][timeout:120][maxsize:268435456];
(
  way["highway"~"^(path|footway|track|bridleway|cycleway|pedestrian|steps)$"]({paths});
  relation["type"="route"]["route"~"^(hiking|foot|bicycle|horse)$"]({paths});
  nwr["landuse"~"^(allotments|orchard)$"]({habitats});
  nwr["leisure"~"^(garden|park|nature_reserve)$"]({habitats});
  nwr["natural"="tree_row"]({habitats});
  nwr["barrier"="hedge"]({habitats});
  nwr["natural"="tree"]({points});
  nwr["amenity"~"^(drinking_water|toilets|bench|shelter)$"]({points});
  nwr["leisure"="picnic_table"]({points});
  nwr["tourism"="viewpoint"]({points});
  node["highway"="bus_stop"]({points});
);
out geom;"""
"""What is asked, once, each in the box of its own margin; every table takes its own elements out of the one
reply. `out tags geom` would print relations without their members, that is without any shape."""
MARGINS_M = {"paths": PATHS_M, "habitats": HABITATS_M, "points": POINTS_M}
COUNT_QUERY = """[out:json][timeout:60];
area["ref:INSEE"="{insee}"]["boundary"="administrative"]["admin_level"~"^[89]$"]->.a;
way["highway"](area.a);
out count;"""
AREA_KEYS = {"landuse", "leisure", "building"}
"""A closed way under one of these keys is an area; under any other only with `area=yes`."""
CLOSED_FROM = 4


def fetch(asker: Fetcher, place: Place) -> Fetched:
    """Bring every element of the question; the same reply serves all tables.

    Raises
    ------
    ServiceError
        When the reply is not one of Overpass; one that gave up says so, and is refused.
    """
    # The same question whichever table asks, so that one reply serves all.
    commune = replace(place, around_m=0.0)
    boxes = {name: _box(commune.box_degrees(metres)) for name, metres in MARGINS_M.items()}
    form = {"data": QUERY.format(**boxes)}
    document = asker.ask(Request("osm", asker.settings.url("osm"), data=form)).json()
    elements = document.get("elements") if isinstance(document, dict) else None
    if not isinstance(elements, list):
        msg = sentence("sources.not_features")
        raise ServiceError(msg)
    date = str((document.get("osm3s") or {}).get("timestamp_osm_base") or "")[:10]
    return Fetched(
        elements, COPYRIGHT_URL, edition=date, matched=len(elements), shared=True, note="osm_partial"
    )


def _box(degrees: Box) -> str:
    west, south, east, north = degrees
    return f"{south:.5f},{west:.5f},{north:.5f},{east:.5f}"


def shapes(elements: list[Mapping[str, Any]], to: str) -> gpd.GeoDataFrame:
    """Return elements as shapes in the system `to`, with `element` (`way/12`) and `tags`.

    Ways become lines or, where their tags say so, areas; relations become multi-part areas with their
    holes, or the lines of a route. What cannot be closed is missing; `is_cut` tells what is there in part.
    """
    drawn = [_shape(item) for item in elements]
    table = pd.DataFrame(
        {
            "element": [f"{item.get('type')}/{item.get('id', '')}" for item in elements],
            "tags": [dict(item.get("tags") or {}) for item in elements],
        }
    )
    flat = np.array(drawn, dtype=object) if drawn else np.empty(0, dtype=object)
    return gpd.GeoDataFrame(table, geometry=reprojected(flat, crs=WGS84, to=to), crs=to)


def is_cut(item: Mapping[str, Any]) -> bool:
    """Whether an element came without some of its points, or a relation without the shape of a member."""
    if item.get("type") == "way":
        return None in (item.get("geometry") or [])
    members = item.get("members") or []
    drawn = (member for member in members if member.get("type") != "node")
    return any(not member.get("geometry") or None in member["geometry"] for member in drawn)


def _shape(item: Mapping[str, Any]) -> shapely.Geometry | None:
    kind = item.get("type")
    if kind == "node":
        return _point(item)
    if kind == "way":
        return _way(item)
    if kind == "relation":
        return _relation(item)
    return None


def _point(item: Mapping[str, Any]) -> shapely.Geometry | None:
    if item.get("lat") is None or item.get("lon") is None:
        return None
    return shapely.Point(float(item["lon"]), float(item["lat"]))


def _way(item: Mapping[str, Any]) -> shapely.Geometry | None:
    points = _coordinates(item)
    closed = len(points) >= CLOSED_FROM and points[0] == points[-1]
    if closed and is_area(item.get("tags") or {}):
        return shapely.Polygon(points)
    lines = [shapely.LineString(run) for run in _runs(item)]
    return shapely.union_all(lines) if len(lines) > 1 else next(iter(lines), None)


def is_area(tags: Mapping[str, str]) -> bool:
    """Whether the tags of a closed way say that it is an area."""
    if tags.get("area") in {"yes", "no"}:
        return tags["area"] == "yes"
    return bool(AREA_KEYS & tags.keys())


def _relation(item: Mapping[str, Any]) -> shapely.Geometry | None:
    members = [member for member in item.get("members") or [] if member.get("type") == "way"]
    tags = item.get("tags") or {}
    if tags.get("type") == "route":
        lines = [shapely.LineString(run) for member in members for run in _runs(member)]
        return shapely.line_merge(shapely.union_all(lines)) if lines else None
    inner = [member for member in members if member.get("role") == "inner"]
    outer = [member for member in members if member.get("role") != "inner"]
    if not outer or any(_line(member) is None for member in outer):
        # Members outside the area asked for come without geometry: the ring stays open.
        return None
    area = _closed(outer)
    holes = _closed(inner)
    if area is None or holes is None:
        return area
    return shapely.difference(area, holes)


def _closed(members: list[Mapping[str, Any]]) -> shapely.Geometry | None:
    lines = [line for member in members if (line := _line(member)) is not None]
    if not lines:
        return None
    edges = shapely.get_parts(shapely.node(shapely.union_all(lines)))
    rings, cuts, dangles, _ = shapely.polygonize_full(edges)
    if shapely.is_empty(rings) or not (shapely.is_empty(cuts) and shapely.is_empty(dangles)):
        return None
    return shapely.union_all(shapely.get_parts(rings))


def _line(item: Mapping[str, Any]) -> shapely.Geometry | None:
    points = _coordinates(item)
    return shapely.LineString(points) if len(points) >= 2 else None  # noqa: PLR2004


def _runs(item: Mapping[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the stretches of a line between points that did not come: nothing is drawn across a gap."""
    groups = groupby(item.get("geometry") or [], key=lambda at: bool(at) and at.get("lat") is not None)
    runs = [_coordinates({"geometry": list(points)}) for known, points in groups if known]
    return [run for run in runs if len(run) >= 2]  # noqa: PLR2004


def _coordinates(item: Mapping[str, Any]) -> list[tuple[float, float]]:
    given = item.get("geometry") or []
    return [(float(at["lon"]), float(at["lat"])) for at in given if at and at.get("lat") is not None]


def _counts(asker: Fetcher, place: Place) -> tuple[bool, str]:
    form = {"data": COUNT_QUERY.format(insee=place.insee)}
    document = asker.ask(Request("osm", asker.settings.url("osm"), data=form)).json()
    count = int(document["elements"][0]["tags"]["total"])
    return count > 0, number(count)


SERVICES = (Service("osm", "https://overpass-api.de/api/interpreter", min_interval_s=1.0),)
PROBES = (Probe("osm", "osm", _counts),)

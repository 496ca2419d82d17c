"""OpenStreetMap as Overpass prints it by `out geom`: rings in parts, members that did not come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from tests.official.commune import flat

if TYPE_CHECKING:
    from tests.official.commune import Commune

STAMP = "2026-11-20T00:00:00Z"
COPYRIGHT = (
    "The data included in this document is from www.openstreetmap.org. The data is made available under ODbL."
)
TREES = ({"genus": "Malus"}, {"species": "Olea europaea", "produce": "olive"}, {"genus": "Acer"})
POINTS = (
    {"amenity": "drinking_water"}, {"amenity": "bench"}, {"amenity": "toilets", "access": "private"},
    {"highway": "bus_stop", "name": "Mairie"}, {"tourism": "viewpoint"}, {"leisure": "picnic_table"},
)  # fmt: skip


def document(commune: Commune) -> dict[str, Any]:
    """Return the whole reply."""
    return {
        "version": 0.6,
        "generator": "Overpass API 0.7.62",
        "osm3s": {
            "timestamp_osm_base": STAMP,
            "copyright": COPYRIGHT,
        },
        "elements": [*_nodes(commune), *_ways(commune), *_relations(commune)],
    }


def _path(shape: shapely.Geometry) -> list[dict[str, float]]:
    return [{"lat": float(lat), "lon": float(lon)} for lon, lat in shapely.get_coordinates(flat([shape]))]


def _nodes(commune: Commune) -> list[dict[str, Any]]:
    rng, land = commune.rng("nodes"), commune.land
    tags = [{"natural": "tree", **TREES[row % 3]} for row in range(30)] + [
        dict(POINTS[row % len(POINTS)]) for row in range(24)
    ]
    west, south, east, north = land.built.bounds
    points = shapely.points(rng.uniform(west, east, len(tags)), rng.uniform(south, north, len(tags)))
    return [
        {"type": "node", "id": 8_000 + row, **_path(shape)[0], "tags": told}
        for row, (shape, told) in enumerate(zip(points, tags, strict=True))
    ]


def _ways(commune: Commune) -> list[dict[str, Any]]:
    land = commune.land
    paths = [
        (line, {"highway": ("path", "track", "footway")[row % 3], "surface": "ground"})
        for row, line in enumerate(land.tracks[::7][:60])
    ]
    areas = [
        (
            cell.buffer(-15).exterior,
            {"landuse": "allotments", "name": "Jardins du Lavoir"} if row == 0 else {"landuse": "orchard"},
        )
        for row, cell in enumerate(land.own_cells[2:5])
    ]
    hedges = [(line, {"barrier": "hedge"}) for line in land.tracks[3::17][:12]]
    return [
        {"type": "way", "id": 5_000 + row, "nodes": [], "geometry": _path(shape), "tags": tags}
        for row, (shape, tags) in enumerate([*paths, *areas, *hedges])
    ]


def _relations(commune: Commune) -> list[dict[str, Any]]:
    x, y = commune.land.middle().x, commune.land.middle().y
    west, south, east, north = x - 90, y - 60, x + 90, y + 60
    lower = _path(shapely.LineString([(west, south), (east, south), (east, north)]))
    upper = _path(shapely.LineString([(west, south), (west, north), (east, north)]))
    hole = _path(shapely.Point(x, y).buffer(15, quad_segs=2).exterior)
    park = [_member(1, "outer", lower), _member(2, "outer", upper), _member(3, "inner", hole)]
    route = [_path(line) for line in commune.land.streets[:5]]
    return [
        {
            "type": "relation",
            "id": 700,
            "tags": {"type": "multipolygon", "leisure": "park", "name": "Parc du Lavoir"},
            "members": park,
        },
        {
            "type": "relation",
            "id": 701,
            "tags": {"type": "multipolygon", "leisure": "park", "name": "Parc coupé"},
            "members": [_member(1, "outer", lower), {"type": "way", "ref": 4, "role": "outer"}],
        },
        {
            "type": "relation",
            "id": 702,
            "tags": {"type": "route", "route": "hiking", "name": "Tour d’essai", "network": "lwn"},
            "members": [
                *(_member(10 + row, "", points) for row, points in enumerate(route)),
                {"type": "way", "ref": 99, "role": ""},
            ],
        },
        {
            "type": "relation",
            "id": 703,
            "tags": {"type": "route", "route": "bicycle"},
            "members": [{"type": "way", "ref": 98, "role": ""}],
        },
    ]


def _member(ref: int, role: str, points: list[dict[str, float]]) -> dict[str, Any]:
    return {"type": "way", "ref": ref, "role": role, "geometry": points}


SHAPELESS = ("relation/701", "relation/703")
"""Elements whose shape cannot be told: members are missing."""


def is_area_question(query: str, insee: str) -> bool:
    """Whether a question is asked by the area of the commune."""
    return f'"ref:INSEE"="{insee}"' in query


def counted(commune: Commune) -> dict[str, Any]:
    """Return the reply to `out count`."""
    total = sum(1 for item in _ways(commune) if "highway" in item["tags"])
    return {"elements": [{"type": "count", "id": 0, "tags": {"total": str(total)}}]}


def inside(commune: Commune, item: dict[str, Any]) -> bool:
    """Whether an element meets the commune."""
    if item["type"] == "relation":
        return True
    points = item.get("geometry") or [item]
    xy = np.array([[at["lon"], at["lat"]] for at in points])
    shape = shapely.LineString(xy) if len(xy) > 1 else shapely.Point(*xy[0])
    return bool(shapely.intersects(flat([commune.land.outline])[0], shape))

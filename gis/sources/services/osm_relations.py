"""Tables of OpenStreetMap that come as relations above all: routes, parks, a named green belt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import shapely

from gis.sources.frames import plain
from gis.sources.services.osm import finish, shapes_of, source_of, tag_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from gis.sources.place import Place
    from gis.sources.source import Fetched

ROUTES = {"hiking": "hiking", "foot": "hiking", "bicycle": "bicycle", "horse": "horse"}
"""Kind of route by the tag `route`."""
BELT_NAME = re.compile(r"ceinture verte|coulee verte|trame verte|green belt|boucle verte")
PARKS = {"park": "park", "nature_reserve": "nature_reserve"}
"""Kind of area by the tag `leisure`."""


def normalise_routes(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return marked routes as lines, one row a relation."""
    rows = shapes_of(fetched, place.crs, 1, is_route)
    filled = rows[[rows.geometry.name]].assign(
        kind=tag_of(rows, "route").map(ROUTES),
        ref=tag_of(rows, "ref"),
        network=tag_of(rows, "network"),
        manager=tag_of(rows, "operator"),
    )
    return finish(filled, rows, fetched)


def normalise_parks(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return parks and nature reserves as areas, with their holes."""
    rows = shapes_of(fetched, place.crs, 2, is_park)
    filled = rows[[rows.geometry.name]].assign(
        kind=tag_of(rows, "leisure").map(PARKS),
        area_m2=shapely.area(shapely.make_valid(rows.geometry.to_numpy())),
        access=tag_of(rows, "access").map(lambda text: "closed" if text in {"no", "private"} else "unknown"),
        manager=tag_of(rows, "operator"),
    )
    return finish(filled, rows, fetched)


def normalise_belt(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the routes that carry the name of a green belt: no other tag says that one is there."""
    rows = shapes_of(fetched, place.crs, 1, is_belt)
    filled = rows[[rows.geometry.name]].assign(
        width_m=None, kind=None, edible=None, length_m=shapely.length(rows.geometry.to_numpy())
    )
    return finish(filled, rows, fetched)


def is_route(tags: Mapping[str, str]) -> bool:
    """Whether the tags are those of a route on foot, by bicycle or on horseback."""
    return tags.get("type") == "route" and tags.get("route") in ROUTES


def is_park(tags: Mapping[str, str]) -> bool:
    """Whether the tags are those of a park or a reserve."""
    return tags.get("leisure") in PARKS


def is_belt(tags: Mapping[str, str]) -> bool:
    """Whether the tags are those of a route that is called a green belt."""
    named = " ".join(plain(word) for word in tags.get("name", "").split())
    return tags.get("type") == "route" and bool(BELT_NAME.search(named))


SOURCES = (
    source_of("osm_routes", normalise_routes, is_route),
    source_of("osm_parks", normalise_parks, is_park),
    source_of("green_belt", normalise_belt, is_belt, fills_gap=True),
)

"""Easements of public utility (SUP) by API Carto on the Géoportail de l'urbanisme: where each of them weighs.

They are published by the body that manages them and by category, so they are asked for by outline. What no
body has published is not there: nothing found says nothing of the ground.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from gis.crs import WGS84
from gis.sources.formats.wfs import IncompleteError
from gis.sources.frames import column, complete, from_features, texts
from gis.sources.place import Place
from gis.sources.service import Probe
from gis.sources.services.planning import CREDIT, FORMAT_DATE, MOST, RHYTHM_DAYS, ask
from gis.sources.source import Fetched, Fetcher, Source
from gis.words import number, sentence

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

ENDPOINTS = ("assiette-sup-s", "assiette-sup-l", "assiette-sup-p")
DEPTH = 4
"""How often an outline is quartered where a reply is full."""


def fetch(asker: Fetcher, place: Place) -> Fetched:
    """Bring what easements weigh on in the commune: areas, lines and points.

    Raises
    ------
    IncompleteError
        When there are more of them than the service sends, however small the outline.
    """
    items = [item for endpoint in ENDPOINTS for item in _all(asker, endpoint, place, DEPTH)]
    unique = {str(item.get("id") or row): item for row, item in enumerate(items)}
    return Fetched([*unique.values()], asker.url, matched=len(unique), note="easements_partial")


def normalise(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the easements by category, which keeps its published name where no list knows it."""
    rows = from_features(fetched.content, crs=WGS84, to=place.crs, box=place.box())
    filled = rows[[rows.geometry.name]].assign(
        category=texts(column(rows, "suptype", "categorie")).str.upper(),
        part=texts(column(rows, "typeass")),
        text=texts(column(rows, "nomsuplitt")),
        approved=texts(column(rows, "datesrcass")).str.replace(FORMAT_DATE, r"\1-\2-\3", regex=True),
        regulation=texts(column(rows, "nomreg", "fichier")),
        regulation_url=texts(column(rows, "urlreg")),
    )
    names = texts(column(rows, "nomass"))
    date = max(texts(column(rows, "gpu_timestamp")).str[:10], default="")
    ids = texts(column(rows, "feature_id"))
    return complete(filled, ids=ids, names=names, credit=CREDIT, url=fetched.url, date=date)


def _all(asker: Fetcher, endpoint: str, place: Place, depth: int) -> list[dict[str, Any]]:
    found = ask(asker, endpoint, {"geom": place.polygon()}, post=True)
    if len(found) < MOST:
        return found
    if not depth:
        msg = sentence("sources.incomplete", layer=endpoint, got=len(found), matched=f"{MOST}+")
        raise IncompleteError(msg)
    parts = (Place(place.insee, place.name, part) for part in _quarters(place.shape))
    return [item for part in parts for item in _all(asker, endpoint, part, depth - 1)]


def _quarters(shape: BaseGeometry) -> list[BaseGeometry]:
    west, south, east, north = shape.bounds
    x, y = (west + east) / 2, (south + north) / 2
    boxes = shapely.box([west, x, west, x], [south, south, y, y], [x, east, x, east], [y, y, north, north])
    parts = shapely.intersection(shape, boxes)
    return [part for part in parts if part.area]


def _some(asker: Fetcher, place: Place) -> tuple[bool, str]:
    count = len(ask(asker, ENDPOINTS[0], {"geom": place.polygon()}, post=True))
    return count > 0, number(count)


SOURCES = (Source("easements", "planning", fetch, normalise, CREDIT, RHYTHM_DAYS, empty_means_unknown=True),)
PROBES = (Probe("easements", "planning", _some),)

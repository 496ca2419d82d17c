"""What someone asks for on the page of parcels, and which parcels or shape answer to it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.errors import AmbiguousError, InputError, ParcelNotFoundError, ReferenceFormatError
from gis.footprint import Footprint, read_footprint
from gis.parcels import parcels_of, parse
from gis.search import index
from gis.words import say

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from gis.crs import Projection
    from gis.search import SearchHit
    from gis.territory import Territory

LOCATED = frozenset({"place", "street", "feature"})
MOST_HITS = 8
NEAR_M = 25.0
"""Parcels this close to a street or a place answer for it: a street is no parcel itself."""
MOST_POINTS = 60
"""Points of a shape that the address bar holds."""
DECIMALS = 7
"""Of degrees, in the address bar: about a centimetre."""
_NUMBER = r"([+-]?\d{1,8}(?:[.,]\d+)?)"
_PAIR = re.compile(rf"\s*{_NUMBER}\s*[;,\s]\s*{_NUMBER}\s*")


@dataclass(frozen=True, eq=False)
class ParcelQuery:
    """What was asked for.

    Attributes
    ----------
    ids : tuple of str
        Parcels that answer: one has a dossier, several are asked about.
    hits : tuple of SearchHit
        Names that answer, when several do.
    shape : polygon or None
        A drawn or uploaded shape, in metres of `projection`.
    projection : Projection or None
        The territory's legal system; None where there is no shape.
    name : str
        What it is called; empty where it has no name.
    notes : tuple of str
        What was changed to make the shape usable.
    question : str
        Why there are several, in the language in use when it was asked.
    go : bool
        Whether the map shall move there; a click asks for what is in sight already.
    """

    ids: tuple[str, ...] = ()
    hits: tuple[SearchHit, ...] = ()
    shape: BaseGeometry | None = None
    projection: Projection | None = None
    name: str = ""
    notes: tuple[str, ...] = ()
    question: str = ""
    go: bool = True


def ask_text(territory: Territory, text: str) -> ParcelQuery:
    """Answer to a text: coordinates, a reference in any writing, a place or a street.

    Raises
    ------
    InputError
        When nothing answers; the message names what comes nearest.
    """
    point = coordinates(territory.projection, text)
    if point is not None:
        return ask_point(territory, *point, go=True)
    try:
        found = tuple(parcels_of(territory).matches(text))
    except ReferenceFormatError:
        return _ask_name(territory, text)
    except ParcelNotFoundError as error:
        hits = _names(territory, text)
        if not hits:
            raise
        return ParcelQuery(hits=hits, question=str(error))
    if len(found) == 1 and parse(text, code=territory.code).number:
        return ParcelQuery(ids=found)
    return ParcelQuery(
        ids=found, question=say("parcels_page.which_parcel", text=text.strip(), count=len(found))
    )


def ask_point(territory: Territory, lon: float, lat: float, *, go: bool = False) -> ParcelQuery:
    """Answer to a place on the map; several parcels where it lies on the line between them.

    Raises
    ------
    InputError
        When no parcel is there.
    """
    try:
        return ParcelQuery(ids=(parcels_of(territory).at_lonlat(lon, lat).id,), go=go)
    except AmbiguousError as error:
        return ParcelQuery(ids=error.choices, question=str(error), go=go)


def ask_hit(territory: Territory, hit: SearchHit) -> ParcelQuery:
    """Answer to a place or street that was found by name: the parcel there, or those along it.

    Raises
    ------
    InputError
        When no parcel is near.
    """
    ids = _parcels_at(territory, hit)
    if not ids:
        msg = say("parcels_page.no_parcel_near", name=hit.title)
        raise InputError(msg)
    question = say("parcels_page.which_near", name=hit.title, count=len(ids)) if len(ids) > 1 else ""
    return ParcelQuery(ids=ids, question=question)


def ask_file(
    territory: Territory, content: bytes, *, crs: str = "", layer: str = "", name: str = ""
) -> ParcelQuery:
    """Answer to a file of shapes; errors as in `gis.footprint.read_footprint`."""
    return _of_footprint(read_footprint(content, territory.projection, crs=crs, layer=layer), name)


def ask_drawn(territory: Territory, shape: dict[str, Any]) -> ParcelQuery:
    """Answer to a GeoJSON polygon in WGS 84 that was drawn on the map; errors as in `ask_file`.

    Corners are rounded as in the address bar, so that a link reopens the very same shape.
    """
    rounded = json.loads(json.dumps(shape), parse_float=lambda figure: round(float(figure), DECIMALS))
    footprint = read_footprint(json.dumps(rounded).encode(), territory.projection)
    return replace(_of_footprint(footprint, ""), name="", go=False)


def coordinates(projection: Projection, text: str) -> tuple[float, float] | None:
    """Return longitude and latitude of a pair of figures; nothing where the text is none.

    Degrees in either order, told apart by where the system is used; larger figures are its metres.
    """
    found = _PAIR.fullmatch(text)
    if found is None:
        return None
    one, two = (float(part.replace(",", ".")) for part in found.groups())
    west, south, east, north = projection.degrees
    for lat, lon in ((one, two), (two, one)):
        if south < lat < north and west < lon < east:
            return lon, lat
    west, south, east, north = projection.extent
    if west < one < east and south < two < north:
        return projection.point_to_lonlat(one, two)
    return None


def shape_code(query: ParcelQuery) -> str:
    """Return the shape asked about as text for the address bar; empty without, too long or with holes."""
    shape = query.shape
    if shape is None or query.projection is None:
        return ""
    if shapely.get_type_id(shape) != 3 or shapely.get_num_interior_rings(shape):  # noqa: PLR2004 - a polygon
        return ""
    (degrees,) = query.projection.to_wgs84(np.array([shape], dtype=object), decimals=8)
    points = shapely.get_coordinates(degrees)[:-1]
    if len(points) > MOST_POINTS:
        return ""
    return ";".join(f"{lon:.{DECIMALS}f},{lat:.{DECIMALS}f}" for lon, lat in points)


def shape_of_code(territory: Territory, code: str) -> ParcelQuery:
    """Answer to the text that `shape_code` gave.

    Raises
    ------
    InputError
        When it is no shape.
    """
    try:
        points = [[float(part) for part in pair.split(",")] for pair in code.split(";")]
        lons, lats = zip(*points, strict=True)
        ring = [list(point) for point in zip(lons, lats, strict=True)]
    except ValueError as error:
        msg = say("parcels_page.shape_address")
        raise InputError(msg) from error
    polygon = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    return _of_footprint(read_footprint(json.dumps(polygon).encode(), territory.projection), "")


def _of_footprint(footprint: Footprint, name: str) -> ParcelQuery:
    return ParcelQuery(
        shape=footprint.shape,
        projection=footprint.projection,
        name=footprint.name or name,
        notes=footprint.notes,
    )


def _ask_name(territory: Territory, text: str) -> ParcelQuery:
    hits = _names(territory, text)
    if not hits:
        msg = say("parcels_page.nothing_called", text=text.strip()[:60])
        raise InputError(msg)
    if len(hits) == 1:
        return ask_hit(territory, hits[0])
    return ParcelQuery(hits=hits, question=say("parcels_page.which_place", text=text.strip()[:60]))


def _names(territory: Territory, text: str) -> tuple[SearchHit, ...]:
    found = index(territory).find(text, limit=4 * MOST_HITS)
    return tuple(hit for hit in found if hit.kind in LOCATED and hit.lonlat is not None)[:MOST_HITS]


def _parcels_at(territory: Territory, hit: SearchHit) -> tuple[str, ...]:
    assert hit.lonlat is not None
    parcels = parcels_of(territory)
    shape = shapely.Point(territory.projection.point_to_metres(*hit.lonlat))
    if hit.kind != "place" and (layer := territory.get(hit.layer)) is not None:
        same = (layer.data["name"] == hit.title).to_numpy(dtype=bool) | (layer.ids == hit.id)
        shape = shapely.union_all(layer.geometry[same]) if same.any() else shape
    rows = parcels.layer.tree.query(shape, predicate="intersects")
    if not len(rows) or hit.kind == "street":
        rows = parcels.layer.tree.query(shape, predicate="dwithin", distance=NEAR_M)
    return tuple(sorted(parcels.ids[row] for row in rows))

"""GML 3 as WFS servers write it: features with flat properties, one geometry each, axis order by its CRS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyproj
from pyproj.exceptions import CRSError as ProjError

from gis.errors import ServiceError
from gis.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

MEMBERS = {"member", "featureMember", "featureMembers"}
GEOMETRIES = {
    "Point",
    "LineString",
    "Curve",
    "Polygon",
    "Surface",
    "MultiPoint",
    "MultiCurve",
    "MultiLineString",
    "MultiSurface",
    "MultiPolygon",
}
POSITIONS = {"pos", "posList"}


def read(root: Element, *, default_crs: str) -> tuple[list[dict[str, Any]], str]:
    """Return the features of a collection in GeoJSON form, x before y, and the CRS of their coordinates.

    Parameters
    ----------
    default_crs : str
        CRS where the geometries name none.

    Raises
    ------
    ServiceError
        When the document is no collection of features.
    """
    if _name(root) != "FeatureCollection":
        msg = sentence("sources.not_features")
        raise ServiceError(msg)
    declared = next((item.get("srsName") for item in root.iter() if item.get("srsName")), None)
    crs = declared or default_crs
    swap = latitude_first(crs)
    return [_feature(item, swap=swap) for item in _members(root)], crs


def latitude_first(crs: str) -> bool:
    """Whether coordinates of a CRS named this way come with latitude, or northing, first.

    The URN and `/def/crs/` forms follow the axes of the EPSG register; `EPSG:…` and the old `#…` form are
    written x before y.

    Raises
    ------
    ServiceError
        When the name is no CRS.
    """
    if not crs.lower().startswith(("urn:", "http://www.opengis.net/def/")):
        return False
    try:
        axes = pyproj.CRS.from_user_input(crs).axis_info
    except ProjError as error:
        msg = sentence("sources.crs", crs=crs)
        raise ServiceError(msg) from error
    return bool(axes) and axes[0].direction == "north"


def _members(root: Element) -> Iterable[Element]:
    for child in root:
        if _name(child) in MEMBERS:
            yield from child


def _feature(item: Element, *, swap: bool) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    geometry = None
    for child in item:
        shape = next((inner for inner in child if _name(inner) in GEOMETRIES), None)
        if shape is not None:
            geometry = _geometry(shape, swap=swap)
        elif _name(child) != "boundedBy":
            properties[_name(child)] = (child.text or "").strip() or None
    identity = next((value for key, value in item.attrib.items() if key.endswith(("}id", "fid"))), "")
    return {"id": identity, "properties": properties, "geometry": geometry}


def _geometry(shape: Element, *, swap: bool) -> dict[str, Any] | None:
    name = _name(shape)
    if name == "Point":
        points = _positions(shape, swap=swap)
        return {"type": "Point", "coordinates": points[0]} if points else None
    if name in {"LineString", "Curve"}:
        return {"type": "LineString", "coordinates": _positions(shape, swap=swap)}
    if name == "Polygon":
        return {"type": "Polygon", "coordinates": _rings(shape, swap=swap)}
    if name == "Surface":
        patches = [item for item in shape.iter() if _name(item) in {"PolygonPatch", "Polygon"}]
        return _multi("Polygon", [_rings(item, swap=swap) for item in patches])
    wanted = {"MultiPoint": "Point", "MultiCurve": "LineString", "MultiLineString": "LineString"}
    inner = wanted.get(name, "Polygon")
    parts = [
        part["coordinates"]
        for item in _parts(shape)
        if (part := _geometry(item, swap=swap)) is not None and part["type"] == inner
    ]
    return _multi(inner, parts)


def _parts(shape: Element) -> Iterable[Element]:
    for member in shape:
        for item in member:
            if _name(item) in GEOMETRIES:
                yield item


def _multi(kind: str, parts: list[Any]) -> dict[str, Any]:
    return {"type": f"Multi{kind}", "coordinates": parts}


def _rings(polygon: Element, *, swap: bool) -> list[list[tuple[float, ...]]]:
    found = {"exterior": [], "interior": []}  # type: dict[str, list[Any]]
    for child in polygon:
        if _name(child) in found:
            found[_name(child)].append(_positions(child, swap=swap))
    return [*found["exterior"][:1], *found["interior"]]


def _positions(shape: Element, *, swap: bool) -> list[tuple[float, ...]]:
    points: list[tuple[float, ...]] = []
    for item in shape.iter():
        if _name(item) in POSITIONS:
            points += _pairs((item.text or "").split(), _dimension(item, shape), swap=swap)
        elif _name(item) == "coordinates":
            for pair in (item.text or "").split():
                points += _pairs(pair.split(","), 0, swap=swap)
    return points


def _pairs(values: list[str], dimension: int, *, swap: bool) -> list[tuple[float, ...]]:
    size = dimension or (2 if len(values) % 2 == 0 else 3)
    try:
        figures = [float(value) for value in values]
    except ValueError as error:
        msg = sentence("sources.not_xml", url="GML", reason=error)
        raise ServiceError(msg) from error
    starts = range(0, len(figures) - size + 1, size)
    return [(figures[at + 1], figures[at]) if swap else (figures[at], figures[at + 1]) for at in starts]


def _dimension(item: Element, shape: Element) -> int:
    text = item.get("srsDimension") or shape.get("srsDimension") or ""
    if text.isdigit():
        return int(text)
    return len((item.text or "").split()) if _name(item) == "pos" else 0


def _name(item: Element) -> str:
    return item.tag.rsplit("}", 1)[-1]

"""Shapes from KML, read without entities, links or anything else that XML may smuggle in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

import numpy as np
import shapely
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from gis.crs import WGS84
from gis.errors import UploadError
from gis.footprint.raw import RawShapes
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

DIMENSIONS = (2, 3)


def read_kml(content: bytes) -> RawShapes:
    """Read the polygons of a KML file, which is always in WGS 84.

    Raises
    ------
    UploadError
        When it is not KML, or holds entities.
    """
    try:
        root = fromstring(content, forbid_dtd=True)
        shapes = [_polygon(item) for item in _all(root, "Polygon")]
        names = [item.text or "" for mark in _all(root, "Placemark") for item in _own(mark, "name")]
    except (ParseError, DefusedXmlException, ValueError, shapely.GEOSException) as error:
        msg = say("footprint.not_kml", reason=type(error).__name__)
        raise UploadError(msg) from error
    return RawShapes(np.array(shapes, dtype=object), WGS84, names[0].strip() if len(names) == 1 else "")


def _polygon(element: Element) -> shapely.Polygon:
    outer = [ring for side in _all(element, "outerBoundaryIs") for ring in _rings(side)]
    inner = [ring for side in _all(element, "innerBoundaryIs") for ring in _rings(side)]
    return shapely.Polygon(outer[0], inner) if outer else shapely.Polygon()


def _rings(side: Element) -> Iterator[list[tuple[float, ...]]]:
    for item in _all(side, "coordinates"):
        points = [tuple(float(part) for part in point.split(",")) for point in (item.text or "").split()]
        if not {len(point) for point in points} <= set(DIMENSIONS):
            raise ValueError(say("footprint.not_kml", reason="coordinates"))
        shortest = min((len(point) for point in points), default=DIMENSIONS[0])
        yield [point[:shortest] for point in points]


def _all(element: Element, name: str) -> Iterator[Element]:
    return (item for item in element.iter() if str(item.tag).rpartition("}")[2] == name)


def _own(element: Element, name: str) -> Iterator[Element]:
    return (item for item in element if str(item.tag).rpartition("}")[2] == name)

"""A walk as KML 2.2 (https://www.ogc.org/standards/kml/): its line and its waypoints."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import numpy as np

from gis.text import well_formed

if TYPE_CHECKING:
    from gis.walks import Walk

NAMESPACE = "http://www.opengis.net/kml/2.2"
LINE_COLOUR = "ffb27200"
"""Opaque blue, as KML writes it: alpha, blue, green, red."""


def walk_kml(walk: Walk, *, name: str) -> str:
    """Return a walk as a KML document in the language in use."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}kml")
    document = _add(root, "Document")
    _add(document, "name", name)
    _add(document, "description", f"{walk.why} {walk.territory.notice}".strip())
    style = _add(document, "Style", id="walk")
    line_style = _add(style, "LineStyle")
    _add(line_style, "color", LINE_COLOUR)
    _add(line_style, "width", "4")
    _line(document, walk, name)
    found = [item for item in walk.passes if item.layer != "green_belt"]
    xy = np.array([item.xy for item in found]).reshape(-1, 2)
    places = walk.territory.projection.to_lonlat(xy)
    for item, (lon, lat) in zip(found, places, strict=True):
        mark = _add(document, "Placemark")
        _add(mark, "name", item.name)
        _add(mark, "description", item.text)
        _add(_add(mark, "Point"), "coordinates", f"{lon:.6f},{lat:.6f}")
    return well_formed(ET.tostring(root, encoding="unicode", xml_declaration=True))


def _line(document: ET.Element, walk: Walk, name: str) -> None:
    mark = _add(document, "Placemark")
    _add(mark, "name", name)
    _add(mark, "styleUrl", "#walk")
    line = _add(mark, "LineString")
    _add(line, "tessellate", "1")
    points = [f"{lon:.6f},{lat:.6f}" for lon, lat in walk.profile.lonlat]
    _add(line, "coordinates", " ".join(points))


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    child.text = text or None
    return child

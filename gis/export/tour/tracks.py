"""A tour as GPX 1.1 (its stops as waypoints, its legs as one track) and as KML 2.2."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import gpxpy.gpx
import numpy as np

from gis.export.tour.present import summary, times, title
from gis.export.walk import CREATOR, DECIMALS, LINE_COLOUR, NAMESPACE
from gis.text import well_formed
from gis.tours import zone_of
from gis.words import say

if TYPE_CHECKING:
    from gis.tours import Leg, TimetableRow, Tour


def tour_gpx(tour: Tour, *, link: str = "", made: dt.datetime | None = None) -> str:
    """Return a tour as a GPX document.

    Parameters
    ----------
    link : str
        Address that opens the tour.
    made : datetime, optional
        When the document was made; now by default.
    """
    document = gpxpy.gpx.GPX()
    document.creator = document.author_name = CREATOR
    document.name, document.description = title(tour), f"{summary(tour)}. {tour.territory.notice}"
    document.time = made or dt.datetime.now(tz=dt.UTC).replace(microsecond=0)
    if link:
        # gpxpy (seen in 1.6.2) writes an address into its attribute as it is.
        document.link, document.link_text = escape(link, {'"': "&quot;"}), title(tour)
    document.waypoints = [_waypoint(tour, number, row) for number, row in enumerate(tour.rows, 1)]
    track = gpxpy.gpx.GPXTrack(name=title(tour), description=summary(tour))
    track.type = "walking"
    track.segments = [_segment(leg) for leg in tour.legs if leg.lonlat]
    document.tracks = [track] if track.segments else []
    return well_formed(document.to_xml(version="1.1"))


def tour_kml(tour: Tour) -> str:
    """Return a tour as a KML document."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}kml")
    document = _add(root, "Document")
    _add(document, "name", title(tour))
    _add(document, "description", f"{summary(tour)}. {tour.territory.notice}")
    style = _add(_add(document, "Style", id="walk"), "LineStyle")
    _add(style, "color", LINE_COLOUR)
    _add(style, "width", "4")
    for leg in tour.legs:
        if leg.lonlat:
            mark = _add(document, "Placemark")
            _add(mark, "name", say("roadbook.leg", name=leg.to_name))
            _add(mark, "styleUrl", "#walk")
            line = _add(mark, "LineString")
            _add(line, "tessellate", "1")
            _add(line, "coordinates", " ".join(f"{lon:.6f},{lat:.6f}" for lon, lat in leg.lonlat))
    for number, row in enumerate(tour.rows, 1):
        if row.stop.lonlat is not None:
            mark = _add(document, "Placemark")
            _add(mark, "name", f"{number}. {row.stop.name}")
            _add(mark, "description", _told(row))
            lon, lat = row.stop.lonlat
            _add(_add(mark, "Point"), "coordinates", f"{lon:.6f},{lat:.6f}")
    return well_formed(ET.tostring(root, encoding="unicode", xml_declaration=True))


def _told(row: TimetableRow) -> str:
    return "\n".join(filter(None, (times(row), row.stop.tell, row.stop.position_text)))


def _waypoint(tour: Tour, number: int, row: TimetableRow) -> gpxpy.gpx.GPXWaypoint:
    assert row.stop.lonlat is not None
    lon, lat = row.stop.lonlat
    point = gpxpy.gpx.GPXWaypoint(
        latitude=round(lat, DECIMALS), longitude=round(lon, DECIMALS), name=f"{number}. {row.stop.name}"
    )
    midnight = dt.datetime.combine(tour.request.day, dt.time(), tzinfo=zone_of(tour.territory.code))
    point.time = (midnight + dt.timedelta(minutes=row.begin)).astimezone(dt.UTC)
    point.description, point.type = _told(row), row.stop.theme
    return point


def _segment(leg: Leg) -> gpxpy.gpx.GPXTrackSegment:
    if leg.walk is None:
        points = [gpxpy.gpx.GPXTrackPoint(latitude=lat, longitude=lon) for lon, lat in leg.lonlat]
        return gpxpy.gpx.GPXTrackSegment(points)
    profile = leg.walk.profile
    return gpxpy.gpx.GPXTrackSegment([
        gpxpy.gpx.GPXTrackPoint(
            latitude=round(float(lat), DECIMALS), longitude=round(float(lon), DECIMALS),
            elevation=round(float(height), 1) if np.isfinite(height) else None,
        )
        for (lon, lat), height in zip(profile.lonlat, profile.height_m, strict=True)
    ])  # fmt: skip


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    child.text = text or None
    return child

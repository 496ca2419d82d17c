"""A walk as GPX 1.1 (https://www.topografix.com/GPX/1/1/): one track and its waypoints."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import gpxpy.gpx
import numpy as np

from gis.text import well_formed
from gis.words import say

if TYPE_CHECKING:
    from gis.walks import Walk

CREATOR = "Cailloux blancs"
DECIMALS = 6
_NOTABLE = ("slag_heaps", "nourishing_gardens", "places", "mining_buildings", "osm_amenities")


def walk_gpx(walk: Walk, *, name: str, link: str = "", made: dt.datetime | None = None) -> str:
    """Return a walk as a GPX 1.1 document.

    Parameters
    ----------
    name : str
        Name of the track and of the document.
    link : str
        Address that reopens the walk; left out when empty.
    made : datetime, optional
        When the document was made; now by default.
    """
    document = gpxpy.gpx.GPX()
    document.creator = CREATOR
    document.name, document.description = name, walk.why
    document.author_name = CREATOR
    if link:
        document.link, document.link_text = _address(link), name
    document.time = made or dt.datetime.now(tz=dt.UTC).replace(microsecond=0)
    document.waypoints = _waypoints(walk)
    track = gpxpy.gpx.GPXTrack(name=name, description=say("walks.gpx_about", notice=walk.territory.notice))
    track.type = "walking"
    if link:
        track.link, track.link_text = _address(link), name
    track.segments = [gpxpy.gpx.GPXTrackSegment(_points(walk))]
    document.tracks = [track]
    return well_formed(document.to_xml(version="1.1"))


def _address(link: str) -> str:
    """Escape an address by hand: gpxpy (seen in 1.6.2) writes it into its attribute as it is."""
    return escape(link, {'"': "&quot;"})


def _points(walk: Walk) -> list[gpxpy.gpx.GPXTrackPoint]:
    profile = walk.profile
    heights = np.where(np.isfinite(profile.height_m), profile.height_m, np.nan)
    return [
        gpxpy.gpx.GPXTrackPoint(
            latitude=round(float(lat), DECIMALS),
            longitude=round(float(lon), DECIMALS),
            elevation=None if np.isnan(height) else round(float(height), 1),
        )
        for (lon, lat), height in zip(profile.lonlat, heights, strict=True)
    ]


def _waypoints(walk: Walk) -> list[gpxpy.gpx.GPXWaypoint]:
    found = [item for item in walk.passes if item.layer in _NOTABLE or item.level != "info"]
    if not found:
        return []
    places = walk.territory.projection.to_lonlat(np.array([item.xy for item in found]))
    points = []
    for item, (lon, lat) in zip(found, places, strict=True):
        point = gpxpy.gpx.GPXWaypoint(
            latitude=round(float(lat), DECIMALS), longitude=round(float(lon), DECIMALS), name=item.name
        )
        point.description, point.type = item.text or None, item.layer
        points.append(point)
    return points

"""What leaves a walk as files."""

from __future__ import annotations

from gis.export.walk.gpx import CREATOR, DECIMALS, walk_gpx
from gis.export.walk.kml import LINE_COLOUR, NAMESPACE, walk_kml
from gis.export.walk.pdf import time_text, walk_sheet

__all__ = [
    "CREATOR",
    "DECIMALS",
    "LINE_COLOUR",
    "NAMESPACE",
    "time_text",
    "walk_gpx",
    "walk_kml",
    "walk_sheet",
]

r"""What is said of a walk, and what leaves it as files.

Examples
--------
>>> from gis.export.walk import known
>>> from gis.words import length, use_language
>>> with use_language("en"):
...     known(float("nan"), length), known(120.0, length)  # a climb that nobody knows is not none
('unknown', '120\xa0m')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.export.walk.present import (
    SurfaceText,
    WalkText,
    crossing_groups,
    known,
    month_of,
    other_warnings,
    path_statuses,
    place_of,
    ripe_finds,
    ripe_lines,
    species_text,
    surfaces,
    track_line,
    unnamed_finds,
    walk_name,
    walk_text,
)
from gis.lazy import lazy

if TYPE_CHECKING:
    from gis.export.walk.gpx import CREATOR, DECIMALS, walk_gpx
    from gis.export.walk.kml import LINE_COLOUR, NAMESPACE, walk_kml
    from gis.export.walk.pdf import walk_sheet
else:
    __getattr__ = lazy(
        __name__,
        CREATOR="gpx",
        DECIMALS="gpx",
        walk_gpx="gpx",
        LINE_COLOUR="kml",
        NAMESPACE="kml",
        walk_kml="kml",
        walk_sheet="pdf",
    )

__all__ = [
    "CREATOR",
    "DECIMALS",
    "LINE_COLOUR",
    "NAMESPACE",
    "SurfaceText",
    "WalkText",
    "crossing_groups",
    "known",
    "month_of",
    "other_warnings",
    "path_statuses",
    "place_of",
    "ripe_finds",
    "ripe_lines",
    "species_text",
    "surfaces",
    "track_line",
    "unnamed_finds",
    "walk_gpx",
    "walk_kml",
    "walk_name",
    "walk_sheet",
    "walk_text",
]

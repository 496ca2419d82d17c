"""What leaves the atlas as files: the formats of every subject, and one package a report.

Examples
--------
>>> from gis.export import FORMATS, WALK, found
>>> list(FORMATS)
['layer', 'dossier', 'screening', 'walk', 'site', 'tour']
>>> found(WALK, "gpx").media_type
'application/gpx+xml'
"""

from __future__ import annotations

from gis.export.export_format import ExportFormat
from gis.export.registry import (
    DOSSIER,
    FORMATS,
    LAYER,
    MEDIA_TYPES,
    SCREENING,
    SITE,
    TOUR,
    WALK,
    WriteDossier,
    WriteScreening,
    found,
    on_page,
)

__all__ = [
    "DOSSIER",
    "FORMATS",
    "LAYER",
    "MEDIA_TYPES",
    "SCREENING",
    "SITE",
    "TOUR",
    "WALK",
    "ExportFormat",
    "WriteDossier",
    "WriteScreening",
    "found",
    "on_page",
]

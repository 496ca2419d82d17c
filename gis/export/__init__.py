"""What leaves the atlas as files: the formats of every subject, and one package a report.

Examples
--------
>>> from gis.export import FORMATS, WALK, found
>>> list(FORMATS)[:3]
['layer', 'dossier', 'screening']
>>> found(WALK, "gpx").media_type
'application/gpx+xml'
"""

from __future__ import annotations

from gis.export.export_format import ExportFormat
from gis.export.registry import (
    CONNECTIVITY,
    CROPS,
    DOSSIER,
    FINDINGS,
    FORMATS,
    GUIDE,
    INDICATORS,
    LAYER,
    MEDIA_TYPES,
    MISFITS,
    PLANTING,
    PROPOSALS,
    SCREENING,
    SITE,
    SPECIES,
    TOUR,
    TRAJECTORY,
    WALK,
    WriteDossier,
    WriteScreening,
    found,
    on_page,
)

__all__ = [
    "CONNECTIVITY",
    "CROPS",
    "DOSSIER",
    "FINDINGS",
    "FORMATS",
    "GUIDE",
    "INDICATORS",
    "LAYER",
    "MEDIA_TYPES",
    "MISFITS",
    "PLANTING",
    "PROPOSALS",
    "SCREENING",
    "SITE",
    "SPECIES",
    "TOUR",
    "TRAJECTORY",
    "WALK",
    "ExportFormat",
    "WriteDossier",
    "WriteScreening",
    "found",
    "on_page",
]

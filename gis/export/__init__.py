"""What leaves the atlas as files: the formats of every subject, and one package a report."""

from __future__ import annotations

from gis.export.export_format import ExportFormat
from gis.export.registry import DOSSIER, FORMATS, LAYER, MEDIA_TYPES, SCREENING, TOUR, WALK, found, on_page

__all__ = [
    "DOSSIER",
    "FORMATS",
    "LAYER",
    "MEDIA_TYPES",
    "SCREENING",
    "TOUR",
    "WALK",
    "ExportFormat",
    "found",
    "on_page",
]

"""What leaves a dossier as files: sheet, tables, layers."""

from __future__ import annotations

from gis.export.dossier.dossier_geopackage import write_dossier_gpkg
from gis.export.dossier.dossier_json import dossier_document
from gis.export.dossier.dossier_xlsx import write_dossier_xlsx
from gis.export.dossier.pdf import write_sheet
from gis.export.dossier.pdf_tables import around_rows, around_sentences, whole_metres
from gis.export.dossier.rows import provenance_rows

__all__ = [
    "around_rows",
    "around_sentences",
    "dossier_document",
    "provenance_rows",
    "whole_metres",
    "write_dossier_gpkg",
    "write_dossier_xlsx",
    "write_sheet",
]

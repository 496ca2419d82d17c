r"""What is said of a dossier, and what leaves it as files: sheet, tables, layers.

Examples
--------
>>> from gis.dossier import dossier_of
>>> from gis.export.dossier import amounts
>>> from gis.territory import Territory
>>> from gis.words import use_language
>>> with use_language("en"):
...     found = dossier_of(Territory(), "A 25")
...     {answer.key: amounts(answer).parts[0] for answer in found.themes if answer.key == "farmland"}
{'farmland': '1.66\xa0ha (100.0%)'}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.export.dossier.dossier_json import dossier_document
from gis.export.dossier.present import (
    Fact,
    amounts,
    areas_text,
    by_verdict,
    head,
    item_name,
    nearest,
    notice_text,
    told_items,
)
from gis.export.dossier.present_impact import impact_rows, touched
from gis.export.dossier.present_tables import CoverText, around, balance, whole_metres
from gis.export.dossier.rows import provenance_rows
from gis.lazy import lazy

if TYPE_CHECKING:
    from gis.export.dossier.dossier_geopackage import write_dossier_gpkg
    from gis.export.dossier.dossier_xlsx import write_dossier_xlsx
    from gis.export.dossier.pdf import write_sheet
    from gis.export.dossier.pdf_volume import MOST_SHEETS, write_sheets
else:
    __getattr__ = lazy(
        __name__,
        write_dossier_gpkg="dossier_geopackage",
        write_dossier_xlsx="dossier_xlsx",
        MOST_SHEETS="pdf_volume",
        write_sheet="pdf",
        write_sheets="pdf_volume",
    )

__all__ = [
    "MOST_SHEETS",
    "CoverText",
    "Fact",
    "amounts",
    "areas_text",
    "around",
    "balance",
    "by_verdict",
    "dossier_document",
    "head",
    "impact_rows",
    "item_name",
    "nearest",
    "notice_text",
    "provenance_rows",
    "told_items",
    "touched",
    "whole_metres",
    "write_dossier_gpkg",
    "write_dossier_xlsx",
    "write_sheet",
    "write_sheets",
]

"""A dossier as a spreadsheet: one sheet for each theme that is concerned, provenance inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.export.dossier import rows
from gis.export.formats import write_workbook
from gis.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from gis.dossier import Dossier


def write_dossier_xlsx(dossier: Dossier, path: Path) -> None:
    """Write a dossier as XLSX, in the language in use.

    Raises
    ------
    StoreError
        When the file cannot be written; an older one is still there.
    """
    sheets = {
        say("dossier.sheet_summary"): rows.summary_rows(dossier),
        say("dossier.sheet_themes"): rows.verdict_rows(dossier),
        say("dossier.sheet_notices"): rows.notice_rows(dossier),
        say("dossier.sheet_balance"): rows.balance_rows(dossier),
        say("dossier.sheet_around"): rows.surrounding_rows(dossier),
        **{answer.title: rows.item_rows(answer) for answer in dossier.concerned},
        say("dossier.sheet_provenance"): rows.provenance_rows(dossier.provenance),
    }
    write_workbook(sheets, path)

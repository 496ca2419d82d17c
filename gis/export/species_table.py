"""The list of species as a table and as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from gis.biodiversity import group_text, season_text
from gis.export.formats import safe_table
from gis.words import say

if TYPE_CHECKING:
    from gis.biodiversity import Species
    from gis.territory import Territory

COLUMNS = (
    "scientific_name",
    "name",
    "group",
    "season",
    "site",
    "seen_year",
    "status",
    "records",
    "source",
    "url",
)


def species_table(territory: Territory, species: list[Species]) -> pd.DataFrame:
    """Return species as a table in the language in use, its headings too; unknown cells are empty."""
    rows = [
        (
            item.scientific_name,
            item.name,
            group_text(territory, item.group),
            season_text(item),
            item.site,
            item.seen_year,
            say(f"status.{item.status}"),
            item.records,
            item.source,
            item.source_url,
        )
        for item in species
    ]
    table = pd.DataFrame(rows, columns=[say(f"species.column_{key}") for key in COLUMNS])
    whole = [say("species.column_seen_year"), say("species.column_records")]
    return table.astype(dict.fromkeys(whole, "Int64"))


def species_csv(territory: Territory, species: list[Species]) -> bytes:
    """Write species as CSV for a spreadsheet: UTF-8 with its mark, no cell that acts as a formula."""
    table = safe_table(species_table(territory, species))
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")

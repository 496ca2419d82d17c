"""What was farmed year by year, in words and as CSV: page and command line only lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from gis.export.formats import safe_table
from gis.indicators import group_text, value_text
from gis.words import labelled, number, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.indicators import CropYear
    from gis.territory import Territory

COLUMNS = [
    "year", "crop", "crop_title", "group", "group_title", "area_ha", "parcels", "state",
    "status", "source", "source_url",
]  # fmt: skip
TOLD_GROUPS = 3
"""Groups of crops that words name of each year; the table has them all."""
MOST_GROUPS = 7
"""Groups of crops with a colour of their own in a chart; the others are put together."""


@dataclass(frozen=True)
class CropTable:
    """Hectares by group of crops and year, in words.

    Attributes
    ----------
    heads : tuple of str
        The word for the group, then the years.
    rows : tuple of tuple of str
        One a group, the largest first, then the sum; a dash where the group was not grown, a question mark
        where the year is not known.
    unknown : tuple of int
        Years of which nothing is known.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    unknown: tuple[int, ...]


def groups_by_size(years: Sequence[CropYear]) -> list[str]:
    """Return every group of crops of some years, the one with most land over all of them first."""
    sums: dict[str, float] = {}
    for year in years:
        for group, hectares in year.groups.items():
            sums[group] = sums.get(group, 0.0) + hectares
    return sorted(sums, key=lambda group: (-sums[group], group))


def crop_table(years: Sequence[CropYear], *, groups: Sequence[str] = ()) -> CropTable:
    """Return the table of groups by year, in the language in use.

    Parameters
    ----------
    groups : sequence of str
        The groups in their order; those of these years by size, when none are given.
    """
    rows = [
        (group_text(group), *(_cell(year, year.groups.get(group)) for year in years))
        for group in groups or groups_by_size(years)
    ]
    total = (say("crops.total"), *(_cell(year, year.area_ha) for year in years))
    heads = (say("crops.column_group"), *(str(year.year) for year in years))
    return CropTable(heads, (*rows, total), tuple(year.year for year in years if year.crops is None))


def crops_in_words(years: Sequence[CropYear]) -> str:
    """Return what was farmed year by year as text, the largest groups of each year first."""
    told = []
    for year in years:
        if year.crops is None:
            told.append(labelled(str(year.year), say("crops.year_unknown")))
            continue
        largest = sorted(year.groups.items(), key=lambda item: -item[1])[:TOLD_GROUPS]
        parts = [f"{group_text(group)} {value_text(hectares, 'ha')}" for group, hectares in largest]
        total = value_text(year.area_ha, "ha")
        told.append(labelled(str(year.year), f"{total} ({', '.join(parts)})" if parts else total))
    return " ".join(f"{text}." for text in told)


def crops_csv(territory: Territory, years: Sequence[CropYear]) -> bytes:
    """Write one row a crop of a year, its codes beside their words; an unknown year has one empty row."""
    theme = territory.themes["farmland"]
    rows = []
    for year in years:
        about = {"status": year.status, "source": year.source, "source_url": year.source_url}
        state = "not_published" if year.crops is None else "known"
        rows += [
            {
                "year": year.year,
                "crop": crop.code,
                "crop_title": theme.value_text(crop.code) if crop.code else "",
                "group": crop.group,
                "group_title": group_text(crop.group),
                "area_ha": round(crop.area_ha, 4),
                "parcels": crop.parcels,
                "state": state,
                **about,
            }
            for crop in year.crops or ()
        ]
        if not year.crops:
            rows.append({"year": year.year, "area_ha": year.area_ha, "state": state, **about})
    written = safe_table(pd.DataFrame(rows, columns=COLUMNS))
    return written.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _cell(year: CropYear, hectares: float | None) -> str:
    if year.crops is None:
        return "?"
    return "–" if hectares is None else number(hectares, decimals=2)

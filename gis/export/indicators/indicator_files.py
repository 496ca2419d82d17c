"""The files of the town's figures beside what the map measures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd

from gis.export.formats import safe_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.indicators import Indicator


def indicators_json(found: Sequence[Indicator]) -> bytes:
    """Write the figures as the command line does."""
    return json.dumps([item.as_dict() for item in found], ensure_ascii=False).encode()


def indicators_csv(found: Sequence[Indicator]) -> bytes:
    """Write one row a source: the figure, what is measured, the verdict, and what that source says."""
    rows = [
        {
            "key": item.key,
            "title": item.title,
            "published": source.value,
            "unit": source.unit,
            "year": source.year,
            "measured": item.measured,
            "status": item.status,
            "agrees": source.agrees,
            "verdict": item.verdict,
            "source": source.source,
            "source_url": source.source_url,
            "note": source.note,
        }
        for item in found
        for source in item.sources
    ]
    written = safe_table(pd.DataFrame(rows))
    return written.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")

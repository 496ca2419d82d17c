"""The files of the town's figures beside what the map measures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd

from gis.export.formats import safe_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.indicators import FigureSource, Indicator


def indicators_json(found: Sequence[Indicator]) -> bytes:
    """Write the figures as the command line does."""
    return json.dumps([item.as_dict() for item in found], ensure_ascii=False).encode()


def indicators_csv(found: Sequence[Indicator]) -> bytes:
    """Write one row a source: the figure, what is measured, on what, the verdict, and what that source says.

    A figure that nobody publishes has one row.
    """
    rows = [_row(item, source) for item in found for source in item.sources or (None,)]
    written = safe_table(pd.DataFrame(rows))
    return written.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _row(item: Indicator, source: FigureSource | None) -> dict[str, Any]:
    said = {} if source is None else vars(source)
    return {
        "key": item.key,
        "title": item.title,
        "published": said.get("value"),
        "unit": said.get("unit", item.unit),
        "year": said.get("year", ""),
        "measured": item.measured,
        "status": item.status,
        "agrees": said.get("agrees"),
        "verdict": item.verdict,
        "source": said.get("source", ""),
        "source_url": said.get("source_url", ""),
        "note": "" if source is None else source.note,
        "difference": item.difference,
        "layers": ";".join(item.layers),
        "edition": item.edition,
        "measured_from": item.measured_from,
    }

"""What the manifest says of a fetched layer: from where, when, under which licence, and what became of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from gis.territory import STORE_VERSION
from gis.update.journal import now
from gis.words import as_code, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from gis.sources import CleaningReport, Fetched, Remark, Source

MOST_NAMED = 3
"""Features that a note names; the journal and `check` name more."""


def provenance_of(
    source: Source,
    fetched: Fetched,
    frame: gpd.GeoDataFrame,
    account: CleaningReport,
    remarks: Sequence[Remark] = (),
) -> dict[str, Any]:
    """Return what the manifest says of a fetched layer.

    `source_date` is that of the edition, or the latest of its features; `fetched_at` is the time of the
    reply.
    """
    credited = frame.iloc[0] if len(frame) else None
    return {
        "status": source.credit.status,
        "source": source.credit.source if credited is None else str(credited["source"]),
        "source_url": fetched.url,
        "source_date": fetched.edition if credited is None else str(frame["source_date"].max()),
        "licence": source.credit.licence,
        "attribution": attribution(source, fetched),
        "service": source.service,
        "version": STORE_VERSION,
        "url": fetched.url,
        "edition": fetched.edition,
        "margin_m": source.margin_m,
        "fetched_at": now(),
        "outcome": "fetched" if len(frame) else "empty",
        "matched": fetched.matched,
        "note": fetched.note,
        "missing_parts": list(fetched.missing_parts),
        "remarks": [asdict(item) for item in remarks],
        **account.as_dict(),
        "rejected": [{**item, "reason": as_code(item["reason"])} for item in account.rejected],
    }


def attribution(source: Source, fetched: Fetched) -> str:
    """Return the attribution as it is shown: whom, and which edition."""
    return f"{source.credit.source}, {fetched.edition}" if fetched.edition else source.credit.source


def note_of(fetched: Fetched, remarks: Sequence[Remark] = ()) -> str:
    """Return what to know of what came, in sentences; empty where there is nothing to say."""
    said = [say(f"sources.{fetched.note}")] if fetched.note else []
    told = [say(f"check.{item.key}", count=item.count, named=_first(item)) for item in remarks]
    return " ".join([*said, *(f"{text[:1].upper()}{text[1:]}." for text in told)])


def _first(remark: Remark) -> str:
    more = " …" if remark.count > MOST_NAMED else ""
    return ", ".join(remark.named[:MOST_NAMED]) + more

"""The files of connectivity and of a hedge to plant."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gis.connectivity import connectivity_notices
from gis.export.formats import safe_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.connectivity import Connectivity, PlantingEffect, Proposal


def connectivity_document(
    now: Connectivity, *, effect: PlantingEffect | None = None, proposals: Sequence[Proposal] = ()
) -> dict[str, Any]:
    """Return the whole as plain data: figures, notices, hedge, proposals, patches, corridors in WGS 84."""
    return {
        **now.summary(),
        "notices": connectivity_notices(now),
        "hedge": None if effect is None else effect.as_dict(),
        "proposals": [item.as_dict() for item in proposals],
        "patch_importance": now.patch_table.drop(columns="geometry").to_dict("records"),
        "corridors": _features(now),
    }


def patches_csv(now: Connectivity) -> bytes:
    """Write the patches, most important first, as CSV for a spreadsheet."""
    rows = safe_table(now.patch_table.drop(columns="geometry"))
    return rows.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def connectivity_json(now: Connectivity) -> bytes:
    """Write the whole as one JSON document."""
    return json.dumps(connectivity_document(now), ensure_ascii=False).encode()


def planting_json(effect: PlantingEffect) -> bytes:
    """Write what a new hedge changes as one JSON document."""
    return json.dumps(effect.as_dict(), ensure_ascii=False).encode()


def _features(now: Connectivity) -> list[dict[str, Any]]:
    table = now.corridors
    shapes = now.territory.projection.to_wgs84(table.geometry.to_numpy())
    rows = table.drop(columns="geometry").to_dict("records")
    return [{**row, "geometry": shape.__geo_interface__} for row, shape in zip(rows, shapes, strict=True)]

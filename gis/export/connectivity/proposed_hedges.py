"""Proposed hedges as GeoJSON in WGS 84 (RFC 7946), for a map of one's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.connectivity import Proposal


def proposals_geojson(proposals: Sequence[Proposal], *, price_eur_m: float) -> bytes:
    """Write proposed hedges, numbered in their order, at a price for each metre."""
    features = [_feature(item, place, price_eur_m) for place, item in enumerate(proposals, 1)]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _feature(item: Proposal, place: int, price_eur_m: float) -> dict[str, Any]:
    told = item.as_dict()
    geometry = told.pop("geometry")
    properties = {"number": place, **told, "cost_eur": item.length_m * price_eur_m}
    return {"type": "Feature", "id": place, "properties": properties, "geometry": geometry}

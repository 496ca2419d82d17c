"""The links that matter, as lines: straight, over stepping stones outside, or by the cheapest way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from gis.connectivity.habitat_links import TOUCH_M, straight_lines

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.connectivity.analysis import Connectivity

CORRIDOR_LEAST = 1e-6
"""Links that bring less than this, in per cent of PC, are not drawn as corridors."""


def corridors_of(now: Connectivity) -> gpd.GeoDataFrame:
    """Return the links that best ways take, most important first; those of no length are left out.

    The metres of a link over stepping stones are those between habitats: its line, which crosses the stones,
    is longer, and one that needs no metre at all is there.
    """
    rows = np.flatnonzero(now.link_importance > CORRIDOR_LEAST)
    rows = rows[np.argsort(-now.link_importance[rows], kind="stable")]
    lines = _lines(now, rows)
    seen = (now.links.metres[rows] > 0) | (shapely.length(lines) > TOUCH_M)
    rows = rows[seen]
    chosen, ids = now.links.take(rows), now.patches.id
    return gpd.GeoDataFrame(
        {
            "from_id": ids[chosen.tail],
            "to_id": ids[chosen.head],
            "metres": chosen.metres / now.unit_cost,
            "probability": now.graph.probability[rows],
            "dpc": now.link_importance[rows],
        },
        geometry=lines[seen],
        crs=now.territory.projection.crs,
    )


def _lines(now: Connectivity, rows: NDArray[np.intp]) -> NDArray[np.object_]:
    lines = np.full(len(rows), None, dtype=object) if now.lines is None else now.lines[rows]
    straight = shapely.is_missing(lines)
    lines[straight] = straight_lines(now.patches, now.links.take(rows[straight]))
    return lines

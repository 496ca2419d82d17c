"""Shapes held against layers: what of which feature, how much, how far.

Examples
--------
>>> import shapely
>>> from gis.overlay import Zones, overlay
>>> woods = Zones("woods", "polygon", known=True, shapes=shapely.box([0], 0, 10, 10))
>>> parcel = shapely.box([5], 0, 15, 10)
>>> overlay(woods, parcel, shapely.area(parcel)).area_m2.tolist()
[50.0]
"""

from __future__ import annotations

from gis.overlay.clipping import lengths_inside
from gis.overlay.convex import convex_edges, metres_inside
from gis.overlay.index import LINE, POLYGON, WHOLE_COMMUNE, LayerIndex, Zones, indexes_of
from gis.overlay.intersections import SLIVER_M, SLIVER_M2, Hits, overlay, totals, united_area
from gis.overlay.pool import Pool, pool_of

__all__ = [
    "LINE",
    "POLYGON",
    "SLIVER_M",
    "SLIVER_M2",
    "WHOLE_COMMUNE",
    "Hits",
    "LayerIndex",
    "Pool",
    "Zones",
    "convex_edges",
    "indexes_of",
    "lengths_inside",
    "metres_inside",
    "overlay",
    "pool_of",
    "totals",
    "united_area",
]

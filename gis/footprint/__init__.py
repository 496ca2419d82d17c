"""Shapes that people bring or draw.

Examples
--------
>>> from gis.crs import LAMBERT93, Projection
>>> from gis.footprint import read_footprint
>>> field = b'{"type": "Polygon", "coordinates": [[[3, 50], [3.001, 50], [3.001, 50.001], [3, 50]]]}'
>>> round(read_footprint(field, Projection(LAMBERT93)).shape.area)  # m²
3995
"""

from __future__ import annotations

from gis.footprint.footprint_file import MOST_BYTES, Footprint, open_footprint, read_footprint

__all__ = ["MOST_BYTES", "Footprint", "open_footprint", "read_footprint"]

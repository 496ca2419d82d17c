"""Shapes cut at an edge or prepared for one holder, and how much work those from outside may be.

Examples
--------
>>> import numpy as np
>>> import shapely
>>> from gis.geometry import bearable
>>> len(bearable(np.array([shapely.box(0, 0, 1, 1)])))
1
"""

from __future__ import annotations

from gis.geometry.budget import Limits, bearable
from gis.geometry.sharing import clipped, counted_once, cut, of_dimension, prepared, shared, union

__all__ = [
    "Limits",
    "bearable",
    "clipped",
    "counted_once",
    "cut",
    "of_dimension",
    "prepared",
    "shared",
    "union",
]

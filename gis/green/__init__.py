"""The green of a commune, measured: the belt and its gaps, hedges, nearness to homes, the land-use mosaic.

Examples
--------
>>> from gis.green import belt
>>> from gis.territory import Territory
>>> round(belt(Territory()).length_m / 1000)
16
"""

from __future__ import annotations

from gis.green.belt_metrics import Belt
from gis.green.hedge_metrics import around, hedge_density
from gis.green.landscape import mosaic_of
from gis.green.proximity import belt_nearness, three_thirty_three_hundred
from gis.green.summary import belt, green_summary

__all__ = [
    "Belt",
    "around",
    "belt",
    "belt_nearness",
    "green_summary",
    "hedge_density",
    "mosaic_of",
    "three_thirty_three_hundred",
]

"""Many parcels at once.

Examples
--------
>>> import pandas as pd
>>> from gis.screening import matching, parse_condition
>>> parcels = pd.DataFrame({"gis_area_m2": [1500.0, 2500.0]})
>>> matching(parcels, [parse_condition("area>=2000", themes=())]).tolist()
[False, True]
"""

from __future__ import annotations

from gis.screening.dask import PARCELS_A_PART, cluster, parts_of, screen_parts
from gis.screening.filters import Condition, matching, parse_condition
from gis.screening.screen_parcels import Screening, parcel_frame, screen, screen_frame, zones_of

__all__ = [
    "PARCELS_A_PART",
    "Condition",
    "Screening",
    "cluster",
    "matching",
    "parcel_frame",
    "parse_condition",
    "parts_of",
    "screen",
    "screen_frame",
    "screen_parts",
    "zones_of",
]

"""Cadastral parcels: references, lists, neighbours.

Examples
--------
>>> from gis.parcels import parcels_of, readable
>>> from gis.territory import Territory
>>> readable(parcels_of(Territory()).find("a25").id)
'A 25'
"""

from __future__ import annotations

from gis.parcels.lists import MOST_BYTES, ParcelList, read_list
from gis.parcels.parcels_index import LAYER, Parcel, Parcels, parcels_of
from gis.parcels.reference import ID_LENGTH, parse, readable

__all__ = [
    "ID_LENGTH",
    "LAYER",
    "MOST_BYTES",
    "Parcel",
    "ParcelList",
    "Parcels",
    "parcels_of",
    "parse",
    "read_list",
    "readable",
]

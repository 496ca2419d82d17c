"""The WFS of the Géoplateforme of the IGN, which several modules ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.sources.formats.wfs import Query, around, hits
from gis.sources.service import Probe, Service

if TYPE_CHECKING:
    from gis.sources.place import Place
    from gis.sources.source import Fetcher

ROADS = "BDTOPO_V3:troncon_de_route"
SAME_SHARE, SAME_COUNT = 0.05, 5
"""The same box in two systems may count so many more or fewer features, whichever is more."""


def _axes(asker: Fetcher, place: Place) -> tuple[bool, str]:
    metres = hits(asker, around(place, "ign_wfs", ROADS))
    degrees = hits(asker, Query("ign_wfs", ROADS, latlon=place.box_degrees()))
    same = abs(metres - degrees) <= max(SAME_COUNT, metres * SAME_SHARE)
    return metres > 0 and same, f"{metres} / {degrees}"


SERVICES = (Service("ign_wfs", "https://data.geopf.fr/wfs/ows"),)
PROBES = (Probe("axes", "ign_wfs", _axes),)

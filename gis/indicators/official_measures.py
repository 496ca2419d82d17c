"""What the layers of public services let the map measure of any commune, whoever publishes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gis.indicators.inside import area, count, has, inside_ha, kilometres, kind, metres_of, share
from gis.indicators.measure import Measure
from gis.words import HECTARE_M2

if TYPE_CHECKING:
    from gis.indicators.inside import Ground, Known
    from gis.territory import Territory

WOODS = ("wood", "conifers", "broadleaves", "mixed", "open", "poplars", "mangrove", "trees")
INVENTORIES = ("znieff1", "znieff2", "geological_heritage")
"""They tell what lives or lies there and forbid nothing."""
LABELS = ("biosphere_reserve", "geopark", "great_site", "ospar", "other")
"""Names that a place is given, and kinds of which nobody says what they protect."""
CARTE_COMMUNALE = ("01", "02", "03")
"""Sectors of a plan that knows neither farming nor natural zones."""


def hedge_density(territory: Territory, known: Known) -> float:
    """Return ``m of hedge inside the commune / ha of the commune``."""
    return metres_of(territory, known["hedges"]) / territory.commune.area * HECTARE_M2


def _protected(territory: Territory, known: Known) -> float:
    layer = known["protected_areas"]
    return inside_ha(territory, layer, ~has(layer, "kind", *INVENTORIES, *LABELS))


def _zones(*types: str) -> Ground:
    """Measure zones that a carte communale does not draw: of one it tells nothing."""

    def measure(territory: Territory, known: Known) -> float:
        zones = known["urban_zones"]
        if has(zones, "zone_type", *CARTE_COMMUNALE).any():
            return np.nan
        return inside_ha(territory, zones, has(zones, "zone_type", *types))

    return measure


def _everywhere(key: str, unit: str, layer: str, measure: Ground, tolerance: float) -> Measure:
    return Measure(key, unit, (layer,), measure, tolerance, alone=True, anywhere=True)


_URBAN = kind("urban_zones", "zone_type", "U", "01", "02")
_ORCHARDS, _GARDENS = ("kind", "orchard"), ("kind", "association_garden")

EVERYWHERE = (
    _everywhere("hedge_length", "km", "hedges", kilometres("hedges"), 0.5),
    _everywhere("hedge_density", "m/ha", "hedges", hedge_density, 0.5),
    _everywhere("woods_area", "ha", "woods", kind("woods", "kind", *WOODS), 5.0),
    _everywhere("orchards_area", "ha", "woods", kind("woods", *_ORCHARDS), 1.0),
    _everywhere("gardens_area", "ha", "osm_gardens", kind("osm_gardens", *_GARDENS), 0.5),
    _everywhere("gardens", "count", "osm_gardens", count("osm_gardens", *_GARDENS), 0.0),
    _everywhere("built_area", "ha", "buildings", area("buildings"), 2.0),
    _everywhere("built_share", "%", "buildings", share(area("buildings")), 0.5),
    _everywhere("zones_urban", "ha", "urban_zones", _URBAN, 5.0),
    _everywhere("zones_to_build", "ha", "urban_zones", _zones("AU", "AUc", "AUs"), 2.0),
    _everywhere("zones_farming", "ha", "urban_zones", _zones("A"), 5.0),
    _everywhere("zones_natural", "ha", "urban_zones", _zones("N"), 5.0),
    _everywhere("protected_share", "%", "protected_areas", share(_protected), 0.5),
    _everywhere(
        "inventory_share",
        "%",
        "protected_areas",
        share(kind("protected_areas", "kind", "znieff1", "znieff2")),
        0.5,
    ),
)
"""Their layers are known of any commune: one that is not there is told as unknown, never as 0."""

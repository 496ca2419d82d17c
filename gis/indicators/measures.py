"""What the map measures of each published figure, and by how much both may differ and still agree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.indicators.crops import farmland_ha
from gis.indicators.inside import (
    Known,
    area,
    count,
    has,
    inside_ha,
    is_true,
    kilometres,
    kind,
    lies_inside,
    metres_of,
    numbers_of,
    share,
)
from gis.indicators.measure import Measure
from gis.indicators.official_measures import EVERYWHERE
from gis.territory import Relief, heap_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gis.indicators.inside import Ground
    from gis.territory import Layer, Territory

OPEN = ("open", "partial")


def organic_ha(territory: Territory, layer: Layer, year: int) -> float:
    """Return the hectares farmed organically in a year; fields whose year is not known do not count."""
    since = numbers_of(layer, "organic_since").to_numpy(float, na_value=np.nan)
    return inside_ha(territory, layer, since <= year)


def _belt_orchards(*, renovated: bool) -> Ground:
    def measure(territory: Territory, known: Known) -> float:
        gardens = known["nourishing_gardens"]
        chosen = has(gardens, "kind", "belt_orchard") & is_true(gardens, "renovated", value=renovated)
        return float((chosen & lies_inside(territory, gardens)).sum())

    return measure


def _planted(territory: Territory, known: Known) -> float:
    hedges = known["hedges"]
    planted = numbers_of(hedges, "planted_year").notna().to_numpy(dtype=bool)
    return metres_of(territory, hedges, planted) if planted.any() else np.nan


def _orchard_trees(territory: Territory, known: Known) -> float:
    gardens = known["nourishing_gardens"]
    orchards = has(gardens, "kind", "orchard") & lies_inside(territory, gardens)
    trees = numbers_of(gardens, "trees").to_numpy(float, na_value=np.nan)[orchards]
    return float(np.nansum(trees)) if np.isfinite(trees).any() else np.nan


def _grazed(territory: Territory, known: Known) -> float:
    grazed = [key for key, rule in heap_rules(territory).items() if rule.grazed]
    return inside_ha(territory, known["slag_heaps"], has(known["slag_heaps"], "id", *grazed))


def _cone_altitude(territory: Territory, known: Known) -> float:
    relief = Relief.open(territory)
    heaps = known["slag_heaps"].geometry[lies_inside(territory, known["slag_heaps"])]
    ground = None if relief is None or not len(heaps) else relief.terrain(shapely.union_all(heaps))
    return np.nan if ground is None else ground.altitude_max_m


_HEAPS, _GARDENS, _ORGANIC = ("slag_heaps",), ("nourishing_gardens",), ("organic_farmland",)
_PROPERTY = kind("heritage", "kind", "unesco_property")

MEASURES = (
    Measure("farmland_share", "%", ("farmland",), share(area("farmland")), 1.0, alone=True, anywhere=True),
    Measure("farmland_area", "ha", ("farmland",), area("farmland"), 8.0, alone=True, anywhere=True),
    Measure("open_farmland_area", "ha", ("open_farmland",), area("open_farmland"), 13.0, alone=True),
    Measure(
        "safer_land",
        "ha",
        _ORGANIC,
        lambda territory, known: inside_ha(
            territory, known["organic_farmland"], is_true(known["organic_farmland"], "safer")
        ),
        0.5,
    ),
    Measure("green_belt_length", "km", ("green_belt",), kilometres("green_belt"), 0.5, alone=True),
    Measure(
        "railways_in_commune", "km", ("mining_railways",), kilometres("mining_railways"), 0.3, alone=True
    ),
    Measure("hedges_replanted", "m", ("hedges",), _planted, 0.0),
    Measure("heaps_open_area", "ha", _HEAPS, kind("slag_heaps", "access", *OPEN), 10.0),
    Measure("goat_area", "ha", _HEAPS, _grazed, 0.5),
    Measure("cone_altitude", "m", _HEAPS, _cone_altitude, 3.0, reads_relief=True),
    Measure("association_gardens_area", "ha", _GARDENS, kind(*_GARDENS, "kind", "association_garden"), 0.1),
    Measure("association_gardens", "count", _GARDENS, count(*_GARDENS, "kind", "association_garden"), 0.0),
    Measure("food_archipelago_area", "ha", _GARDENS, kind(*_GARDENS, "kind", "food_archipelago"), 0.1),
    Measure("orchard_trees", "count", _GARDENS, _orchard_trees, 0.0),
    Measure("belt_orchards_new", "count", _GARDENS, _belt_orchards(renovated=False), 0.0),
    Measure("belt_orchards_renovated", "count", _GARDENS, _belt_orchards(renovated=True), 0.0),
    Measure("commune_area", "ha", ("commune",), area("commune"), 13.0, alone=True, anywhere=True),
    Measure("unesco_property_area", "ha", ("heritage",), _PROPERTY, 2.0),
    Measure("unesco_buffer_area", "ha", ("heritage",), kind("heritage", "kind", "unesco_buffer"), 13.0),
    Measure(
        "unesco_property_share",
        "%",
        ("heritage",),
        share(_PROPERTY),
        0.5,
        ("unesco_property_area", "commune_area"),
        alone=True,
    ),
    Measure(
        "unesco_buffer_share",
        "%",
        ("heritage",),
        share(kind("heritage", "kind", "unesco_buffer")),
        1.0,
        ("unesco_buffer_area", "commune_area"),
        alone=True,
    ),
    *EVERYWHERE,
)
YEARLY = re.compile(r"organic_(share|area)_(\d{4})")
"""Figures of organic farming of one year, which each town publishes for years of its own."""


def measures_of(keys: Iterable[str]) -> tuple[Measure, ...]:
    """Return how every figure that the map can speak to is measured, and those of single years in `keys`."""
    years = {(int(found[2]), found[1] == "area") for key in keys if (found := YEARLY.fullmatch(key))}
    yearly = [organic_area(year) if is_area else organic_share(year) for year, is_area in sorted(years)]
    place = next(row for row, measure in enumerate(MEASURES) if measure.key == "open_farmland_area") + 1
    return (*MEASURES[:place], *yearly, *MEASURES[place:])


def organic_area(year: int) -> Measure:
    """Return how the hectares farmed organically in a year are measured."""
    return Measure(
        f"organic_area_{year}",
        "ha",
        _ORGANIC,
        lambda territory, known: organic_ha(territory, known["organic_farmland"], year),
        2.0,
        alone=True,
    )


def organic_share(year: int) -> Measure:
    """Return how the share of farmed land that is organic in a year is measured."""

    def measure(territory: Territory, known: Known) -> float:
        farmland = farmland_ha(territory, year)
        return 100 * organic_ha(territory, known["organic_farmland"], year) / farmland if farmland else np.nan

    return Measure(f"organic_share_{year}", "%", ("organic_farmland", "farmland"), measure, 1.0, alone=True)

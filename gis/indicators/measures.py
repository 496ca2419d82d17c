"""What the map measures of each published figure, and by how much both may differ and still agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.territory import Relief, heap_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd
    from numpy.typing import NDArray

    from gis.territory import Layer, Territory

HECTARE_M2 = 10_000.0
KILOMETRE_M = 1_000.0
OPEN = ("open", "partial")
Known = dict[str, "Layer"]


@dataclass(frozen=True)
class Measure:
    """How one figure is measured on the map.

    Attributes
    ----------
    key : str
        Key of the figure.
    unit : str
        Unit of what is measured.
    layers : tuple of str
        Layers that it needs; without one of them nothing is measured.
    measure : callable
        Takes the territory and its layers by key, returns the value, not a number where it cannot be known.
    tolerance : float
        Both agree when they differ by no more, in the unit.
    share_of : (str, str) or None
        Keys of two figures whose ratio in per cent is what is published.
    reads_relief : bool
        Whether it also needs the relief, whose embedded version is drawn.
    alone : bool
        Whether it is worth telling where nobody publishes the figure.
    """

    key: str
    unit: str
    layers: tuple[str, ...]
    measure: Callable[[Territory, Known], float]
    tolerance: float
    share_of: tuple[str, str] | None = None
    reads_relief: bool = False
    alone: bool = False


def _inside(territory: Territory, layer: Layer, rows: NDArray[np.bool_] | None = None) -> float:
    """Return the area of features inside the commune, in ha; ground that two of them share counts once."""
    shapes = layer.geometry if rows is None else layer.geometry[rows]
    whole = shapely.union_all(shapely.intersection(shapes, territory.commune))
    return float(shapely.area(whole)) / HECTARE_M2


def _is(layer: Layer, column: str, *values: str) -> NDArray[np.bool_]:
    if column not in layer.data:
        return np.zeros(len(layer), dtype=bool)
    return layer.data[column].isin(values).to_numpy(dtype=bool)


def _true(layer: Layer, column: str, *, value: bool = True) -> NDArray[np.bool_]:
    if column not in layer.data:
        return np.zeros(len(layer), dtype=bool)
    return layer.data[column].astype("boolean").eq(value).fillna(value=False).to_numpy(dtype=bool)


def _number(layer: Layer, column: str) -> pd.Series:
    return (
        layer.data[column].astype(float) if column in layer.data else layer.data["id"].map(lambda _: np.nan)
    )


def _area(key: str) -> Callable[[Territory, Known], float]:
    return lambda territory, known: _inside(territory, known[key])


def _kind(key: str, column: str, *values: str) -> Callable[[Territory, Known], float]:
    return lambda territory, known: _inside(territory, known[key], _is(known[key], column, *values))


def _length(key: str) -> Callable[[Territory, Known], float]:
    def measure(territory: Territory, known: Known) -> float:
        return float(shapely.length(shapely.intersection(known[key].geometry, territory.commune)).sum())

    return measure


def _kilometres(key: str) -> Callable[[Territory, Known], float]:
    return lambda territory, known: _length(key)(territory, known) / KILOMETRE_M


def organic_ha(territory: Territory, layer: Layer, year: int) -> float:
    """Return the hectares farmed organically in a year; fields whose year is not known do not count."""
    since = _number(layer, "organic_since").to_numpy(float, na_value=np.nan)
    return _inside(territory, layer, since <= year)


def _share(of: Callable[[Territory, Known], float]) -> Callable[[Territory, Known], float]:
    return lambda territory, known: 100 * of(territory, known) * HECTARE_M2 / territory.commune.area


def _count(key: str, column: str, *values: str) -> Callable[[Territory, Known], float]:
    return lambda _, known: float(_is(known[key], column, *values).sum())


def _belt_orchards(*, renovated: bool) -> Callable[[Territory, Known], float]:
    def measure(_: Territory, known: Known) -> float:
        gardens = known["nourishing_gardens"]
        chosen = _is(gardens, "kind", "belt_orchard") & _true(gardens, "renovated", value=renovated)
        return float(chosen.sum())

    return measure


def _orchard_trees(_: Territory, known: Known) -> float:
    gardens = known["nourishing_gardens"]
    trees = _number(gardens, "trees").to_numpy(float, na_value=np.nan)[_is(gardens, "kind", "orchard")]
    return float(np.nansum(trees)) if np.isfinite(trees).any() else np.nan


def _grazed(territory: Territory, known: Known) -> float:
    grazed = [key for key, rule in heap_rules(territory).items() if rule.grazed]
    return _inside(territory, known["slag_heaps"], _is(known["slag_heaps"], "id", *grazed))


def _cone_altitude(territory: Territory, known: Known) -> float:
    relief = Relief.open(territory)
    heaps = known["slag_heaps"].geometry
    ground = None if relief is None or not len(heaps) else relief.terrain(shapely.union_all(heaps))
    return np.nan if ground is None else ground.altitude_max_m


_HEAPS, _GARDENS, _ORGANIC = ("slag_heaps",), ("nourishing_gardens",), ("organic_farmland",)
_PROPERTY = _kind("heritage", "kind", "unesco_property")

MEASURES = (
    Measure("farmland_share", "%", ("farmland",), _share(_area("farmland")), 1.0, alone=True),
    Measure("farmland_area", "ha", ("farmland",), _area("farmland"), 8.0, alone=True),
    Measure("open_farmland_area", "ha", ("open_farmland",), _area("open_farmland"), 13.0, alone=True),
    Measure(
        "safer_land",
        "ha",
        _ORGANIC,
        lambda territory, known: _inside(
            territory, known["organic_farmland"], _true(known["organic_farmland"], "safer")
        ),
        0.5,
    ),
    Measure("green_belt_length", "km", ("green_belt",), _kilometres("green_belt"), 0.5, alone=True),
    Measure(
        "railways_in_commune", "km", ("mining_railways",), _kilometres("mining_railways"), 0.3, alone=True
    ),
    Measure("hedges_replanted", "m", ("hedges",), _length("hedges"), 0.0),
    Measure("heaps_open_area", "ha", _HEAPS, _kind("slag_heaps", "access", *OPEN), 10.0),
    Measure("goat_area", "ha", _HEAPS, _grazed, 0.5),
    Measure("cone_altitude", "m", _HEAPS, _cone_altitude, 3.0, reads_relief=True),
    Measure("association_gardens_area", "ha", _GARDENS, _kind(*_GARDENS, "kind", "association_garden"), 0.1),
    Measure("association_gardens", "count", _GARDENS, _count(*_GARDENS, "kind", "association_garden"), 0.0),
    Measure("food_archipelago_area", "ha", _GARDENS, _kind(*_GARDENS, "kind", "food_archipelago"), 0.1),
    Measure("orchard_trees", "count", _GARDENS, _orchard_trees, 0.0),
    Measure("belt_orchards_new", "count", _GARDENS, _belt_orchards(renovated=False), 0.0),
    Measure("belt_orchards_renovated", "count", _GARDENS, _belt_orchards(renovated=True), 0.0),
    Measure("commune_area", "ha", ("commune",), _area("commune"), 13.0, alone=True),
    Measure("unesco_property_area", "ha", ("heritage",), _PROPERTY, 2.0),
    Measure("unesco_buffer_area", "ha", ("heritage",), _kind("heritage", "kind", "unesco_buffer"), 13.0),
    Measure(
        "unesco_property_share",
        "%",
        ("heritage",),
        _share(_PROPERTY),
        0.5,
        ("unesco_property_area", "commune_area"),
        alone=True,
    ),
    Measure(
        "unesco_buffer_share",
        "%",
        ("heritage",),
        _share(_kind("heritage", "kind", "unesco_buffer")),
        1.0,
        ("unesco_buffer_area", "commune_area"),
        alone=True,
    ),
)
_YEARLY = re.compile(r"organic_(share|area)_(\d{4})")
"""Figures of organic farming of one year, which each town publishes for years of its own."""


def measures_of(keys: Iterable[str]) -> tuple[Measure, ...]:
    """Return how every figure that the map can speak to is measured, and those of single years in `keys`."""
    years = {(int(found[2]), found[1] == "area") for key in keys if (found := _YEARLY.fullmatch(key))}
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
    )


def organic_share(year: int) -> Measure:
    """Return how the share of farmed land that is organic in a year is measured."""

    def measure(territory: Territory, known: Known) -> float:
        farmland = _inside(territory, known["farmland"])
        return 100 * organic_ha(territory, known["organic_farmland"], year) / farmland if farmland else np.nan

    return Measure(f"organic_share_{year}", "%", ("organic_farmland", "farmland"), measure, 1.0)

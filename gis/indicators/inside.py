"""How much of a layer lies inside the commune: the ways in which every figure of the map is measured."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.geometry import clipped, prepared
from gis.words import HECTARE_M2, KILOMETRE_M

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from gis.territory import Layer, Territory

Known = dict[str, "Layer"]
Ground = Callable[["Territory", Known], float]
"""Takes the territory and its layers by key, returns the value, not a number where it cannot be known."""


def inside_ha(territory: Territory, layer: Layer, rows: NDArray[np.bool_] | None = None) -> float:
    """Return the area of features inside the commune, in ha; ground that two of them share counts once."""
    shapes = layer.geometry if rows is None else layer.geometry[rows]
    whole = shapely.union_all(clipped(shapes, territory.commune))
    return float(shapely.area(whole)) / HECTARE_M2


def metres_of(territory: Territory, layer: Layer, rows: NDArray[np.bool_] | None = None) -> float:
    """Return the length of lines inside the commune, in m."""
    shapes = layer.geometry if rows is None else layer.geometry[rows]
    return float(shapely.length(clipped(shapes, territory.commune)).sum())


def lies_inside(territory: Territory, layer: Layer) -> NDArray[np.bool_]:
    """Return which features are in the commune, if only in part."""
    return shapely.intersects(prepared(territory.commune), layer.geometry)


def has(layer: Layer, column: str, *values: str) -> NDArray[np.bool_]:
    """Return which features have one of some values; none where the layer has no such column."""
    if column not in layer.data:
        return np.zeros(len(layer), dtype=bool)
    return layer.data[column].isin(values).to_numpy(dtype=bool)


def is_true(layer: Layer, column: str, *, value: bool = True) -> NDArray[np.bool_]:
    """Return which features say yes, or with `value` no; those that say nothing are left out."""
    if column not in layer.data:
        return np.zeros(len(layer), dtype=bool)
    return layer.data[column].astype("boolean").eq(value).fillna(value=False).to_numpy(dtype=bool)


def numbers_of(layer: Layer, column: str) -> pd.Series:
    """Return a column as numbers, not a number where unknown."""
    return (
        layer.data[column].astype(float) if column in layer.data else layer.data["id"].map(lambda _: np.nan)
    )


def area(key: str) -> Ground:
    """Measure the hectares of a layer."""
    return lambda territory, known: inside_ha(territory, known[key])


def kind(key: str, column: str, *values: str) -> Ground:
    """Measure the hectares of the features that have one of some values."""
    return lambda territory, known: inside_ha(territory, known[key], has(known[key], column, *values))


def kilometres(key: str) -> Ground:
    """Measure the kilometres of a layer of lines."""
    return lambda territory, known: metres_of(territory, known[key]) / KILOMETRE_M


def share(of: Ground) -> Ground:
    """Measure hectares as a share of the commune, in per cent."""
    return lambda territory, known: 100 * of(territory, known) * HECTARE_M2 / territory.commune.area


def count(key: str, column: str, *values: str) -> Ground:
    """Count the features of the commune that have one of some values."""
    return lambda territory, known: float(
        (has(known[key], column, *values) & lies_inside(territory, known[key])).sum()
    )

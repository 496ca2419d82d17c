"""What the page of parcels lays over the map: the land asked about, the choices, results, variants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.crs import to_wgs84
from gis.parcels import parcels_of, readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.territory import Territory

LAND = {"stroke": "#b3261e", "fill": "#b3261e", "weight": 4, "opacity": 0.12}
CHOICE = {"stroke": "#b3261e", "fill": "#b3261e", "weight": 2, "dash": "6 4", "opacity": 0.06}
RESULT = {"stroke": "#7a1fa2", "fill": "#7a1fa2", "weight": 1.5, "opacity": 0.35}
VARIANTS = (
    {"stroke": "#b3261e", "fill": "#b3261e", "weight": 4, "opacity": 0.2},
    {"stroke": "#1d4468", "fill": "#1d4468", "weight": 4, "dash": "9 5", "opacity": 0.2},
)
MOST_SINGLE = 600
"""Parcels drawn one by one; more are drawn as one outline, so that the page stays light."""
SIMPLIFY_M = 0.5
MARGIN = 0.6
LEAST_M = 120.0
Bounds = tuple[float, float, float, float]
Collection = dict[str, Any]


def land(shape: BaseGeometry, label: str) -> Collection:
    """Return the outline of the land that a dossier is about."""
    return collection([feature(shape, LAND, label=label)])


def choices(territory: Territory, ids: Sequence[str]) -> Collection:
    """Return the outlines of parcels to choose from."""
    return parcels(territory, ids, CHOICE)


def results(territory: Territory, ids: Sequence[str]) -> Collection:
    """Return the outlines of parcels that a screening kept."""
    return parcels(territory, ids, RESULT)


def parcels(territory: Territory, ids: Sequence[str], style: dict[str, Any]) -> Collection:
    """Return the outlines of parcels, named one by one where they are few."""
    if not ids:
        return collection([])
    found = parcels_of(territory)
    shapes = found.layer.geometry[[found.row[item] for item in ids]]
    if len(ids) > MOST_SINGLE:
        return collection([feature(shapely.simplify(shapely.union_all(shapes), SIMPLIFY_M), style)])
    return collection(
        [feature(shape, style, popup=readable(item)) for item, shape in zip(ids, shapes, strict=True)]
    )


def variants(shapes: Sequence[tuple[str, BaseGeometry]]) -> Collection:
    """Return the outlines of the variants of a project, with their names."""
    return collection(
        [feature(shape, VARIANTS[place], label=name) for place, (name, shape) in enumerate(shapes)]
    )


def feature(
    shape: BaseGeometry, style: dict[str, Any], *, label: str = "", popup: str = ""
) -> dict[str, Any]:
    """Return one feature in WGS 84 with its look."""
    (degrees,) = to_wgs84(np.array([shape], dtype=object))
    words = {name: text for name, text in (("label", label), ("popup", popup)) if text}
    return {
        "type": "Feature",
        "properties": {"style": style, **words},
        "geometry": shapely.geometry.mapping(degrees),
    }


def collection(features: list[dict[str, Any]]) -> Collection:
    """Return features as one collection."""
    return {"type": "FeatureCollection", "features": features}


def around(shapes: Sequence[BaseGeometry] | NDArray[np.object_]) -> Bounds:
    """Return the bounds in WGS 84 of some land and of what lies around it."""
    low_x, low_y, high_x, high_y = shapely.total_bounds(np.asarray(shapes, dtype=object))
    margin = max((MARGIN if len(shapes) == 1 else 0.0) * max(high_x - low_x, high_y - low_y), LEAST_M)
    ground = shapely.box(low_x - margin, low_y - margin, high_x + margin, high_y + margin)
    (degrees,) = to_wgs84(np.array([ground], dtype=object))
    west, south, east, north = (round(float(value), 5) for value in degrees.bounds)
    return west, south, east, north

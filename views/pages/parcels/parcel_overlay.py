"""What the page of parcels lays over the map: the land asked about, the choices, results, variants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.parcels import parcels_of, readable
from views.map import overlay
from views.map.overlay import FOUND, STOP, collection, feature, features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.territory import Territory
    from views.map.overlay import Collection
    from views.map.spec import Bounds

LAND = {"stroke": STOP, "fill": STOP, "weight": 4, "opacity": 0.12}
CHOICE = {"stroke": STOP, "fill": STOP, "weight": 2, "dash": "6 4", "opacity": 0.06}
RESULT = {"stroke": FOUND, "fill": FOUND, "weight": 1.5, "opacity": 0.35}
VARIANTS = (
    {"stroke": STOP, "fill": STOP, "weight": 4, "opacity": 0.2},
    {"stroke": "#1d4468", "fill": "#1d4468", "weight": 4, "dash": "9 5", "opacity": 0.2},
)
MOST_SINGLE = 600
"""Parcels drawn one by one; more are drawn as one outline, so that the page stays light."""
SIMPLIFY_M = 0.5
MARGIN = 0.6
LEAST_M = 120.0


def land(territory: Territory, shape: BaseGeometry, label: str) -> Collection:
    """Return the outline of the land that a dossier is about."""
    return collection([feature(territory.projection, shape, LAND, label=label)])


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
        whole = shapely.simplify(shapely.union_all(shapes), SIMPLIFY_M)
        return collection([feature(territory.projection, whole, style)])
    return collection(features(territory.projection, shapes, style, popups=map(readable, ids)))


def variants(territory: Territory, shapes: Sequence[tuple[str, BaseGeometry]]) -> Collection:
    """Return the outlines of the variants of a project, with their names."""
    return collection(
        [
            feature(territory.projection, shape, VARIANTS[place], label=name)
            for place, (name, shape) in enumerate(shapes)
        ]
    )


def around(territory: Territory, shapes: Sequence[BaseGeometry] | NDArray[np.object_]) -> Bounds:
    """Return the bounds in WGS 84 of some land and of what lies around it."""
    west, south, east, north = shapely.total_bounds(np.asarray(shapes, dtype=object))
    size = max(east - west, north - south) if len(shapes) == 1 else 0.0
    return overlay.around(territory.projection, shapes, margin_m=max(MARGIN * size, LEAST_M))

"""Benches, water, toilets and buses along a way, where they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.territory import Layer, Territory

LAYER = "osm_amenities"
NEAR_M = 60.0
"""This far from the way they still serve those who walk it."""
ASKED_FOR = ("bench", "water", "bus", "toilets")
"""What walkers ask for; told as unknown where nothing in the data speaks of it."""


def amenities(territory: Territory) -> Layer | None:
    """Return the layer that holds them, nothing where it is unknown."""
    return territory.find(LAYER)


def amenities_near(layer: Layer, points: NDArray[np.object_]) -> dict[str, list[tuple[int, int]]]:
    """Return what is near places along a way: for each kind the feature and the first place beside it.

    Parameters
    ----------
    points : array of Point
        Places along the way in walking order, in metres.

    Returns
    -------
    dict of lists of (row, place)
        By category, in walking order; private ones are left out.
    """
    place, row = layer.tree.query(points, predicate="dwithin", distance=NEAR_M)
    first = np.full(len(layer), len(points))
    np.minimum.at(first, row, place)
    private = layer.data["access"].eq("closed").to_numpy()
    kinds = layer.data["category"].astype(str).to_numpy(object)
    found: dict[str, list[tuple[int, int]]] = {}
    for each in np.argsort(first, kind="stable").tolist():
        if first[each] < len(points) and not private[each]:
            found.setdefault(kinds[each], []).append((each, int(first[each])))
    return found


def unknown_amenities(territory: Territory) -> list[str]:
    """Return what walkers ask for and nothing in the data speaks of."""
    if amenities(territory) is not None:
        return []
    places = territory.find("places")
    if places is None or "category" not in places.data:
        return list(ASKED_FOR)
    known = set(places.data["category"].dropna())
    return [name for name in ASKED_FOR if name not in known]

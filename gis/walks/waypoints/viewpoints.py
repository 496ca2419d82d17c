"""Viewpoints worth going up to, at dead ends too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from gis.territory import Layer, Territory
    from gis.walks.loops.search_graph import SearchGraph
    from gis.walks.model import Walk

LAYERS = ("places", "osm_amenities")
THEMES = ("heaps",)
"""Themes of walk that look for viewpoints."""
REACH_M = 80.0
"""A viewpoint farther than this from every end or crossing of paths is not walked to."""


def viewpoints(territory: Territory, theme: str) -> NDArray[np.float64]:
    """Return the viewpoints that a theme looks for, shape (n, 2), in metres; none for other themes."""
    shapes = [layer.geometry[rows] for layer, rows in _known(territory, theme)]
    return np.asarray(
        shapely.get_coordinates(shapely.centroid(np.concatenate([np.empty(0, object), *shapes])))
    )


def seen_from(walk: Walk) -> list[str]:
    """Return the names of the viewpoints that a walk was to look for and leads to."""
    found: dict[str, None] = {}
    for layer, rows in _known(walk.territory, walk.theme):
        near = rows[shapely.dwithin(layer.geometry[rows], walk.route.geometry, REACH_M)]
        names = layer.data["name"].fillna("").astype(str).to_numpy(object)[near]
        found |= dict.fromkeys(name or say("walks.amenity_viewpoint") for name in names)
    return list(found)


def _known(territory: Territory, theme: str) -> Iterator[tuple[Layer, NDArray[np.intp]]]:
    """Yield the layers that have viewpoints, and which of their features are."""
    for key in LAYERS if theme in THEMES else ():
        layer = territory.find(key)
        if layer is not None and "category" in layer.data:
            yield layer, np.flatnonzero(layer.data["category"].eq("viewpoint").to_numpy(dtype=bool))


def goals(ground: SearchGraph, points: NDArray[np.float64]) -> list[int]:
    """Return the nodes nearest to viewpoints, where they are near enough and can be reached."""
    reached = np.isfinite(ground.graph.costs(np.array([ground.start]), cost=ground.cost)[0])
    found = []
    for point in points:
        away = np.where(reached, np.hypot(*(ground.xy - point).T), np.inf)
        node = int(np.argmin(away))
        if away[node] <= REACH_M and node != ground.start:
            found.append(node)
    return list(dict.fromkeys(found))

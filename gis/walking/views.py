"""Viewpoints worth going up to, at dead ends too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.territory import Layer, Territory
    from gis.walking.ground import Ground
    from gis.walking.made import Walk

THEMES = ("heaps",)
"""Themes of walk that look for viewpoints."""
REACH_M = 80.0
"""A viewpoint farther than this from every end or crossing of paths is not walked to."""


def viewpoints(territory: Territory, theme: str) -> NDArray[np.float64]:
    """Return the viewpoints that a theme looks for, shape (n, 2), EPSG:2154; none for other themes."""
    places = territory.get("places") if theme in THEMES and "places" in territory.themes else None
    if places is None:
        return np.empty((0, 2))
    return np.asarray(shapely.get_coordinates(shapely.centroid(places.geometry[_are_viewpoints(places)])))


def _are_viewpoints(places: Layer) -> NDArray[np.bool_]:
    if "category" not in places.data:
        return np.zeros(len(places), dtype=bool)
    return np.asarray(places.data["category"].eq("viewpoint").to_numpy(dtype=bool))


def seen_from(walk: Walk) -> list[str]:
    """Return the names of the viewpoints that a walk was to look for and leads to."""
    points = viewpoints(walk.territory, walk.theme)
    if not len(points):
        return []
    places = walk.territory.layer("places")
    names = places.data.loc[_are_viewpoints(places), "name"].astype(str).tolist()
    near = np.atleast_1d(shapely.dwithin(shapely.points(points), walk.route.geometry, REACH_M)).tolist()
    return [name for name, there in zip(names, near, strict=True) if there]


def goals(ground: Ground, points: NDArray[np.float64]) -> list[int]:
    """Return the nodes nearest to viewpoints, where they are near enough and can be reached."""
    reached = np.isfinite(ground.graph.costs(np.array([ground.start]), cost=ground.cost)[0])
    found = []
    for point in points:
        away = np.where(reached, np.hypot(*(ground.xy - point).T), np.inf)
        node = int(np.argmin(away))
        if away[node] <= REACH_M and node != ground.start:
            found.append(node)
    return list(dict.fromkeys(found))

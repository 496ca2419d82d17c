"""The ground that a layer speaks of: the commune, and as far around it as the layer was fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from gis.territory.layer import Layer
    from gis.territory.territory import Territory


def known_ground(territory: Territory, layer: Layer | None) -> BaseGeometry:
    """Return the ground of which a layer tells what is there and what is not, EPSG:2154.

    Raises
    ------
    LayerMissingError
        When the territory has no outline.
    """
    if layer is None or not layer.margin_m:
        return territory.commune
    return shapely.buffer(territory.commune, layer.margin_m)

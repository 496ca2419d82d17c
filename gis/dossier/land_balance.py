"""The land balance: a shape split into covers that exclude one another and add up to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.geometry import prepared
from gis.territory import memoised
from gis.words import say

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.territory import Layer, Territory

PRIORITY = (
    "slag_heaps",
    "nourishing_gardens",
    "green_belt",
    "paths",
    "organic_farmland",
    "farmland",
    "mining_buildings",
    "mining_estates",
)
"""What an earlier cover takes, a later one does not get: narrow and lasting things come before wide ones."""
REST = "rest"
WIDTH_M = {"green_belt": 4.0, "paths": 3.0}
"""Width of a corridor whose feature does not give one: the belt is published as 4 to 15 m wide
(https://www.banquedesterritoires.fr/experience/au-pied-dun-terril-une-ceinture-verte-limite-letalement-urbain-et-beneficie-aux),
and a farm track as wide as a tractor."""


@dataclass(frozen=True)
class Cover:
    """One exclusive part of the ground; `layer` is empty for the rest."""

    key: str
    area_m2: float
    share_pct: float

    @property
    def title(self) -> str:
        """Its words in the language in use."""
        return say(f"dossier.cover_{self.key}")


@dataclass(frozen=True)
class Balance:
    """The ground of the subject split into covers that exclude one another and add up to it.

    Attributes
    ----------
    covers : tuple of Cover
        In order of priority; what an earlier one takes, a later one does not get. The last is the rest.
    missing : tuple of str
        Covers that the territory has no data for; their ground is in the rest.
    """

    covers: tuple[Cover, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class LandCover:
    """The covers of a territory, lines widened into corridors.

    Attributes
    ----------
    keys, missing : tuple of str
        Covers with data and without, in order of priority.
    shapes : array of polygons
        Of all covers, prepared, in metres.
    cover : array of int
        Place in `keys` of the cover of each shape.
    """

    keys: tuple[str, ...]
    missing: tuple[str, ...]
    shapes: NDArray[np.object_]
    cover: NDArray[np.intp]
    tree: shapely.STRtree


def balance(territory: Territory, shape: BaseGeometry) -> Balance:
    """Split a polygon into exclusive covers.

    The covers are taken away one after the other in the order of `PRIORITY`; each gets what its taking
    away costs, and the last is the rest. Their areas, in m², therefore add up to that of the polygon.
    """
    ground = _ground(territory)
    rows = ground.tree.query(shape, predicate="intersects")
    cover = ground.cover[rows]
    rest, whole = shape, float(shapely.area(shape))
    left, taken = whole, dict.fromkeys(ground.keys, 0.0)
    for place in np.unique(cover).tolist():
        rest = _without(rest, ground.shapes[rows[cover == place]])
        remaining = float(shapely.area(rest))
        taken[ground.keys[place]] = left - remaining
        left = remaining
    taken[REST] = left
    return Balance(tuple(_cover(key, area, whole) for key, area in taken.items()), ground.missing)


@memoised
def _ground(territory: Territory) -> LandCover:
    layers = {key: territory.get(key) for key in PRIORITY if key in territory.themes}
    known = {key: layer for key, layer in layers.items() if layer is not None}
    shapes = [_shapes(key, layer) for key, layer in known.items()]
    together = np.concatenate([np.empty(0, object), *shapes])
    return LandCover(
        keys=tuple(known),
        missing=tuple(key for key in layers if key not in known),
        shapes=together,
        cover=np.repeat(np.arange(len(shapes)), [len(some) for some in shapes]),
        tree=shapely.STRtree(together),
    )


def _shapes(key: str, layer: Layer) -> NDArray[np.object_]:
    if key not in WIDTH_M:
        return prepared(layer.geometry)
    widths = np.full(len(layer), np.nan)
    if "width_m" in layer.data:
        widths = layer.data["width_m"].to_numpy(dtype=float, na_value=np.nan)
    widths = np.where(np.isnan(widths), WIDTH_M[key], widths)
    return prepared(shapely.buffer(layer.geometry, widths / 2, cap_style="flat", quad_segs=2))


def _without(rest: BaseGeometry, shapes: NDArray[np.object_]) -> BaseGeometry:
    if shapely.contains_properly(shapes, rest).any():
        return shapely.Polygon()
    return shapely.difference(rest, shapely.union_all(shapes) if len(shapes) > 1 else shapes[0])


def _cover(key: str, area: float, whole: float) -> Cover:
    area = max(area, 0.0)
    return Cover(key, area, min(100.0, 100 * area / whole))

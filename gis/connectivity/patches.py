"""Patches of habitat: heaps, woods, gardens, the green belt and hedges, none counted twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.errors import LayerMissingError
from gis.geometry import prepared
from gis.territory import least_sure, memoised, registry
from gis.words import say

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.territory import Layer, Territory

HEDGE_WIDTH_M = 4.0
"""Width given to a hedge, whose lines have none: our assumption for a hedge of one or two rows."""
BELT_WIDTH_M = 8.0
"""Width given to a stretch of green belt whose own is not known: the middle of what is drawn, 4 to 15 m."""
LONGEST_ID = 12
"""Longer identifiers are made for machines."""
LEAST_M2 = 25.0
"""Smaller patches are left out: one cell of the 5 m grid."""
LAYERS = ("slag_heaps", "woods", "nourishing_gardens", "green_belt", "hedges")
"""Layers of habitat; ground that two of them share belongs to the first."""


@dataclass(frozen=True, eq=False)
class Patches:
    """Patches of habitat inside a commune; arrays of shape (patches,).

    Attributes
    ----------
    layer, id, name : arrays of str
        Layer and feature that each patch is, and its name, empty where it has none.
    geometry : array of Polygon or MultiPolygon
        In the territory's legal system, clipped to the commune; no two share ground.
    area : array of float
        In m².
    status : str
        The least sure status of the layers behind.
    left_out : int
        Features that are too small, outside, or identical to another.
    """

    layer: NDArray[np.str_]
    id: NDArray[np.str_]
    name: NDArray[np.str_]
    geometry: NDArray[np.object_]
    area: NDArray[np.float64]
    status: str = ""
    left_out: int = 0

    def __len__(self) -> int:
        return len(self.area)

    def place(self, feature: str) -> int:
        """Return the place of a patch by the id of its feature, -1 where it is none."""
        found = np.flatnonzero(self.id == feature)
        return int(found[0]) if len(found) else -1

    def label(self, feature: str) -> str:
        """Return what to call a patch, in the language in use: its name, a short id, or what it is."""
        row = self.place(feature)
        if row >= 0 and self.name[row]:
            return str(self.name[row])
        if row < 0 or len(feature) <= LONGEST_ID:
            return feature
        return f"{registry()[str(self.layer[row])].title} …{feature[-4:]}"

    def told(self, feature: str) -> str:
        """Return what to call a patch so that no other is meant: what it is or its name, and a short id."""
        label, row = self.label(feature), self.place(feature)
        if row < 0 or len(feature) > LONGEST_ID:
            return label
        if label == feature:
            return say(f"connectivity.kind_{self.layer[row]}", id=feature)
        return f"{label} ({feature})"


@memoised
def patches_of(territory: Territory) -> Patches:
    """Return the patches of a territory, worked out once.

    Every feature stays a patch of its own, so that its importance can be told; patches that touch are linked
    with a probability of 1, which leaves PC as if they were one.

    Raises
    ------
    LayerMissingError
        When the territory has no outline, or not one layer of habitat.
    """
    layers = [layer.within for key in LAYERS if (layer := territory.find(key)) is not None]
    if not layers:
        raise LayerMissingError(say("connectivity.no_layers"))
    present = {layer.status for layer in layers}
    whole = Patches(
        np.concatenate([np.full(len(layer), layer.key) for layer in layers]).astype(str),
        np.concatenate([layer.data["id"].astype(str).to_numpy() for layer in layers]).astype(str),
        np.concatenate([_names(layer.data) for layer in layers]).astype(str),
        np.concatenate([ground_of(layer) for layer in layers]),
        np.zeros(sum(map(len, layers))),
        least_sure(present),
    )
    return _apart(whole, territory.commune)


def ground_of(layer: Layer) -> NDArray[np.object_]:
    """Return the ground that each feature covers: lines widened, polygons as they are, in metres."""
    shapes = np.array(layer.geometry)
    lines = shapely.get_dimensions(shapes) == 1
    if lines.any():
        shapes[lines] = widen(shapes[lines], _widths(layer)[lines])
    return shapes


def widen(lines: NDArray[np.object_], width_m: NDArray[np.float64] | float) -> NDArray[np.object_]:
    """Return the ground of lines of a given width, in metres."""
    ground: NDArray[np.object_] = shapely.buffer(
        lines, np.asarray(width_m) / 2, cap_style="flat", quad_segs=2
    )
    return ground


def _widths(layer: Layer) -> NDArray[np.float64]:
    usual = HEDGE_WIDTH_M if layer.key == "hedges" else BELT_WIDTH_M
    if "width_m" not in layer.data:
        return np.full(len(layer), usual)
    known = layer.data["width_m"].astype(float)
    return known.where(known > 0).fillna(usual).to_numpy(dtype=float)


def _names(data: gpd.GeoDataFrame) -> NDArray[np.str_]:
    return np.asarray(data["name"].fillna("").astype(str)) if "name" in data else np.full(len(data), "")


def _apart(patches: Patches, commune: BaseGeometry) -> Patches:
    """Clip patches to the commune and take off each what an earlier one covers already."""
    shapes = shapely.make_valid(np.array(patches.geometry))
    across = ~shapely.covers(prepared(commune), shapes)
    shapes[across] = shapely.intersection(shapes[across], commune)
    later, earlier = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    meets = earlier < later
    for patch, others in _grouped(later[meets], earlier[meets]):
        shapes[patch] = shapely.difference(shapes[patch], shapely.union_all(shapes[others]))
    shapes = only_ground(shapes)
    area = shapely.area(shapes)
    large = area >= LEAST_M2
    return Patches(
        patches.layer[large],
        patches.id[large],
        patches.name[large],
        shapes[large],
        area[large],
        patches.status,
        int((~large).sum()),
    )


def _grouped(keys: NDArray[np.intp], values: NDArray[np.intp]) -> list[tuple[np.intp, NDArray[np.intp]]]:
    order = np.argsort(keys, kind="stable")
    found, start = np.unique(keys[order], return_index=True)
    return list(zip(found, np.split(values[order], start[1:]), strict=True)) if len(found) else []


def only_ground(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return shapes without the points and lines that cutting leaves where outlines only touch."""
    mixed = shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION
    for row in np.flatnonzero(mixed):
        parts = shapely.get_parts(shapes[row])
        shapes[row] = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])  # noqa: PLR2004
    return shapes

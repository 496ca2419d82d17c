"""The themes of a territory, each indexed once, ready to be held against any number of shapes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.geometry import prepared
from gis.overlay.clipping import Segments
from gis.territory import memoised

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.territory import Layer, Territory, Theme

WHOLE_COMMUNE = {"species_sites": ("site", "commune")}
"""Features known for the commune only, by layer, column and value: they are on no parcel in particular."""
POINT, LINE, POLYGON = 0, 1, 2
_SHARED = ("dimensions", "overlapping", "segments", "twin")
OVERLAP_M2 = 0.01
"""Polygons of a theme that share more than this overlap; less is the noise of drawing."""


@dataclass(frozen=True, eq=False)
class Zones:
    """The shapes of one theme, ready to be overlaid; light enough to be sent to other machines.

    Attributes
    ----------
    key, kind : str
        Name of the theme and what its shapes are: `polygon`, `line`, `point` or `mixed`.
    known : bool
        False where there are no data, which is not the same as no shape.
    shapes : array of geometries
        In the territory's legal system, prepared.
    whole : bool
        False where parts of the layer did not come: what is not found may be there all the same.
    """

    key: str
    kind: str
    known: bool
    shapes: NDArray[np.object_]
    whole: bool = field(default=True, kw_only=True)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The spatial index over `shapes`."""
        return shapely.STRtree(self.shapes)

    @cached_property
    def dimensions(self) -> NDArray[np.int32]:
        """0 for points, 1 for lines, 2 for polygons, one for each shape."""
        return shapely.get_dimensions(self.shapes)

    @cached_property
    def twin(self) -> NDArray[np.intp]:
        """The first shape that is the same as each one: several species share the outline of one heap."""
        _, first, place = np.unique(shapely.to_wkb(self.shapes), return_index=True, return_inverse=True)
        return first[place]

    @cached_property
    def segments(self) -> Segments:
        """The straight pieces of its lines; polygons and points have none."""
        lines = self.shapes.copy()
        lines[self.dimensions != LINE] = shapely.LineString()
        return Segments.of(lines)

    @cached_property
    def kinds(self) -> frozenset[int]:
        """The dimensions that occur; those that the theme is made for where it has no shapes."""
        named = {"point": {POINT}, "line": {LINE}, "polygon": {POLYGON}, "mixed": {POINT, LINE, POLYGON}}
        return frozenset(np.unique(self.dimensions).tolist() or named[self.kind])

    @cached_property
    def overlapping(self) -> bool:
        """Whether its polygons cover one another, so that their areas cannot simply be added."""
        polygons = self.shapes[self.dimensions == POLYGON]
        left, right = shapely.STRtree(polygons).query(polygons, predicate="intersects")
        left, right = left[left < right], right[left < right]
        common = shapely.area(shapely.intersection(polygons[left], polygons[right]))
        return bool((common > OVERLAP_M2).any())

    def ready(self) -> Zones:
        """Build everything that is built once, and return the zones themselves."""
        _ = self.tree, self.kinds, *(getattr(self, name) for name in _SHARED)
        return self

    def bare(self) -> Zones:
        """Return the zones alone, with their index, to be sent to another process."""
        bare = Zones(self.key, self.kind, self.known, self.shapes, whole=self.whole)
        vars(bare).update({name: getattr(self, name) for name in _SHARED})
        return bare

    def own_copy(self) -> Zones:
        """Return the same zones with shapes of their own.

        A prepared shape has one holder: each thread works on a copy.
        """
        copy = Zones(self.key, self.kind, self.known, prepared(self.shapes), whole=self.whole)
        vars(copy).update({name: getattr(self, name) for name in ("tree", *_SHARED)})
        return copy


@dataclass(frozen=True, eq=False)
class LayerIndex(Zones):
    """The zones of a theme of a territory, with what its features are called.

    Attributes
    ----------
    layer : Layer or None
        Nothing where the territory has no data for the theme.
    rows : array of int
        Rows of the layer that are held against parcels.
    """

    theme: Theme
    layer: Layer | None
    rows: NDArray[np.intp]

    @classmethod
    def of(cls, territory: Territory, theme: Theme) -> LayerIndex:
        """Return the index of a theme of a territory."""
        layer = territory.get(theme.key)
        if layer is None:
            nothing = np.empty(0, object)
            return cls(theme.key, theme.kind, False, nothing, theme, None, np.empty(0, np.intp))
        column, value = WHOLE_COMMUNE.get(theme.key, ("", ""))
        placed = np.ones(len(layer), bool)
        if column in layer.data:
            placed = (layer.data[column] != value).to_numpy(dtype=bool)
        rows = np.flatnonzero(placed)
        shapes = layer.geometry if placed.all() else layer.geometry[rows]
        whole = not layer.provenance.get("missing_parts")
        return cls(theme.key, theme.kind, True, prepared(shapes), theme, layer, rows, whole=whole)

    @cached_property
    def text(self) -> dict[str, list[str]]:
        """The columns that an answer shows, as plain lists: rows are read from them many times."""
        columns = ("id", "name", "status", "source", "source_url", "source_date")
        if self.layer is None:
            return {column: [] for column in (*columns, "kind")}
        data = self.layer.data
        found = {column: data[column].astype(str).to_numpy(object)[self.rows].tolist() for column in columns}
        sorts = data.get(self.theme.named_by)
        told = [""] * len(self.rows) if sorts is None else sorts.astype(object).fillna("").iloc[self.rows]
        return {**found, "kind": [str(value) for value in told]}

    @cached_property
    def status(self) -> str:
        """How sure its features are; `no_data` where there are none."""
        return "no_data" if self.layer is None else self.layer.status

    @property
    def around_m(self) -> float | None:
        """How far around the commune its features are known, in metres; nothing without data."""
        return None if self.layer is None else self.layer.margin_m

    def warm(self) -> LayerIndex:
        """Build everything that a dossier reads, and return the index itself."""
        _ = self.ready(), self.text, self.status
        return self


@memoised
def indexes_of(territory: Territory) -> tuple[LayerIndex, ...]:
    """Return the index of every theme that a parcel is held against, built once for a territory."""
    return tuple(LayerIndex.of(territory, theme).warm() for theme in territory if theme.dossier)

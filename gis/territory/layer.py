"""One layer of a territory, in memory, indexed, read-only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from gis.crs import Projection
from gis.geometry import cut, shared
from gis.territory.status import least_sure

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.territory.theme import Theme


def margin_of(provenance: Mapping[str, Any]) -> float:
    """Return how far around the commune a layer was fetched, in metres, by its manifest."""
    return float(provenance.get("margin_m") or 0.0)


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer of a territory, with its index.

    Attributes
    ----------
    theme : Theme
        What the layer is.
    data : GeoDataFrame
        Its features in the territory's legal system; shared, so never change it: take `frame`.
    provenance : dict
        Status, source, licence and dates, as its manifest holds them.
    origin : str
        `home` for fetched and imported layers, `embedded` for those of the repository.
    outline : geometry, optional
        The commune, where the layer was fetched with what lies around it.
    """

    theme: Theme
    data: gpd.GeoDataFrame
    provenance: dict[str, Any]
    origin: str
    outline: BaseGeometry | None = None

    @property
    def margin_m(self) -> float:
        """How far around the commune the layer is known, in metres; 0 where it ends with it."""
        return margin_of(self.provenance)

    @property
    def goes_beyond(self) -> bool:
        """Whether some of its features may lie outside the commune, and are told apart."""
        return self.outline is not None

    @cached_property
    def inside(self) -> NDArray[np.bool_]:
        """Which features lie in the commune, if only in part; all of them where nothing else was fetched."""
        return self._parts[1]

    @cached_property
    def within(self) -> Layer:
        """The layer as far as the commune goes: what is counted, added up and shared out.

        Features that cross the outline are cut there. Distances, walks and surroundings use the whole layer.
        """
        if self.outline is None:
            return self
        shapes, inside = self._parts
        rows = self.data[inside].reset_index(drop=True)
        rows = rows.set_geometry(type(rows.geometry)(shapes[inside], crs=rows.crs))
        return replace(self, data=rows, outline=None)

    @cached_property
    def _parts(self) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
        if self.outline is None:
            return self.geometry, np.ones(len(self), dtype=bool)
        return cut(self.geometry, self.outline)

    @property
    def key(self) -> str:
        """Name of the layer."""
        return self.theme.key

    @property
    def frame(self) -> gpd.GeoDataFrame:
        """A copy of the features for the caller to work on; columns are only copied when changed."""
        return self.data.copy(deep=False)

    @cached_property
    def projection(self) -> Projection:
        """The system of its metres: that of its territory."""
        code = self.data.crs.to_epsg()
        return Projection(f"EPSG:{code}" if code else self.data.crs.to_string())

    @cached_property
    def geometry(self) -> NDArray[np.object_]:
        """The geometries as an array that cannot be written to, in metres; shared, so never prepared."""
        shapes: NDArray[np.object_] = shared(np.array(self.data.geometry.array, dtype=object))
        shapes.flags.writeable = False
        return shapes

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The spatial index over `geometry`."""
        return shapely.STRtree(self.geometry)

    @cached_property
    def ids(self) -> pd.Index:
        """The identifiers, in the order of `geometry`."""
        return pd.Index(self.data["id"])

    @cached_property
    def legend_places(self) -> NDArray[np.int_]:
        """The place of each feature's legend entry; -1 where none speaks of it."""
        return self.theme.legend_of(self.data)

    @cached_property
    def status(self) -> str:
        """The status of its features; the least sure one where they differ."""
        return least_sure(self.data["status"].unique(), otherwise=self.provenance.get("status", ""))

    @cached_property
    def area_m2(self) -> float:
        """Sum of the drawn areas, in m²."""
        return float(shapely.area(self.geometry).sum())

    @cached_property
    def length_m(self) -> float:
        """Sum of the lengths of its lines, in m; 0 for polygons and points."""
        lines = self.geometry[shapely.get_dimensions(self.geometry) == 1]
        return float(shapely.length(lines).sum())

    def total(self, column: str) -> float | None:
        """Return the sum of a column that is known of every feature; nothing where it is not."""
        if column not in self.data or not len(self) or self.data[column].isna().any():
            return None
        return float(self.data[column].sum())

    def __len__(self) -> int:
        return len(self.data)

    def __bool__(self) -> bool:
        # An empty layer is known to be empty: `if layer` must not take it for no data.
        return True

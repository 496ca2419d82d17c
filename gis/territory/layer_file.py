"""How much there is of a layer, told by its file alone: no index, no table, little to load."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from gis.territory.status import least_sure

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from gis.territory.theme import Theme


@dataclass(frozen=True, eq=False)
class LayerFile:
    """The file of a layer that comes with the atlas; it tells of itself what a `Layer` tells.

    Attributes
    ----------
    table : pyarrow.Table
        Its features, geometries as WKB in metres.
    """

    theme: Theme
    table: pa.Table
    provenance: dict[str, Any]
    origin: str

    @property
    def status(self) -> str:
        """The status of its features; the least sure one where they differ."""
        present = self.table.column("status").unique().to_pylist()
        return least_sure(present, otherwise=self.provenance.get("status", ""))

    @property
    def area_m2(self) -> float:
        """Sum of the drawn areas, in m²."""
        import shapely  # noqa: PLC0415 - slow to load, and most layers publish their areas

        return float(shapely.area(self._geometry).sum())

    @property
    def length_m(self) -> float:
        """Sum of the lengths of its lines, in m; 0 for polygons and points."""
        import shapely  # noqa: PLC0415 - the same

        lines = self._geometry[shapely.get_dimensions(self._geometry) == 1]
        return float(shapely.length(lines).sum())

    def total(self, column: str) -> float | None:
        """Return the sum of a column that is known of every feature; nothing where it is not."""
        if column not in self.table.column_names or not len(self):
            return None
        # Arrow would load pandas for its own way to NumPy.
        figures = np.array(self.table.column(column).to_pylist(), dtype=float)
        return None if np.isnan(figures).any() else float(figures.sum())

    @cached_property
    def _geometry(self) -> NDArray[np.object_]:
        import shapely  # noqa: PLC0415 - the same

        column = json.loads(self.table.schema.metadata[b"geo"])["primary_column"]
        shapes: NDArray[np.object_] = shapely.from_wkb(self.table.column(column).to_pylist())
        return shapes

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __bool__(self) -> bool:
        # As for a layer: one without features is known to be empty.
        return True

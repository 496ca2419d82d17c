"""What it costs to cross the land of a commune, cell by cell, from its layers and a file of resistances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.connectivity.dispersal import read_toml
from gis.errors import InputError
from gis.territory import EMBEDDED
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import rasterio.transform
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.connectivity.patches import Patches
    from gis.territory import Territory

FILE = "resistances.toml"
CELL_M = 5.0
MARGIN_M = 100.0
"""Ground around the commune that ways may lead over."""
CLASSES = ("other", "arable", "organic", "built", "grass", "road", "motorway", "habitat")
"""Kinds of land in the order in which they are drawn: a later one covers an earlier one."""
_BUILT_USES = ("town", "activity")
_ROADS = ("street", "road")
_GRASS = ("farm_track", "path", "former_railway")


@dataclass(frozen=True, eq=False)
class Grid:
    """Square cells over the ground, the first row northernmost.

    Attributes
    ----------
    west, north : float
        Corner in metres.
    shape : (int, int)
        Rows and columns.
    cell_m : float
        Side of a cell in metres.
    """

    west: float
    north: float
    shape: tuple[int, int]
    cell_m: float = CELL_M

    @classmethod
    def over(cls, ground: BaseGeometry, *, cell_m: float = CELL_M, margin_m: float = MARGIN_M) -> Grid:
        """Return the grid over some ground and a margin around it."""
        low_x, low_y, high_x, high_y = ground.buffer(margin_m, join_style="mitre").bounds
        west, north = np.floor(low_x / cell_m) * cell_m, np.ceil(high_y / cell_m) * cell_m
        columns = int(np.ceil((high_x - west) / cell_m))
        rows = int(np.ceil((north - low_y) / cell_m))
        return cls(float(west), float(north), (rows, columns), cell_m)

    @property
    def transform(self) -> rasterio.transform.Affine:
        """The way from (column, row) to coordinates."""
        import rasterio.transform  # noqa: PLC0415 - slow to load, and only a surface of costs needs it

        return rasterio.transform.Affine(self.cell_m, 0.0, self.west, 0.0, -self.cell_m, self.north)

    def cells(self, points: NDArray[np.float64]) -> NDArray[np.intp]:
        """Return the flat number of the cell of each point, shape (points, 2), in metres; -1 outside."""
        column = np.floor((points[:, 0] - self.west) / self.cell_m).astype(int)
        row = np.floor((self.north - points[:, 1]) / self.cell_m).astype(int)
        inside = (column >= 0) & (row >= 0) & (column < self.shape[1]) & (row < self.shape[0])
        return np.where(inside, row * self.shape[1] + column, -1)

    def points(self, cells: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the middle of cells by their flat number, shape (cells, 2), in metres."""
        row, column = np.divmod(cells, self.shape[1])
        x = self.west + (column + 0.5) * self.cell_m
        return np.column_stack([x, self.north - (row + 0.5) * self.cell_m])

    def burn(
        self, shapes: list[tuple[BaseGeometry, int]], *, onto: NDArray[Any], touched: bool = False
    ) -> None:
        """Draw shapes with their values onto an array of the grid, in place."""
        if shapes:
            import rasterio.features  # noqa: PLC0415 - the same

            rasterio.features.rasterize(shapes, out=onto, transform=self.transform, all_touched=touched)


def resistances(territory: Territory | None = None, *, path: Path | None = None) -> dict[str, float]:
    """Return what a metre of each kind of land costs, 1 or more; a territory's own file goes first.

    Raises
    ------
    InputError
        When the file is broken, a kind of land is missing, or a value is not a number from 0 on.
    """
    if path is None:
        path = (territory.file(FILE) if territory is not None else None) or EMBEDDED / FILE
    content = read_toml(path)
    classes = content.get("class", {})
    missing = [name for name in CLASSES if name not in classes]
    if missing:
        raise InputError(say("connectivity.class_missing", path=path, missing=", ".join(missing)))
    try:
        base = float(content["base"])
        relative = {name: float(classes[name]["relative"]) for name in CLASSES}
    except (KeyError, TypeError, ValueError) as error:
        msg = say("connectivity.file_broken", path=path, reason=error)
        raise InputError(msg) from error
    wrong = [name for name, value in relative.items() if not 0 <= value <= 2]  # noqa: PLR2004
    if wrong or not base >= 1:
        raise InputError(say("connectivity.class_bad", path=path, wrong=", ".join(wrong) or "base"))
    return {name: base**value for name, value in relative.items()}


def land_use(territory: Territory, grid: Grid) -> NDArray[np.uint8]:
    """Return the kind of land of each cell, a place in `CLASSES`; land that no layer speaks of is `other`.

    Shape of the grid. Habitat is not drawn: `with_habitat` adds it.
    """
    land = np.zeros(grid.shape, dtype=np.uint8)
    for name, shapes, touched in _drawn(territory):
        code = CLASSES.index(name)
        grid.burn([(shape, code) for shape in shapes], onto=land, touched=touched)
    return land


def owners_of(patches: Patches, grid: Grid) -> NDArray[np.int32]:
    """Return the patch that holds each cell, -1 where none does; shape of the grid.

    A patch too thin to hold the middle of a cell holds the cells that it touches.
    """
    owner = np.full(grid.shape, -1, dtype=np.int32)
    # Large patches last: a hedge that touches the cells of a heap must not take them.
    order = np.argsort(patches.area, kind="stable")
    grid.burn([(patches.geometry[row], int(row)) for row in order], onto=owner, touched=True)
    absent = np.setdiff1d(np.arange(len(patches)), np.unique(owner))
    if len(absent):
        inside = shapely.get_coordinates(shapely.point_on_surface(patches.geometry[absent]))
        cells = grid.cells(inside)
        owner.ravel()[cells[cells >= 0]] = absent[cells >= 0]
    return owner


def cost_surface(
    land: NDArray[np.uint8], owner: NDArray[np.int32], costs: dict[str, float]
) -> NDArray[np.float64]:
    """Return what a metre costs in each cell; shape of the grid."""
    table = np.array([costs[name] for name in CLASSES])
    return np.where(owner >= 0, costs["habitat"], table[land])


def _drawn(territory: Territory) -> Iterator[tuple[str, NDArray[np.object_], bool]]:
    """Yield each kind of land with its shapes and whether every touched cell is meant."""
    yield "arable", _shapes(territory, "farmland"), False
    yield "organic", _shapes(territory, "organic_farmland"), False
    yield "built", _shapes(territory, "mining_estates"), False
    yield "built", _shapes(territory, "parcels", "use", _BUILT_USES), False
    yield "grass", _shapes(territory, "paths", "kind", _GRASS), True
    yield "road", _shapes(territory, "paths", "kind", _ROADS), True
    yield "motorway", _shapes(territory, "paths", "kind", ("motorway",)), True


def _shapes(
    territory: Territory, key: str, column: str = "", values: tuple[str, ...] = ()
) -> NDArray[np.object_]:
    layer = territory.find(key)
    if layer is None or (column and column not in layer.data):
        return np.empty(0, dtype=object)
    return layer.geometry[layer.data[column].isin(values).to_numpy()] if column else layer.geometry

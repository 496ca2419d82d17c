"""Three invented communes that differ, and the ground of each: outline, blocks, fields, streets.

None of them is a real one: the departments are, the numbers in them belong to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import geopandas as gpd
import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

METRES = 2154
LOT_M = (18.0, 24.0)
LOTS = (10, 2)
"""Lots of a block, along and across the street."""
STREET_M = 10.0
AROUND = 3
"""Cells of open land beyond the outline, so that a box around the commune finds something, too."""
Plan = Literal["plu", "carte_communale", "pos", "rnu", "none"]


@dataclass(frozen=True)
class Commune:
    """An invented commune.

    Attributes
    ----------
    centre : tuple[float, float]
        EPSG:2154, metres.
    blocks : tuple[int, int]
        Blocks of 20 lots, from west to east and from south to north.
    lots : int
        Lots of them that are made, the first ones.
    field_m : float
        Side of a field, metres.
    fields : tuple[int, int]
        Cells of open land from west to east and from south to north, those under the blocks included.
    built_share : float
        Share of the lots that have a building.
    plan : Plan
        What the Géoportail de l'urbanisme knows.
    """

    insee: str
    name: str
    kind: Literal["coast", "mountain", "town"]
    centre: tuple[float, float]
    blocks: tuple[int, int]
    lots: int
    field_m: float
    fields: tuple[int, int]
    population: int
    epci: tuple[str, str]
    postcode: str
    plan: Plan
    built_share: float = 2 / 3
    seed: int = 7

    @property
    def department(self) -> str:
        """Code of the department."""
        return self.insee[:2]

    def rng(self, topic: str) -> np.random.Generator:
        """Return random numbers that are the same each time, of their own for each topic."""
        return np.random.default_rng([self.seed, int(self.insee), *topic.encode()])

    @cached_property
    def land(self) -> Land:
        """The ground."""
        return Land(self)


@dataclass(frozen=True)
class Land:
    """The ground of a commune, EPSG:2154."""

    commune: Commune

    @cached_property
    def outline(self) -> shapely.Geometry:
        """The commune: on a coast its south is the sea, and an island lies off it."""
        inner = shapely.buffer(self.built, 20.0)
        lon, lat = self._cells(0)
        edge = shapely.union_all(shapely.box(lon[0], lat[0], lon[-1], lat[-1]))
        if self.commune.kind != "coast":
            turned = shapely.buffer(edge.buffer(-60).buffer(60), 0)
            return shapely.union(turned, inner)
        return shapely.union_all([shapely.difference(edge, self.sea), inner, self.island])

    @cached_property
    def sea(self) -> shapely.Geometry:
        """The sea: nothing but on a coast."""
        if self.commune.kind != "coast":
            return shapely.Polygon()
        (west, south, east, _), (x, y) = self.built.bounds, self.commune.centre
        along = np.linspace(west - 4_000, east + 4_000, 200)
        shore = south - 60 - 35 * (1 + np.sin(along / 180.0)) - 0.02 * np.abs(along - x)
        far = np.array([[east + 4_000, y - 9_000], [west - 4_000, y - 9_000]])
        return shapely.Polygon(np.vstack([np.column_stack([along, shore]), far]))

    @cached_property
    def island(self) -> shapely.Geometry:
        """An island off the coast, which belongs to the commune."""
        return shapely.Point(self.commune.centre[0] + 300, self.built.bounds[1] - 1_900).buffer(260)

    @cached_property
    def built(self) -> shapely.Geometry:
        """The box of the blocks with the streets around them."""
        (west, south), (wide, high) = self.corner, self.block_m
        columns, rows = self.commune.blocks
        return shapely.box(west, south, west + columns * wide, south + rows * high)

    @property
    def block_m(self) -> tuple[float, float]:
        """Width and height of a block and its street, metres."""
        return LOTS[0] * LOT_M[0] + STREET_M, LOTS[1] * LOT_M[1] + STREET_M

    @property
    def corner(self) -> tuple[float, float]:
        """South-west corner of the blocks."""
        x, y = self.commune.centre
        return x - self.commune.blocks[0] * self.block_m[0] / 2, y - self.commune.blocks[1] * self.block_m[
            1
        ] / 2

    def corners(self) -> NDArray[np.float64]:
        """Return the south-west corner of each lot, block by block."""
        columns, rows = self.commune.blocks
        row, column, across, along = np.meshgrid(
            np.arange(rows), np.arange(columns), np.arange(LOTS[1]), np.arange(LOTS[0]), indexing="ij"
        )
        x = self.corner[0] + STREET_M / 2 + column * self.block_m[0] + along * LOT_M[0]
        y = self.corner[1] + STREET_M / 2 + row * self.block_m[1] + across * LOT_M[1]
        return np.column_stack([x.ravel(), y.ravel()])[: self.commune.lots]

    @cached_property
    def lots(self) -> NDArray[np.object_]:
        """Lots of the blocks."""
        x, y = self.corners().T
        return np.asarray(shapely.box(x, y, x + LOT_M[0], y + LOT_M[1]))

    @cached_property
    def houses(self) -> NDArray[np.object_]:
        """Buildings, each inside its lot."""
        rng, corners = self.commune.rng("houses"), self.corners()
        chosen = np.sort(rng.permutation(len(corners))[: round(len(corners) * self.commune.built_share)])
        low = corners[chosen] + rng.uniform(2, 5, (len(chosen), 2))
        high = low + rng.uniform(6, 11, (len(chosen), 2))
        return np.asarray(shapely.box(*low.T, *high.T))

    @cached_property
    def cells(self) -> NDArray[np.object_]:
        """Open land in cells, beyond the outline as well; none where the blocks or the sea are."""
        lon, lat = self._cells(AROUND)
        x, y = (grid.ravel() for grid in np.meshgrid(lon[:-1], lat[:-1]))
        boxes = shapely.box(x, y, x + self.commune.field_m, y + self.commune.field_m)
        free = ~shapely.intersects(boxes, self.built.buffer(15)) & ~shapely.intersects(boxes, self.sea)
        return np.asarray(boxes[free])

    @cached_property
    def own_cells(self) -> NDArray[np.object_]:
        """Cells that lie in the commune with all of their ground."""
        inside: NDArray[np.object_] = self.cells[shapely.covers(self.outline, self.cells)]
        return inside

    @cached_property
    def streets(self) -> NDArray[np.object_]:
        """Middle lines of the streets between blocks, from crossing to crossing."""
        columns, rows = self.commune.blocks
        x = self.corner[0] + np.arange(columns + 1) * self.block_m[0]
        y = self.corner[1] + np.arange(rows + 1) * self.block_m[1]
        points = np.stack(np.meshgrid(x, y), axis=-1)
        eastward = np.stack([points[:, :-1], points[:, 1:]], axis=2).reshape(-1, 2, 2)
        northward = np.stack([points[:-1], points[1:]], axis=2).reshape(-1, 2, 2)
        return np.asarray(shapely.linestrings(np.concatenate([eastward, northward])))

    @cached_property
    def tracks(self) -> NDArray[np.object_]:
        """Farm tracks and paths along the cells, joined to the corners of the blocks."""
        corners = shapely.get_coordinates(shapely.normalize(self.cells)).reshape(-1, 5, 2)
        step = 3 if self.commune.kind == "mountain" else 1
        sides = corners[::step, :2]
        (west, south, east, north), far = self.built.bounds, 700.0
        ways = [
            [(west, south), (west - far, south)],
            [(east, north), (east + far, north)],
            [(west, north), (west, north + far)],
        ]
        return np.asarray(shapely.linestrings(np.concatenate([sides, np.array(ways)])))

    def middle(self) -> shapely.Geometry:
        """Return the middle of the built ground."""
        return self.built.centroid

    def _cells(self, beyond: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        side = self.commune.field_m
        columns, rows = self.commune.fields
        x, y = self.commune.centre
        lon = x + (np.arange(-beyond, columns + beyond + 1) - columns / 2) * side
        lat = y + (np.arange(-beyond, rows + beyond + 1) - rows / 2) * side
        return np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)


def frame(shapes: NDArray[np.object_], **columns: object) -> gpd.GeoDataFrame:
    """Return shapes with columns, EPSG:2154."""
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=METRES)


def flat(shapes: NDArray[np.object_] | list[shapely.Geometry], crs: int = 4326) -> NDArray[np.object_]:
    """Return shapes of EPSG:2154 in another system, with 7 decimals, longitude first."""
    moved = gpd.GeoSeries(list(shapes), crs=METRES).to_crs(crs)
    return np.asarray(shapely.transform(moved.to_numpy(), lambda xy: xy.round(7)))


COAST = Commune(
    "83901", "Port-Mirande", "coast", (958_000, 6_231_000), (6, 12), 1_300, 120, (24, 16), 4_120,
    ("200083901", "CC du Golfe de Mirande"), "83999", "plu",
)  # fmt: skip
MOUNTAIN = Commune(
    "05902", "Saint-Aurel-les-Cimes", "mountain", (976_000, 6_424_000), (3, 3), 150, 300, (18, 14), 187,
    ("200005902", "CC des Hautes Cimes"), "05999", "carte_communale",
)  # fmt: skip
TOWN = Commune(
    "69903", "Valmorin-la-Plaine", "town", (846_000, 6_519_000), (25, 60), 30_000, 200, (32, 26), 41_300,
    ("200069903", "CA de Valmorin Plaine"), "69999", "plu",
)  # fmt: skip
COMMUNES = (COAST, MOUNTAIN, TOWN)


def smaller(commune: Commune, blocks: tuple[int, int] = (5, 8)) -> Commune:
    """Return a commune with fewer blocks and as much open land around them, for quick tests."""
    lots = blocks[0] * blocks[1] * LOTS[0] * LOTS[1]
    wide = int(np.ceil(blocks[0] * 190 / commune.field_m)) + 8
    high = int(np.ceil(blocks[1] * 58 / commune.field_m)) + 8
    return replace(commune, blocks=blocks, lots=min(lots, commune.lots), fields=(wide, high))

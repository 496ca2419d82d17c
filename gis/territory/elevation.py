"""Altitude and slope of a territory, read from its `relief.tif`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyproj
import shapely

from gis.crs import same_system, system_name
from gis.errors import LayerError
from gis.geometry import prepared
from gis.territory.memo import memoised
from gis.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.territory.territory import Territory

FILE = "relief.tif"


@dataclass(frozen=True)
class Terrain:
    """The ground of a shape.

    Attributes
    ----------
    altitude_min_m, altitude_max_m, altitude_mean_m : float
        In metres above sea level (NGF-IGN 69 in official data).
    slope_mean_pct, slope_max_pct : float
        Rise over run, in per cent; 100 is a slope of 45°.
    """

    altitude_min_m: float
    altitude_max_m: float
    altitude_mean_m: float
    slope_mean_pct: float
    slope_max_pct: float


@dataclass(frozen=True, eq=False)
class Relief:
    """A grid of altitudes in memory, in the territory's legal system.

    Attributes
    ----------
    altitudes : array of float, shape (rows, columns)
        In metres; NaN where unknown. The first row is the northernmost.
    left, top : float
        Outer corner of the first cell.
    cell_m : float
        Side of a cell.
    status : str
        How sure the grid is, as its file says; `illustrative` where it does not.
    """

    altitudes: NDArray[np.float64]
    left: float
    top: float
    cell_m: float
    status: str = "illustrative"
    source: str = ""

    @classmethod
    def open(cls, territory: Territory) -> Relief | None:
        """Return the relief of a territory, or nothing where it has none; read once.

        Raises
        ------
        LayerError
            When its file cannot be read.
        """
        return _open(territory)

    @classmethod
    def read(cls, path: Path, crs: str) -> Relief:
        """Read a GeoTIFF in the system `crs` with square cells.

        Raises
        ------
        LayerError
            When the file cannot be read, or is in another system.
        """
        import rasterio  # noqa: PLC0415 - slow to load, and few look at the relief
        import rasterio.errors  # noqa: PLC0415 - the same

        try:
            with rasterio.open(path) as source:
                grid = source.read(1, masked=True).astype(float).filled(np.nan)
                transform, found, tags = source.transform, source.crs, source.tags()
        except rasterio.errors.RasterioError as error:
            msg = say("dossier.relief_broken", path=path, reason=error)
            raise LayerError(msg) from error
        own = None if found is None else pyproj.CRS.from_user_input(found)
        if not same_system(own, crs) or not np.isclose(transform.a, -transform.e):
            told = "–" if own is None else system_name(own.to_string())
            msg = say("dossier.relief_crs", path=path, crs=told, legal=system_name(crs))
            raise LayerError(msg)
        status, text = tags.get("status", "illustrative"), tags.get("source", "")
        return cls(grid, transform.c, transform.f, transform.a, status, text)

    @cached_property
    def slopes(self) -> NDArray[np.float64]:
        """Slope of each cell in per cent, by central differences on its neighbours.

        `100 · √((∂z/∂x)² + (∂z/∂y)²)`; reads as: 0 flat, 5 easy for wheels, 15 steep on foot.
        """
        down, right = np.gradient(self.altitudes, self.cell_m)
        return 100 * np.hypot(down, right)

    def heights(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the altitude at points, between the four nearest cells (bilinear).

        Parameters
        ----------
        points : array of float, shape (n, 2)
            x and y in metres.

        Returns
        -------
        array of float, shape (n,)
            In metres; NaN outside the grid.
        """
        return self._sample(self.altitudes, points)

    def slope(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the slope in per cent at points, shaped and sampled as in `heights`."""
        return self._sample(self.slopes, points)

    def terrain(self, shape: BaseGeometry) -> Terrain | None:
        """Return the ground of a polygon, nothing where it is unknown.

        Cells whose centre lies inside count; a polygon too small for any takes the values at its heart.
        """
        values = self._inside(shape)
        if values is None:
            heart = shapely.get_coordinates(shapely.point_on_surface(shape))
            values = self.heights(heart), self.slope(heart)
        altitudes, slopes = values
        if not len(altitudes) or np.isnan(altitudes).any() or np.isnan(slopes).any():
            return None
        return Terrain(
            float(altitudes.min()),
            float(altitudes.max()),
            float(altitudes.mean()),
            float(slopes.mean()),
            float(slopes.max()),
        )

    def _inside(self, shape: BaseGeometry) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        rows, columns = self.altitudes.shape
        west, south, east, north = shapely.bounds(shape)
        first, last = _span(west - self.left, east - self.left, self.cell_m, columns)
        upper, lower = _span(self.top - north, self.top - south, self.cell_m, rows)
        if first >= last or upper >= lower:
            return None
        # Only its one holder prepares a shape: a prepared one may be asked as it is.
        own = shape if shapely.is_prepared(shape) else prepared(shape)
        x = self.left + (np.arange(first, last) + 0.5) * self.cell_m
        y = self.top - (np.arange(upper, lower) + 0.5) * self.cell_m
        within = shapely.contains_xy(own, x[None, :], y[:, None])
        if not within.any():
            return None
        window = (slice(upper, lower), slice(first, last))
        return self.altitudes[window][within], self.slopes[window][within]

    def _sample(self, grid: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
        rows, columns = grid.shape
        x = (points[:, 0] - self.left) / self.cell_m - 0.5
        y = (self.top - points[:, 1]) / self.cell_m - 0.5
        outside = (np.abs(x + 0.5 - columns / 2) > columns / 2) | (np.abs(y + 0.5 - rows / 2) > rows / 2)
        x, y = np.clip(np.nan_to_num(x), 0, columns - 1), np.clip(np.nan_to_num(y), 0, rows - 1)
        column, row = np.minimum(x.astype(int), columns - 2), np.minimum(y.astype(int), rows - 2)
        right, down = x - column, y - row
        upper = grid[row, column] * (1 - right) + grid[row, column + 1] * right
        lower = grid[row + 1, column] * (1 - right) + grid[row + 1, column + 1] * right
        values: NDArray[np.float64] = np.where(outside, np.nan, upper * (1 - down) + lower * down)
        return values


def _span(start: float, end: float, cell: float, most: int) -> tuple[int, int]:
    return max(int(np.floor(start / cell)), 0), min(int(np.ceil(end / cell)), most)


@memoised
def _open(territory: Territory) -> Relief | None:
    path = territory.file(FILE)
    return None if path is None else Relief.read(path, territory.projection.crs)

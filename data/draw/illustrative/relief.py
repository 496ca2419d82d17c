"""The relief: a 10 m grid from published heights, smooth between them, with the heaps on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import rasterio
import shapely
from rasterio.transform import from_origin
from scipy.interpolate import RBFInterpolator
from scipy.ndimage import gaussian_filter

from data.draw import facts
from data.draw.illustrative.ground import places
from gis.geometry import prepared

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from data.draw.frame import Drawn

CELL_M = 10.0
MARGIN_M = 300.0
LOWEST_M, HIGHEST_M = 31.0, 74.0
"""Range of the commune's ground, heaps aside (Wikipédia)."""
CONES = {"T074": 187.0, "T074a": 187.0}
"""Height of the tips in m (INPN); other sources say 182 to 190 m."""
PLATEAU_M = 110.0
PLATEAU = "84.35 38.66"
PLATEAU_REACH_M = 110.0
FLAT_HEAPS = {"T074b": 26.0, "T079": 20.0, "T079a": 22.0, "T059": 7.0, "T078a": 5.0, "T054": 3.0}
"""Height above the ground in m: an assumption of the drawing, no source gives it."""
FOOT_M = 60.0
EDGES = (
    "83.9 42.3 34 85.4 41.6 33 86.6 41.5 32 86.95 40.3 44 84.2 41.2 38 83.3 40.6 46 85.27 40.02 40 "
    "83.76 40.36 62"
)
"""Further heights, x and y in km, z in m: low in the north-east, the crest in the west, the town hall."""


def relief(drawn: Drawn, path: Path) -> None:
    """Draw the relief into a GeoTIFF of float32 metres, EPSG:2154."""
    low_x, low_y, high_x, high_y = drawn["commune"].geometry.iloc[0].buffer(MARGIN_M).bounds
    west, north = np.floor(low_x / CELL_M) * CELL_M, np.ceil(high_y / CELL_M) * CELL_M
    columns, rows = int(np.ceil((high_x - west) / CELL_M)), int(np.ceil((north - low_y) / CELL_M))
    x = west + (np.arange(columns) + 0.5) * CELL_M
    y = north - (np.arange(rows) + 0.5) * CELL_M
    grid = np.column_stack([axis.ravel() for axis in np.meshgrid(x, y)])
    heights = _ground(grid).reshape(rows, columns)
    heights = _with_heaps(heights, grid, drawn)
    profile = {
        "driver": "GTiff", "height": rows, "width": columns, "count": 1, "dtype": "float32",
        "crs": facts.CRS, "transform": from_origin(west, north, CELL_M, CELL_M),
        "compress": "deflate", "predictor": 2, "zlevel": 9,
    }  # fmt: skip
    with rasterio.open(path, "w", **profile) as raster:
        raster.write(np.round(heights, 1).astype("float32"), 1)
        raster.update_tags(status="illustrative", source="Hauteurs publiées, interpolées ; non relevé")


def _ground(grid: NDArray[np.float64]) -> NDArray[np.float64]:
    shafts = facts.features("mine_shaft")
    edges = np.array(EDGES.split(), dtype=float).reshape(-1, 3)
    spots = np.vstack([shafts[["x", "y"]].to_numpy(float), edges[:, :2] * 1000 + [600_000, 7_000_000]])
    heights = np.concatenate([shafts["ground_level_m"].to_numpy(float), edges[:, 2]])
    smooth = RBFInterpolator(spots / 1_000, heights, kernel="linear", smoothing=0.02)
    return np.clip(smooth(grid / 1_000), LOWEST_M, HIGHEST_M)


def _with_heaps(heights: NDArray[np.float64], grid: NDArray[np.float64], drawn: Drawn) -> NDArray[np.float64]:
    outlines = drawn["slag_heaps"].set_index("id").geometry
    shaped = heights.ravel().copy()
    for heap, above in FLAT_HEAPS.items():
        rise = np.clip(_depth(grid, outlines[heap]) / FOOT_M, 0, 1)
        shaped = np.maximum(shaped, heights.ravel() + above * rise)
    plateau = shapely.points(places(PLATEAU)[0])
    near = shapely.distance(shapely.points(grid), plateau)
    level = PLATEAU_M - np.clip(near - PLATEAU_REACH_M, 0, None) * 0.75
    shaped = np.maximum(shaped, level)
    shaped = gaussian_filter(shaped.reshape(heights.shape), 0.8).ravel()
    for heap, top in CONES.items():
        shaped = np.maximum(shaped, _cone(grid, outlines[heap], heights.ravel(), top))
    return shaped.reshape(heights.shape)


def _depth(grid: NDArray[np.float64], outline: BaseGeometry) -> NDArray[np.float64]:
    """Return how far inside an outline each place lies, 0 outside, in metres."""
    points = shapely.points(grid)
    inside = shapely.contains(prepared(outline), points)
    depth = np.zeros(len(grid))
    depth[inside] = shapely.distance(points[inside], outline.boundary)
    return depth


def _cone(
    grid: NDArray[np.float64], outline: BaseGeometry, ground: NDArray[np.float64], top: float
) -> NDArray[np.float64]:
    """Return the heights of a cone that rises evenly from its outline to its tip."""
    tip = shapely.get_coordinates(outline.centroid)[0]
    from_tip = np.hypot(*(grid - tip).T)
    depth = _depth(grid, outline)
    share = np.where(depth > 0, depth / np.maximum(depth + from_tip, 1e-9), 0)
    # The nearest cell holds the tip itself: its centre lies up to half a diagonal away.
    share[np.argmin(from_tip)] = 1.0
    return ground + (top - ground) * share

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine

from gis.crs import LAMBERT93
from gis.errors import LayerError
from gis.territory import Relief
from tests.gis.small_territory import X0, Y0, box, build


def write(path, grid, *, crs="EPSG:2154"):
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=grid.shape[0],
        width=grid.shape[1],
        count=1,
        dtype="float32",
        crs=crs,
        transform=Affine(10, 0, X0, 0, -10, Y0 + 10 * grid.shape[0]),
    ) as target:
        target.write(grid.astype("float32"), 1)
    return path


@pytest.fixture
def ramp(tmp_path):
    """Altitude rises 1 m for each 10 m eastward: 10 per cent everywhere."""
    grid = np.tile(np.arange(20.0), (20, 1))
    return Relief.read(write(tmp_path / "relief.tif", grid), LAMBERT93)


def test_heights_are_interpolated_between_cells(ramp):
    points = np.array([[X0 + 5, Y0 + 5], [X0 + 10, Y0 + 50], [X0 + 102.5, Y0 + 100]])
    assert ramp.heights(points) == pytest.approx([0.0, 0.5, 9.75])


def test_heights_outside_are_unknown(ramp):
    assert np.isnan(ramp.heights(np.array([[X0 - 1, Y0 + 5], [X0 + 5, Y0 + 201]]))).all()


def test_the_slope_is_rise_over_run(ramp):
    assert ramp.slope(np.array([[X0 + 100, Y0 + 100]])) == pytest.approx([10.0])


def test_the_ground_of_a_polygon_is_that_of_the_cells_inside(ramp):
    ground = ramp.terrain(box(50, 50, 100, 100))
    assert (ground.altitude_min_m, ground.altitude_max_m, ground.altitude_mean_m) == (5.0, 9.0, 7.0)
    assert ground.slope_mean_pct == pytest.approx(10)


def test_a_tiny_polygon_takes_the_values_at_its_heart(ramp):
    assert ramp.terrain(box(100, 100, 101, 101)).altitude_mean_m == pytest.approx(9.55)


def test_the_ground_is_unknown_outside_the_grid(ramp):
    assert ramp.terrain(box(-50, -50, -40, -40)) is None


def test_a_territory_without_relief_has_none_and_a_broken_file_says_so(tmp_path):
    territory = build(tmp_path, {"commune": [("62528", box(0, 0, 1, 1), {})]})
    assert Relief.open(territory) is None
    broken = tmp_path / "broken.tif"
    broken.write_bytes(b"not a picture")
    with pytest.raises(LayerError):
        Relief.read(broken, LAMBERT93)


def test_a_relief_in_degrees_is_refused(tmp_path):
    with pytest.raises(LayerError):
        Relief.read(write(tmp_path / "degrees.tif", np.zeros((3, 3)), crs="EPSG:4326"), LAMBERT93)

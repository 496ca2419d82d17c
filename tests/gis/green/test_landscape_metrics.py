"""Metrics of a mosaic: by hand on a few cells, by their properties on any, by another library on the town."""

from __future__ import annotations

from math import isnan, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gis.green.landscape import mosaic_of
from gis.green.landscape_metrics import CLASS_METRICS, LANDSCAPE_METRICS, CellMosaic, contagion
from gis.territory import Territory

CLASS_NAMES = (
    "proportion_of_landscape", "number_of_patches", "patch_density", "largest_patch_index", "edge_density",
    "area_mn",
)  # fmt: skip
TOWN = {
    "other": (0.677349556273323, 114, 8.937251089717458, 0.10269999059236727, 17.341402991627206,
              0.07578947368421053),
    "arable": (40.59942299852614, 86, 6.742136786979836, 1.0450312019818746, 86.21311424002008,
               6.021744186046511),
    "organic": (10.717645583116434, 39, 3.0574806359559723, 0.9054846498792687, 28.120982156856595,
                3.5053846153846147),
    "built": (26.82116090187839, 460, 36.06259211640378, 0.4280472890338361, 151.0003449465333,
              0.7437391304347826),
    "grass": (3.2456332904763396, 75, 5.879770453761485, 1.3288281225500957, 65.30465050644423, 0.552),
    "road": (6.302329957038477, 58, 4.547022484242215, 3.4541691492364137, 119.55533255981686,
             1.3860344827586206),
    "motorway": (0.353570196619524, 3, 0.23519081815045942, 0.14817021543478942, 7.181159647527361,
                 1.5033333333333332),
    "habitat": (11.282887516071373, 62, 4.860610241776161, 9.766690708394744, 57.33168177114366,
                2.321290322580645),
}  # fmt: skip
"""What pylandstats 3.1 gives for the embedded town, in the order of `CLASS_NAMES`."""
TOWN_WHOLE = {
    "contagion": 51.911528064288504,
    "effective_mesh_size": 18.466475116811438,
    "edge_density": 266.02433440998465,
}
"""The same for the whole town."""
TOWN_SHANNON = 1.5437866620775982
"""The same; it weighs kinds by the sides of their cells, where FRAGSTATS and the atlas take their area."""

mosaics = arrays(
    np.uint8, st.tuples(st.integers(1, 8), st.integers(1, 8)), elements=st.integers(0, 4)
).filter(np.any)


def by_class(cells, cell_m=10.0):
    mosaic = CellMosaic(np.array(cells), cell_m)
    return {name: metric(mosaic).tolist() for name, metric in CLASS_METRICS.items()}


def whole(cells, cell_m=10.0):
    mosaic = CellMosaic(np.array(cells), cell_m)
    return {name: metric(mosaic) for name, metric in LANDSCAPE_METRICS.items()}


def test_the_embedded_town_has_the_values_that_another_library_gave():
    found = mosaic_of(Territory())
    assert {kind: tuple(values[name] for name in CLASS_NAMES) for kind, values in found.by_class.items()} == {
        kind: pytest.approx(values, rel=1e-9) for kind, values in TOWN.items()
    }
    assert {name: found.landscape[name] for name in TOWN_WHOLE} == pytest.approx(TOWN_WHOLE, rel=1e-9)
    assert found.landscape["shannon_diversity_index"] == pytest.approx(TOWN_SHANNON, rel=1e-4)


def test_a_few_cells_have_the_metrics_worked_out_by_hand():
    # Six cells of 100 m, one hectare each; the two cells of kind 2 touch at a corner only: one patch.
    cells = [[1, 1, 2], [1, 2, 0], [1, 0, 0]]
    found = by_class(cells, 100.0)
    assert found["proportion_of_landscape"] == pytest.approx([400 / 6, 200 / 6])
    assert found["number_of_patches"] == [1, 1]
    assert found["patch_density"] == pytest.approx([100 / 6, 100 / 6])
    assert found["largest_patch_index"] == pytest.approx([400 / 6, 200 / 6])
    assert found["area_mn"] == pytest.approx([4, 2])
    # Sides between the kinds: (0,1)-(0,2), (0,1)-(1,1), (1,0)-(1,1).
    assert found["edge_density"] == pytest.approx([300 / 6, 300 / 6])
    landscape = whole(cells, 100.0)
    assert landscape["edge_density"] == pytest.approx(300 / 6)
    assert landscape["effective_mesh_size"] == pytest.approx((16 + 4) / 6)
    assert landscape["shannon_diversity_index"] == pytest.approx(-(2 / 3 * log(2 / 3) + 1 / 3 * log(1 / 3)))
    # Of 12 sides counted from both cells, 6 lie inside kind 1, 3 lead from 1 to 2, 3 from 2 to 1.
    shares = (6 / 12, 3 / 12, 3 / 12)
    assert landscape["contagion"] == pytest.approx(100 * (1 + sum(q * log(q) for q in shares) / (2 * log(2))))


def test_one_kind_alone_is_one_patch_without_edge_or_diversity_and_has_no_contagion():
    landscape = whole(np.ones((4, 5), dtype=int))
    assert landscape["effective_mesh_size"] == pytest.approx(20 * 0.01)
    assert landscape["edge_density"] == landscape["shannon_diversity_index"] == 0
    assert isnan(landscape["contagion"])


def test_blocks_are_more_contagious_than_a_mix():
    mixed = np.random.default_rng(0).integers(1, 5, (24, 24))
    blocks = np.array([[1, 2], [3, 4]]).repeat(12, axis=0).repeat(12, axis=1)
    assert contagion(CellMosaic(mixed, 10.0)) < 5
    assert contagion(CellMosaic(blocks, 10.0)) > 40


def test_cells_that_do_not_touch_have_no_contagion():
    assert isnan(whole([[1, 0, 2]])["contagion"])


@given(mosaics)
def test_shares_add_up_and_every_metric_stays_in_its_range(cells):
    found, landscape = by_class(cells), whole(cells)
    share, largest = (np.array(found[name]) for name in ("proportion_of_landscape", "largest_patch_index"))
    assert share.sum() == pytest.approx(100)
    assert (largest <= share * (1 + 1e-12)).all()
    assert min(found["number_of_patches"]) >= 1
    assert min(found["edge_density"]) >= 0
    area = np.count_nonzero(cells) * 0.01
    assert 0.01 - 1e-12 <= landscape["effective_mesh_size"] <= area + 1e-12
    assert -1e-12 <= landscape["shannon_diversity_index"] <= log(len(share)) + 1e-12
    assert sum(found["edge_density"]) == pytest.approx(2 * landscape["edge_density"])


@given(mosaics)
def test_a_mosaic_turned_mirrored_or_framed_keeps_its_metrics(cells):
    plain = {**by_class(cells), **whole(cells)}
    for other in (np.rot90(cells), cells[::-1], np.pad(cells, 2)):
        assert {**by_class(other), **whole(other)} == {
            name: pytest.approx(value, nan_ok=True) for name, value in plain.items()
        }


@given(mosaics)
def test_cells_twice_as_wide_have_four_times_the_area_and_half_the_edge_for_each_hectare(cells):
    near, far = whole(cells, 10.0), whole(cells, 20.0)
    assert far["effective_mesh_size"] == pytest.approx(4 * near["effective_mesh_size"])
    assert far["edge_density"] == pytest.approx(near["edge_density"] / 2)
    assert far["shannon_diversity_index"] == pytest.approx(near["shannon_diversity_index"])

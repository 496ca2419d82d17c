from __future__ import annotations

import itertools

import numpy as np
import pytest

from gis.network import Network
from gis.walks import SearchGraph, find_loops
from gis.walks.loops.search import there_and_back
from tests.gis.small_territory import CODE, X0, Y0, box, build
from tests.gis.small_town import path


def around(folder, rows, start, *, weights=None):
    """Return the ground around a start; `weights` says what a metre of each kind of path weighs."""
    layers = {"commune": [(CODE, box(-5000, -5000, 9000, 9000), {})], "paths": rows}
    network = Network.of(build(folder, layers))
    snaps = network.snap(np.array([[X0 + start[0], Y0 + start[1]]]))
    weight = network.edges["kind"].map(weights or {}).fillna(1.0).to_numpy(dtype=float)
    return SearchGraph.at(network, snaps, weight=weight, shut=np.zeros(len(weight), bool))


def ring(key, *corners, **columns):
    sides = itertools.pairwise([*corners, corners[0]])
    return [path(f"{key}{place}", *side, **columns) for place, side in enumerate(sides)]


def grid(size, step):
    lines = []
    for row, col in itertools.product(range(size), repeat=2):
        here = (col * step, row * step)
        if col + 1 < size:
            lines.append(path(f"E{row}-{col}", here, (here[0] + step, here[1])))
        if row + 1 < size:
            lines.append(path(f"N{row}-{col}", here, (here[0], here[1] + step)))
    return lines


@pytest.mark.parametrize("wanted", [400, 1000, 1600])
def test_where_no_loop_is_the_way_turns_back_at_half_of_the_length(tmp_path, wanted):
    road = [path(f"R{step}", (100 * step, 0), (100 * step + 100, 0)) for step in range(10)]
    assert there_and_back(around(tmp_path, road, (0, 0)), wanted).length == pytest.approx(wanted, abs=0.1)


def test_out_of_a_dead_end_there_are_as_many_loops_as_elsewhere(tmp_path):
    ground = around(tmp_path, [path("D", (-200, 0), (0, 0)), *grid(5, 100)], (-200, 0))
    lengths = [loop.length for loop in find_loops(ground, 2000, count=3)]
    assert lengths == pytest.approx([2000, 2000, 2000], abs=0.1)


def test_within_its_length_a_loop_a_little_nicer_does_not_outweigh_one_that_fits(tmp_path):
    fits = ring("A", (0, 0), (-250, 0), (-250, 250), (0, 250))
    nicer = ring("B", (0, 0), (270, 0), (270, -270), (0, -270), kind="path")
    ground = around(tmp_path, fits + nicer, (0, 0), weights={"path": 0.99})
    (best,) = find_loops(ground, 1000, count=1)
    assert best.length == pytest.approx(1000, abs=0.1)


def test_of_two_loops_of_one_length_the_nicer_comes_first(tmp_path):
    plain = ring("A", (0, 0), (-250, 0), (-250, 250), (0, 250))
    nicer = ring("B", (0, 0), (250, 0), (250, -250), (0, -250), kind="path")
    ground = around(tmp_path, plain + nicer, (0, 0), weights={"path": 0.7})
    on_path = [
        np.abs(loop.start - loop.end)[(ground.network.edges["kind"].iloc[loop.edges] == "path")].sum()
        for loop in find_loops(ground, 1000, count=2)
    ]
    assert on_path == pytest.approx([1000, 0], abs=1)


def test_from_a_corner_of_a_grid_come_as_many_loops_as_are_asked_no_two_alike(tmp_path):
    ground = around(tmp_path, grid(7, 90), (0, 0))
    found = find_loops(ground, 2500, count=8)
    assert len(found) == 8
    walked = [set(loop.edges.tolist()) for loop in found]
    assert all(
        len(one & other) < 0.6 * min(len(one), len(other)) for one, other in itertools.combinations(walked, 2)
    )
    assert all(loop.length == pytest.approx(2500, rel=0.1) for loop in found)


def test_on_a_fine_grid_every_loop_has_its_length(tmp_path):
    ground = around(tmp_path, grid(14, 90), (0, 0))
    lengths = [loop.length for loop in find_loops(ground, 1500, count=3)]
    assert lengths == pytest.approx([1500] * 3, rel=0.05)

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.walks.loops.selection import OVERLAP, Candidate, choose_loops

LENGTH = np.full(12, 100.0)


def loop(*edges: int, repeated: float = 0.0, weight: float = 1.0) -> Candidate:
    return Candidate(np.array(edges), float(LENGTH[list(edges)].sum()), repeated, weight)


def test_the_best_loop_gives_way_where_it_keeps_others_out():
    best = loop(0, 1, 4, 5, weight=0.8)
    left, right = loop(0, 1, 2, 3, weight=0.9), loop(4, 5, 6, 7, weight=0.9)
    assert choose_loops([right, best, left], LENGTH, 400.0, 1) == [best]
    assert choose_loops([right, best, left], LENGTH, 400.0, 2) == [right, left]


def test_a_loop_walked_twice_for_the_better_part_is_none():
    assert choose_loops([loop(0, 1, 2, 3, repeated=200.0)], LENGTH, 400.0, 3) == []


def test_loops_of_the_length_come_before_nicer_ones_of_another():
    near, nice = loop(0, 1, 2, 3, weight=2.0), loop(0, 1, weight=0.1)
    assert choose_loops([nice, near], LENGTH, 400.0, 3) == [near]


@given(st.lists(st.sets(st.integers(0, 11), min_size=3, max_size=5), min_size=1, max_size=12))
def test_no_two_loops_are_alike(found):
    loops = [loop(*sorted(edges)) for edges in found]
    chosen = [set(item.edges.tolist()) for item in choose_loops(loops, LENGTH, 400.0, 3)]
    for row, one in enumerate(chosen):
        for other in chosen[row + 1 :]:
            assert len(one & other) / min(len(one), len(other)) < OVERLAP


@pytest.mark.parametrize("count", [1, 2, 3])
def test_no_more_come_back_than_asked(count):
    assert (
        len(choose_loops([loop(row, row + 1, row + 2) for row in range(0, 12, 3)], LENGTH, 300.0, count))
        == count
    )

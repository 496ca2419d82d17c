"""More visits than can be proven one by one: the search against the proof, and against OR-Tools."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from gis.tours import Break, best_order, timing
from gis.tours.solve import held_karp as exact
from gis.tours.solve.local_search import Timetables, search
from gis.tours.solve.shortest_way import shortest_way
from tests.gis.tours.problems import DAY, problem, problems

LUNCH = Break(45, 705, 795)


def day(count, seed, *, hours=0.5, side=1500, **options):
    """Return visits on a plane, some of which may begin within two and a half hours only."""
    rng = np.random.default_rng(seed)
    opens = rng.integers(540, 900, count).tolist()
    limited = rng.random(count) < hours
    spans = [((at, at + 150),) if set_hours else (DAY,) for at, set_hours in zip(opens, limited, strict=True)]
    weight = np.where(limited, 10_000, 1_000) - np.arange(count)
    return problem(rng.uniform(0, side, (count, 2)), spans, weight=weight, **options)


def worth(case, made, *, lunch):
    """Return what a tour is worth, the more the better, then its end, the earlier the better."""
    fed = exact.lunch_weight(case) if lunch and case.lunch is not None else 0
    return int(case.weight[list(made.order)].sum()) + fed, -made.end


@settings(deadline=None, max_examples=25)
@given(problems(most=6))
def test_the_search_finds_what_is_proven_on_a_few_visits(case):
    order, lunch = search(case, steps=30_000)
    proven, eaten = exact.earliest(case)
    found = timing(case if lunch else replace(case, lunch=None), order)
    best = timing(case if eaten else replace(case, lunch=None), proven)
    assert found.late == 0
    assert worth(case, found, lunch=lunch) == worth(case, best, lunch=eaten)


@pytest.mark.parametrize("lunch", [None, LUNCH])
def test_the_search_agrees_with_the_proof_on_twelve(lunch):
    for seed in range(3):
        case = day(12, seed, lunch=lunch)
        order, eaten = search(case, steps=1_000_000)
        proven = best_order(case)
        assert proven.proven
        assert eaten == proven.lunch
        assert worth(case, timing(case, order), lunch=eaten)[0] == worth(case, proven.timing, lunch=eaten)[0]
        assert timing(case, order).end <= proven.timing.end + 5


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(day(15, 1), id="hours"),
        pytest.param(day(20, 2, hours=0.0, service=5), id="any time"),
        pytest.param(day(18, 3, hours=0.3, lunch=LUNCH), id="lunch"),
        pytest.param(day(20, 4, hours=0.6, side=3000, end=900), id="too much for a morning"),
        pytest.param(day(16, 5, side=3000, end=780, lunch=LUNCH), id="too much, and lunch"),
    ],
)
def test_no_tour_is_worse_than_the_one_of_another_solver(case):
    pytest.importorskip("ortools", reason="ortools is not installed")
    from benchmarks.rivals import ortools_search  # noqa: PLC0415 - not everybody has it

    ours = best_order(case)
    theirs = timing(case, ortools_search.search(case, seconds=0.5))
    assert ours.timing.late == 0
    if theirs.late == 0 and theirs.order:
        mine, other = worth(case, ours.timing, lunch=ours.lunch), worth(case, theirs, lunch=True)
        # Where nothing has to be waited for the shortest way goes first, and minutes are rounded up.
        slack = case.count if ours.timing.waiting == 0 else 0
        assert (mine[0], mine[1] + slack) >= other


def test_orders_timed_at_once_are_those_timed_one_by_one():
    case = day(9, 7)
    orders = np.stack([np.random.default_rng(seed).permutation(9) for seed in range(200)])
    for order, fits in zip(orders, Timetables(case).kept(orders), strict=True):
        assert timing(case, order[fits].tolist()).late == 0
        whole = timing(case, order.tolist())
        assert fits.all() == (whole.late == 0)


def test_the_shortest_way_is_the_one_that_the_table_of_all_sets_finds():
    for seed in range(5):
        case = day(10, seed)
        way = shortest_way(case, seconds=30)
        assert way is not None
        assert sorted(way) == list(range(10))
        assert case.length(way) == pytest.approx(case.length(exact.shortest(case)), abs=1)


def test_the_shortest_way_begins_and_ends_where_it_is_asked_to():
    case = problem([(100 * row, 0) for row in range(14)])
    far = replace(case, first_m=case.metres[9], last_m=case.metres[0])
    way = shortest_way(far, seconds=30)
    assert far.length(way) == pytest.approx(400 + 1300)


def test_no_shortest_way_is_claimed_where_time_runs_out_or_the_way_back_is_another():
    case = day(13, 0)
    assert shortest_way(case, seconds=0) is None
    slope = replace(case, metres=case.metres + np.triu(case.metres))
    assert shortest_way(slope) is None

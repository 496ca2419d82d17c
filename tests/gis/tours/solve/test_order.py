from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from gis.tours import Break, best_order, timing
from gis.tours.solve import held_karp as exact
from gis.tours.solve.a_star import AStar
from tests.gis.tours.problems import DAY, problem, problems


def brute(case):
    """Return the best rank that any order of all visits has."""
    return min(timing(case, order).rank for order in itertools.permutations(range(case.count)))


@given(problems(most=5))
def test_no_order_of_all_visits_ends_earlier(case):
    found, best = best_order(case), brute(case)
    if best[0] == 0:
        assert len(found.timing.order) == case.count
        assert found.lunch
        assert found.timing.late == 0
        # Only where nobody waits may a shorter way end a little later, by minutes rounded up.
        assert found.timing.end <= best[1] + case.count or found.timing.waiting == 0


@given(problems(most=5))
def test_no_plan_breaks_a_window_that_it_calls_kept(case):
    made = best_order(case).timing
    assert made.late == 0
    for slot in made.slots:
        assert any(opens <= slot.begin <= latest for opens, latest in case.spans[slot.visit])
    assert made.end <= case.end


@given(problems(most=6))
def test_times_add_up(case):
    made = best_order(case).timing
    now, here = case.start, None
    for rank, slot in enumerate(made.slots):
        walk = 0 if here is None else case.walk[here, slot.visit]
        assert slot.walk == walk
        assert slot.arrive == now + walk
        assert slot.begin >= slot.arrive
        assert slot.leave == slot.begin + case.service[slot.visit]
        now, here = slot.leave, slot.visit
        if made.lunch is not None and made.lunch[0] == rank + 1:
            assert made.lunch[1] >= now
            now = made.lunch[2]
    assert made.end == now


@given(problems(most=6))
def test_the_order_is_never_worse_than_the_guides_own(case):
    own = timing(case, range(case.count))
    made = best_order(case).timing
    if own.late == 0:
        assert len(made.order) == case.count
        assert made.end <= own.end or made.metres <= own.metres
        assert made.metres <= own.metres + 1 or made.end < own.end


@given(problems(most=5))
def test_the_most_visits_are_kept_when_not_all_fit(case):
    made = best_order(case).timing
    weight = sum(case.weight[list(made.order)])
    for size in range(len(made.order) + 1, case.count + 1):
        for chosen in itertools.permutations(range(case.count), size):
            if timing(case, chosen).late == 0:
                assert sum(case.weight[list(chosen)]) <= weight


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), min_size=1, max_size=7))
def test_without_windows_no_order_walks_less_and_ends_as_soon(places):
    case = problem(places)
    found = best_order(case)
    # Minutes are whole for each leg: a way that is a metre longer may end a minute sooner.
    best = min(itertools.permutations(range(case.count)), key=case.length)
    assert found.proven
    assert found.timing.metres <= case.length(best) + 1 or found.timing.end < timing(case, best).end


@given(problems(most=5))
def test_of_all_orders_that_end_by_then_the_shortest_is_found(case):
    made = timing(case, range(case.count))
    if made.late:
        return
    found = AStar(case, made.end).search()
    assert found is not None
    best = min(
        (timing(case, order) for order in itertools.permutations(range(case.count))),
        key=lambda one: (one.late, max(one.end, made.end), one.metres),
    )
    assert timing(case, found).metres <= best.metres + 1e-6


def test_both_ways_round_are_the_same_and_the_guides_own_is_kept():
    places = [(0, 0), (500, 0), (1000, 0)]
    assert best_order(problem(places)).timing.order == (0, 1, 2)
    assert best_order(problem(places[::-1])).timing.order == (0, 1, 2)


def test_stops_at_one_place_stay_as_the_guide_tells_them():
    case = problem([(0, 0), (0, 0), (0, 0), (900, 0)])
    assert best_order(case).timing.order == (0, 1, 2, 3)


def test_lunch_is_taken_once_inside_its_window():
    case = problem([(0, 0), (500, 0), (1000, 0)], service=60, lunch=Break(45, 705, 795))
    made = best_order(case).timing
    assert made.lunch is not None
    assert 705 <= made.lunch[1] <= 795
    assert made.lunch[2] - made.lunch[1] == 45


def test_a_lunch_that_cannot_be_is_said_and_the_visits_stay():
    case = problem([(0, 0), (500, 0)], start=900, lunch=Break(45, 705, 795))
    found = best_order(case)
    assert not found.lunch
    assert len(found.timing.order) == 2


def test_two_windows_of_one_day_are_both_used():
    case = problem([(0, 0)], [((300, 400), (800, 900))], start=500)
    assert best_order(case).timing.slots[0].begin == 800


def test_many_visits_are_searched_and_kept_within_windows():
    places = [(173 * row % 1500, 311 * row % 1300) for row in range(15)]
    spans = [((620, 680),) if row in {3, 9} else (DAY,) for row in range(15)]
    found = best_order(problem(places, spans, service=5, end=1100))
    assert not found.proven
    assert found.timing.late == 0
    assert {3, 9} <= set(found.timing.order)


def test_sixty_visits_in_an_hour_keep_what_fits():
    case = problem([(row * 90, 0) for row in range(60)], end=600)
    made = best_order(case).timing
    assert made.late == 0
    assert 3 <= len(made.order) < 10


def test_many_visits_that_any_time_suits_are_proven_too():
    found = best_order(problem([(173 * row % 1500, 311 * row % 1300) for row in range(15)], service=5))
    assert found.proven
    assert len(found.timing.order) == 15


def test_many_visits_whose_hours_are_set_are_not_called_proven_and_stay_the_same_each_time():
    spans = [((600 + 20 * row, 700 + 20 * row),) for row in range(14)]
    case = problem([(173 * row % 1500, 311 * row % 1300) for row in range(14)], spans, service=5)
    found = best_order(case)
    assert not found.proven
    assert found == best_order(case)


def test_nothing_to_visit_is_an_empty_day():
    case = problem([(0, 0)]).only([])
    assert best_order(case).timing.order == ()


def test_the_table_tells_what_every_set_takes():
    case = problem([(0, 0), (500, 0)])
    table = exact.fill(case.start + case.first, case.walk, case.service, case.spans)
    assert table.leave[0, 0b11].tolist() == [570, 570]

from __future__ import annotations

import datetime as dt
import itertools
import os
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gis.errors import RightError, StoreError, WalkError
from gis.network import LIMITS, DayMarks, Mark, Network, PathStates, marked_edges, today
from gis.rights import Actor, operator
from gis.words import say
from tests.gis.small_territory import CODE, box, build, line, point
from tests.gis.small_town import path

DAY = dt.date(2026, 5, 1)
WAY = line((0, 0), (100, 0))
ANNA, BEN = Actor("session:anna", "visitor"), Actor("session:ben", "visitor")
AGENT = Actor("person:carla", "agent", "Carla")


def days(count):
    return today() + dt.timedelta(days=count)


@pytest.fixture
def states(tmp_path, either_database):
    return PathStates(tmp_path / "home", CODE)


@pytest.fixture
def local(tmp_path):
    return PathStates(tmp_path / "home", CODE)


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    rows = [path("A", (0, 0), (300, 0)), path("B", (150, -200), (150, 200)), path("C", (0, 30), (300, 30))]
    layers = {"commune": [(CODE, box(-9, -300, 900, 900), {})], "paths": rows}
    return Network.of(build(tmp_path_factory.mktemp("state"), layers))


def mark(states, state="closed", shape=WAY, *, actor=AGENT, reason="travaux", since=DAY, until=DAY):
    return states.add(state, shape, actor=actor, reason=reason, since=since, until=until)


def test_a_mark_holds_from_its_start_to_its_end_and_expires_by_itself(states):
    made = mark(states, reason=" travaux ", until=DAY + dt.timedelta(days=3))
    assert made.reason == "travaux"
    assert states.active(DAY - dt.timedelta(days=1)) == []
    assert states.active(DAY)[0].shape.equals(WAY)
    assert [item.id for item in states.active(DAY + dt.timedelta(days=3))] == [made.id]
    assert states.active(DAY + dt.timedelta(days=4)) == []


def test_marks_of_another_commune_are_not_those_of_this_one(states):
    made = mark(states)
    other = PathStates(states.home, "62427")
    assert other.active(DAY) == []
    assert not other.end(made.id, actor=AGENT)
    assert not other.check(made.id, actor=AGENT)


def test_its_author_ends_a_mark_early_and_others_do_not(states):
    made = mark(states, actor=ANNA)
    with pytest.raises(RightError, match="agent"):
        states.end(made.id, actor=BEN)
    assert states.end(made.id, actor=ANNA)
    assert not states.end(made.id, actor=ANNA)
    assert states.active(DAY) == []


def test_an_agent_ends_what_others_marked(states):
    assert states.end(mark(states, actor=ANNA).id, actor=AGENT)
    assert states.active(DAY) == []


def test_before_anything_is_marked_there_is_no_file(local):
    assert local.active(DAY) == []
    assert not local.end(1, actor=AGENT)
    assert not local.home.exists()


def test_a_closure_that_nobody_has_checked_binds_its_author_alone(states, network):
    made = mark(states, shape=line((0, 0), (140, 0)), actor=ANNA)
    assert not made.checked
    marks = states.on(DAY)
    assert not marks.shut(network).any()
    assert not marks.shut(network, owner=BEN.id).any()
    assert set(network.edges["path"][marks.shut(network, owner=ANNA.id)]) == {"A"}
    assert (marks.owner(ANNA), marks.owner(BEN)) == (ANNA.id, "")
    assert marks.passed(network, np.arange(len(network.lines))) == [made]


def test_a_closure_that_an_agent_has_checked_or_set_binds_everybody(states, network):
    made = mark(states, shape=line((0, 0), (140, 0)), actor=ANNA)
    with pytest.raises(RightError):
        states.check(made.id, actor=ANNA)
    assert states.check(made.id, actor=AGENT)
    assert states.on(DAY).shut(network).any()
    assert states.on(DAY).owner(ANNA) == ""
    assert mark(states, shape=line((0, 30), (140, 30))).checked


@pytest.mark.parametrize(
    ("state", "shape", "reason", "days", "words"),
    [
        ("gone", WAY, "x", 1, "n’existe pas"),
        ("closed", WAY, "  ", 1, "Dites pourquoi"),
        ("closed", WAY, "x" * 300, 1, "Dites pourquoi"),
        ("closed", WAY, "x", -1, "après le début"),
        ("closed", WAY, "x", 5000, "après le début"),
        ("closed", shapely.LineString(), "x", 1, "ligne"),
        ("closed", box(0, 0, 1, 1), "x", 1, "ligne"),
    ],
)
def test_marks_that_make_no_sense_are_refused(local, state, shape, reason, days, words):
    until = DAY + dt.timedelta(days=days)
    with pytest.raises(WalkError, match=words):
        local.add(state, shape, actor=AGENT, reason=reason, since=DAY, until=until)
    assert local.active(DAY) == []


SCRIBBLE = line(*[(row % 2, row / 3000) for row in range(2_500)])


@pytest.mark.parametrize(
    ("shape", "until", "words"),
    [
        (line((0, 0), (1_500, 0)), DAY, "1,00"),
        (line((0, 0), (400, 300), (0, 600)), DAY, "10 ha"),
        (WAY, DAY + dt.timedelta(days=20), "14 au plus"),
        (SCRIBBLE, DAY, "trop de points"),
    ],
)
def test_a_visitor_marks_no_more_than_a_stretch_for_two_weeks(local, shape, until, words):
    with pytest.raises(WalkError, match=words):
        mark(local, shape=shape, actor=ANNA, until=until)
    assert local.active(DAY) == []


def test_a_visitor_sets_some_marks_at_once_and_another_one_as_many(states):
    for _ in range(LIMITS["visitor"].count):
        mark(states, actor=ANNA, since=today(), until=days(3))
    with pytest.raises(WalkError, match="déjà 5"):
        mark(states, actor=ANNA, since=today(), until=days(3))
    assert mark(states, actor=BEN, since=today(), until=days(3))


def test_marks_that_wait_for_a_check_are_bounded_and_agents_go_on(states, monkeypatch):
    monkeypatch.setattr("gis.network.mark_rows.MOST_UNCHECKED", 2)
    for name in "de":
        mark(states, actor=Actor(f"session:{name}", "visitor"), since=today(), until=today())
    with pytest.raises(WalkError, match="attendent"):
        mark(states, actor=ANNA, since=today(), until=today())
    assert mark(states, since=today(), until=today())


def test_what_a_session_marked_is_gone_some_months_after_its_end(states):
    old = today() - dt.timedelta(days=100)
    mark(states, actor=ANNA, since=old, until=old)
    mark(states, since=old, until=old)
    mark(states, actor=BEN, since=today(), until=today())
    assert [one.owner for one in states.active(old)] == [AGENT.id]


def test_more_rights_mean_more_and_never_less():
    ordered = list(LIMITS.values())
    for one, other in itertools.pairwise(ordered):
        assert one.metres <= other.metres
        assert (one.hectares, one.days, one.count) <= (other.hectares, other.days, other.count)


def test_words_cannot_become_commands(states):
    mark(states, reason="'); drop table marks; --")
    assert len(states.active(DAY)) == 1


def _write(arguments):
    home, count = arguments
    actor = Actor(f"person:{os.getpid()}", "agent")
    return [mark(PathStates(home, CODE), "muddy", shapely.Point(0, 0), actor=actor).id for _ in range(count)]


def test_twenty_writers_at_once_lose_nothing(states):
    with ProcessPoolExecutor(20) as sessions:
        told = [one for ids in sessions.map(_write, [(states.home, 5)] * 20) for one in ids]
    assert sorted(one.id for one in states.active(DAY)) == sorted(told)
    assert len(set(told)) == 100


def test_a_clock_that_is_set_back_opens_no_closure(states, monkeypatch):
    made = mark(states, since=today(), until=days(9))
    yesterday = days(-1)
    for module in ("closures", "marks"):
        monkeypatch.setattr(f"gis.network.{module}.today", lambda: yesterday)
    moments = dt.datetime.now(tz=dt.UTC) - dt.timedelta(days=1)
    monkeypatch.setattr("gis.network.marks.now", lambda: moments)
    assert [one.id for one in states.active()] == [made.id]
    planned = mark(states, since=days(5), until=days(9))
    assert planned.id not in {one.id for one in states.active()}


def test_where_marks_cannot_be_read_the_day_says_so(local, monkeypatch):
    mark(local)
    assert local.on(DAY).known

    def broken(*_):
        raise StoreError(say("database.unusable", path="x", reason="disk I/O error"))

    monkeypatch.setattr("gis.network.mark_rows.open_database", broken)
    with pytest.raises(StoreError):
        local.active(DAY)
    assert local.on(DAY).known is False
    assert local.on(DAY).marks == ()


def test_a_marked_stretch_takes_its_own_edges_and_not_those_it_crosses(network):
    one = Mark(1, "closed", "x", DAY, DAY, line((0, 0), (140, 0)))
    shut = marked_edges(network, [one], "closed")
    assert set(network.edges["path"][shut]) == {"A"}
    assert not marked_edges(network, [one], "muddy").any()
    assert not marked_edges(network, [], "closed").any()


def test_a_point_marks_the_nearest_edge(network):
    one = Mark(1, "muddy", "x", DAY, DAY, point(40, 4))
    assert network.edges["path"][marked_edges(network, [one], "muddy")].tolist() == ["A"]


def test_each_edge_is_told_by_its_own_mark_among_points_and_lines(network):
    marks = [
        Mark(1, "muddy", "x", DAY, DAY, point(40, 4)),
        Mark(2, "closed", "x", DAY, DAY, line((0, 30), (140, 30))),
        Mark(3, "muddy", "x", DAY, DAY, point(150, 100)),
    ]
    rows = np.flatnonzero(network.edges["path"].eq("B"))
    assert [one.id for one in DayMarks(tuple(marks)).passed(network, rows)] == [3]


@given(st.integers(0, 300), st.integers(30, 300))
def test_marking_never_reaches_a_path_ten_metres_away(network, start, metres):
    shape = line((start, 0), (min(start + metres, 330), 0))
    shut = marked_edges(network, [Mark(1, "closed", "x", DAY, DAY, shape)], "closed")
    assert "C" not in set(network.edges["path"][np.flatnonzero(shut)])


def test_the_user_of_the_machine_may_do_it_all(local):
    made = mark(local, actor=operator())
    assert made.checked
    assert local.end(made.id, actor=operator())

from __future__ import annotations

import datetime as dt
import sqlite3
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gis.errors import StoreError, WalkError
from gis.network import Mark, Network, PathStates, marked_edges
from tests.gis.small_territory import CODE, box, build, line, point
from tests.gis.small_town import path

DAY = dt.date(2026, 5, 1)
WAY = line((0, 0), (100, 0))


@pytest.fixture
def states(tmp_path):
    return PathStates(tmp_path / "home" / "state.sqlite3")


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    rows = [path("A", (0, 0), (300, 0)), path("B", (150, -200), (150, 200)), path("C", (0, 30), (300, 30))]
    layers = {"commune": [(CODE, box(-9, -300, 900, 900), {})], "paths": rows}
    return Network.of(build(tmp_path_factory.mktemp("state"), layers))


def test_a_mark_holds_from_its_start_to_its_end_and_expires_by_itself(states):
    mark = states.add("closed", WAY, reason=" travaux ", since=DAY, until=DAY + dt.timedelta(days=3))
    assert mark.reason == "travaux"
    assert states.active(DAY - dt.timedelta(days=1)) == []
    assert states.active(DAY)[0].shape.equals(WAY)
    assert [item.id for item in states.active(DAY + dt.timedelta(days=3))] == [mark.id]
    assert states.active(DAY + dt.timedelta(days=4)) == []


def test_a_mark_can_end_early(states):
    mark = states.add("muddy", WAY, reason="pluie", since=DAY, until=DAY)
    assert states.end(mark.id)
    assert not states.end(mark.id)
    assert states.active(DAY) == []


def test_before_anything_is_marked_there_is_no_file(states):
    assert states.active(DAY) == []
    assert not states.path.exists()


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
def test_marks_that_make_no_sense_are_refused(states, state, shape, reason, days, words):
    with pytest.raises(WalkError, match=words):
        states.add(state, shape, reason=reason, since=DAY, until=DAY + dt.timedelta(days=days))
    assert states.active(DAY) == []


def test_a_broken_file_is_told_with_its_name(states):
    states.path.parent.mkdir(parents=True)
    states.path.write_bytes(b"no database" * 100)
    with pytest.raises(StoreError, match=r"state\.sqlite3"):
        states.active(DAY)


def test_words_cannot_become_commands(states):
    states.add("closed", WAY, reason="'); drop table marks; --", since=DAY, until=DAY)
    assert len(states.active(DAY)) == 1


def _write(arguments):
    file, count = arguments
    for _ in range(count):
        PathStates(file).add("muddy", shapely.Point(0, 0), reason="pluie", since=DAY, until=DAY)


def test_several_sessions_write_at_once_and_nothing_is_lost(states):
    with ProcessPoolExecutor(3) as sessions:
        list(sessions.map(_write, [(states.path, 10)] * 3))
    assert len(states.active(DAY)) == 30
    with sqlite3.connect(states.path) as base:
        assert base.execute("pragma journal_mode").fetchone() == ("wal",)
    base.close()


def test_a_marked_stretch_takes_its_own_edges_and_not_those_it_crosses(network, states):
    mark = states.add("closed", line((0, 0), (140, 0)), reason="x", since=DAY, until=DAY)
    shut = marked_edges(network, [mark], "closed")
    assert set(network.edges["path"][shut]) == {"A"}
    assert not marked_edges(network, [mark], "muddy").any()


def test_a_point_marks_the_nearest_edge(network, states):
    mark = states.add("muddy", point(40, 4), reason="x", since=DAY, until=DAY)
    assert network.edges["path"][marked_edges(network, [mark], "muddy")].tolist() == ["A"]


@given(st.integers(0, 300), st.integers(30, 300))
def test_marking_never_reaches_a_path_ten_metres_away(network, start, metres):
    shape = line((start, 0), (min(start + metres, 330), 0))
    shut = marked_edges(network, [Mark(1, "closed", "x", DAY, DAY, shape)], "closed")
    assert "C" not in set(network.edges["path"][np.flatnonzero(shut)])

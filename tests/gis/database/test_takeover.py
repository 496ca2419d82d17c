from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing

import pytest
import shapely

from gis.database import set_aside
from gis.database.repair import moved_aside
from gis.network import PathStates
from gis.rights import Actor, operator
from gis.territory import Territory
from gis.tours import GuideStore, Stop
from gis.tours.guide_documents import to_document
from tests.gis.small_territory import CODE, METRES, line

DAY = dt.date(2026, 5, 1)
STOP = Stop(id="own-marie", name="Chez Marie", own=True, contact="06 12 34 56 78").placed(
    METRES, 2.79, 50.457
)
MARKS = """
create table marks (id integer primary key, state text not null, reason text not null, since text not null,
until text not null, shape blob not null)
"""
ENTRIES = """
create table entries (kind text not null, id text not null, document text not null, changed text not null,
primary key (kind, id))
"""


def old_marks(home, count=3, *, code=CODE):
    folder = home / code
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "path_state.sqlite3"
    shape = shapely.to_wkb(line((0, 0), (100, 0)))
    rows = [("closed", f"{row} {'x' * 150}", "2026-05-01", "2026-05-02", shape) for row in range(count)]
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("pragma journal_mode = wal")
        base.execute(MARKS)
        base.executemany(
            "insert into marks (state, reason, since, until, shape) values (?, ?, ?, ?, ?)", rows
        )
    return path


def old_guide(home):
    path = home / CODE / "guide.sqlite3"
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        ("stops", STOP.id, json.dumps(to_document(STOP)), "2026-04-30T10:00:00+00:00"),
        ("tours", "Lundi", json.dumps({"v": 1, "d": "2026-05-01", "s": 540, "x": ["mairie"]}), "odd"),
    ]
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(ENTRIES)
        base.executemany("insert into entries values (?, ?, ?, ?)", rows)
    return path


def names(home):
    return sorted(path.name for path in (home / CODE).iterdir())


def test_what_an_older_atlas_wrote_is_there_and_belongs_to_the_user_of_the_machine(tmp_path, either_database):
    old_marks(tmp_path)
    old_marks(tmp_path, 1, code="62427")
    old_guide(tmp_path)
    marks = PathStates(tmp_path, CODE).active(DAY)
    assert [mark.reason[:1] for mark in marks] == ["0", "1", "2"]
    assert {(mark.owner, mark.checked) for mark in marks} == {(operator().id, True)}
    assert len(PathStates(tmp_path, "62427").active(DAY)) == 1
    store = GuideStore(Territory(home=tmp_path), operator())
    assert store.stops()[STOP.id].contact == STOP.contact
    assert list(store.tours()) == ["Lundi"]
    assert GuideStore(store.territory, Actor("session:x", "visitor")).entries("stops") == []
    assert names(tmp_path) == ["guide.sqlite3.1.taken-over", "path_state.sqlite3.1.taken-over"]
    assert set_aside(tmp_path) == []


def test_it_is_taken_over_once_also_when_killed_before_the_file_had_its_other_name(tmp_path, either_database):
    path = old_marks(tmp_path)
    states = PathStates(tmp_path, CODE)
    before = states.active(DAY)
    (tmp_path / CODE / f"{path.name}.1.taken-over").replace(path)
    assert states.active(DAY) == before
    old_marks(tmp_path, 5)
    assert len(states.active(DAY)) == 8


def test_of_a_half_broken_file_all_that_can_be_read_is_there_and_it_is_told(tmp_path):
    path = old_marks(tmp_path, 200)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(content)
    marks = PathStates(tmp_path, CODE).on(DAY)
    kept = [int(mark.reason.split()[0]) for mark in marks.marks]
    assert 150 < len(kept) < 200
    assert {0, 199} <= set(kept)
    assert not marks.known
    assert [one.path.name for one in set_aside(tmp_path)] == ["path_state.sqlite3.1.aside"]


@pytest.mark.parametrize("content", [b"", b"no database at all" * 99, b"SQLite format 3\x00" + b"\0" * 500])
def test_a_file_of_nothing_or_of_noise_keeps_nobody_out(tmp_path, content):
    path = tmp_path / CODE / "path_state.sqlite3"
    path.parent.mkdir()
    path.write_bytes(content)
    assert PathStates(tmp_path, CODE).active(DAY) == []
    assert bool(set_aside(tmp_path)) == bool(content)
    assert not path.exists()


def test_nothing_that_was_set_aside_is_overwritten(tmp_path):
    for text in ("first", "second"):
        path = tmp_path / "a.sqlite3"
        path.write_text(text, encoding="utf-8")
        moved_aside(path, ".aside")
    assert sorted(path.read_text(encoding="utf-8") for path in tmp_path.iterdir()) == ["first", "second"]

from __future__ import annotations

import threading

import pytest

from gis.errors import StoreError
from gis.files import opened

TABLE = "create table if not exists notes (text text not null)"
UNUSABLE = "tours.store_unusable"
WAL = 2
"""What byte 18 of an SQLite file says when readers and a writer need not wait for one another."""


def write(path, text="hello"):
    with opened(path, TABLE, unusable=UNUSABLE) as base:
        base.execute("insert into notes values (?)", (text,))


@pytest.mark.parametrize("_", range(5))
def test_nobody_sees_the_file_before_it_is_ready_for_several_sessions(tmp_path, _):
    path, seen = tmp_path / "notes.sqlite3", []

    def look():
        while not (path.exists() and path.stat().st_size):
            pass
        seen.append(path.read_bytes()[18])

    watcher = threading.Thread(target=look)
    watcher.start()
    write(path)
    watcher.join()
    assert seen == [WAL]


def test_what_was_written_is_there_for_the_next_session(tmp_path):
    path = tmp_path / "deep" / "notes.sqlite3"
    write(path, "one")
    write(path, "two")
    with opened(path, TABLE, unusable=UNUSABLE) as base:
        assert base.execute("select text from notes order by rowid").fetchall() == [("one",), ("two",)]


def test_nothing_half_done_is_left_behind(tmp_path):
    (tmp_path / "notes.part").write_bytes(b"half")
    write(tmp_path / "notes.sqlite3")
    assert not (tmp_path / "notes.part").exists()


def test_a_file_that_is_no_database_is_told(tmp_path):
    path = tmp_path / "notes.sqlite3"
    path.write_text("no database at all", encoding="utf-8")
    with pytest.raises(StoreError, match=r"notes\.sqlite3"):
        write(path)

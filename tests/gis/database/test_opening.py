from __future__ import annotations

import builtins
import datetime as dt
import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from gis.__main__ import main
from gis.database import FILE, MarkRow, now, open_database, put_owner, set_aside
from gis.database.owned_rows import Written
from gis.errors import InputError, NewerStoreError, StoreError
from gis.network import PathStates
from gis.rights import operator
from tests.gis.small_territory import CODE, line

HOUSE = Path(__file__).parents[3]
DAY = dt.date(2026, 5, 1)
WAY = line((0, 0), (100, 0))


def row_of(owner, shape=b""):
    return MarkRow(territory=CODE, owner=owner, state="closed", reason="x", since=DAY, until=DAY, shape=shape)


def add(home, reason="works"):
    states = PathStates(home, CODE)
    return states.add("closed", WAY, actor=operator(), reason=reason, since=DAY, until=DAY)


def reasons(home):
    return [mark.reason for mark in PathStates(home, CODE).active(DAY)]


def test_the_steps_make_the_tables_that_the_atlas_reads(tmp_path, either_database):
    with open_database(tmp_path).engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Written.metadata)
    assert found == []


def test_times_are_kept_in_utc(tmp_path, either_database):
    add(tmp_path)
    with open_database(tmp_path).reading() as session:
        created = session.scalar(select(MarkRow.created))
    assert created.utcoffset() == dt.timedelta(0)
    assert abs(now() - created) < dt.timedelta(minutes=1)


def test_nothing_belongs_to_somebody_who_is_not_there(tmp_path, either_database):
    row = row_of("person:x")
    with pytest.raises(StoreError) as told, open_database(tmp_path).writing() as session:
        session.add(row)
    assert isinstance(told.value.__cause__, IntegrityError)


def write_and_fail(home):
    with open_database(home).writing() as session:
        owner = put_owner(session, operator())
        session.add(row_of(owner))
        session.flush()
        raise InterruptedError


def test_what_fails_in_the_middle_leaves_nothing_behind(tmp_path, either_database):
    with pytest.raises(StoreError):
        write_and_fail(tmp_path)
    with open_database(tmp_path).reading() as session:
        assert session.scalar(select(func.count()).select_from(MarkRow)) == 0


def test_what_a_newer_atlas_wrote_is_left_alone(tmp_path, either_database):
    add(tmp_path)
    engine = open_database(tmp_path).engine
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    fresh_process(tmp_path, "NewerStoreError")
    with engine.connect() as connection:
        assert connection.execute(text("select version_num from alembic_version")).scalar() == "9999"
        assert connection.execute(text("select count(*) from marks")).scalar() == 1


def fresh_process(home, expected):
    """Open a home as another process does; hold it to the name of an error, or to how many marks it finds."""
    script = (
        "import sys, datetime as dt; from pathlib import Path; from gis.network import PathStates\n"
        "from gis.errors import AtlasError\n"
        "try: print(len(PathStates(Path(sys.argv[1]), '62528').active(dt.date(2026, 5, 1))))\n"
        "except AtlasError as error: print(type(error).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(home)], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(expected)]


@pytest.mark.parametrize("url", ["mysql://x:secret@y/z", "sqlite:///x", "nonsense"])
def test_an_address_that_is_none_of_postgresql_is_told(tmp_path, monkeypatch, url):
    monkeypatch.setenv("CAILLOUX_DATABASE", url)
    with pytest.raises(InputError, match="CAILLOUX_DATABASE") as told:
        open_database(tmp_path)
    assert "secret" not in str(told.value)


def test_where_no_server_answers_no_password_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("CAILLOUX_DATABASE", "postgresql://atlas:secret@127.0.0.1:1/atlas")
    with pytest.raises(StoreError) as told:
        open_database(tmp_path)
    assert "secret" not in str(told.value)
    assert "127.0.0.1" not in str(told.value)
    assert not PathStates(tmp_path, CODE).on(DAY).known


def test_without_its_driver_the_sentence_says_how_to_install_it(tmp_path, monkeypatch):
    true_import = builtins.__import__

    def without(name, *rest):
        if name.partition(".")[0] == "psycopg":
            raise ImportError(name)
        return true_import(name, *rest)

    monkeypatch.setenv("CAILLOUX_DATABASE", "postgresql://atlas@localhost/atlas")
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(StoreError, match="pip install"):
        open_database(tmp_path)


WRITER = """
import sys, datetime as dt
from pathlib import Path
from gis.network import PathStates
from gis.rights import operator
from tests.gis.small_territory import line
day = dt.date(2026, 5, 1)
for row in range(10_000):
    mark = PathStates(Path(sys.argv[1]), "62528").add(
        "closed", line((0, 0), (100, 0)), actor=operator(), reason=str(row), since=day, until=day)
    sys.stdout.write(f"{mark.id}\\n")
    sys.stdout.flush()
"""


@pytest.mark.parametrize("after", range(12))
def test_what_was_confirmed_is_there_after_a_writer_is_killed(tmp_path, after):
    env = os.environ | {"PYTHONPATH": str(HOUSE)}
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], cwd=HOUSE, env=env, stdout=subprocess.PIPE
    )
    told = [int(writer.stdout.readline()) for _ in range(1 + 3 * after)]
    writer.send_signal(signal.SIGKILL)
    told += [int(rest) for rest in writer.stdout.read().splitlines()]
    writer.wait()
    writer.stdout.close()
    kept = [mark.id for mark in PathStates(tmp_path, CODE).active(DAY)]
    assert set(told) <= set(kept)
    assert len(kept) <= len(told) + 1
    assert add(tmp_path).id > max(told)
    assert set_aside(tmp_path) == []


def test_a_maker_that_was_killed_leaves_nothing_in_the_way(tmp_path):
    for name in ("atlas.part", "atlas.part-wal"):
        (tmp_path / name).write_bytes(b"half made")
    add(tmp_path)
    assert not (tmp_path / "atlas.part").exists()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.integers(0, 60_000),
    noise=st.binary(min_size=1, max_size=5_000),
    cut=st.none() | st.integers(0, 60_000),
)
@example(at=1825, noise=b"\x80", cut=None)
@example(at=32355, noise=b"\xf1", cut=None)
def test_random_bytes_in_the_file_never_close_the_atlas(tmp_path_factory, at, noise, cut):
    home = tmp_path_factory.mktemp("noise")
    for row in range(3):
        add(home, reason=f"works {row}" * 20)
    path = home / FILE
    content = bytearray(path.read_bytes())
    content[at % len(content) : at % len(content) + len(noise)] = noise
    # Another file of that name is opened anew, as it would be after a start.
    path.with_suffix(".noise").write_bytes(content[:cut])
    path.with_suffix(".noise").replace(path)
    marks = PathStates(home, CODE).on(DAY)
    whole = [f"works {row}" * 20 for row in range(3)]
    lost = [mark.reason for mark in marks.marks] != whole
    # What the noise changed inside a value, and left a value, nobody can see.
    assert not (len(marks.marks) < 3 and marks.known)
    assert not lost or set_aside(home) or not marks.known or len(marks.marks) == 3
    # Whoever meets the damage in the midst of writing is told; the next opening mends it.
    with suppress(StoreError):
        add(home, reason="during")
    assert add(home, reason="after").reason == "after"
    assert "after" in reasons(home)
    for kept in set_aside(home):
        assert kept.path.stat().st_size > 0 or cut == 0


def test_a_file_that_is_no_database_is_set_aside_and_told(tmp_path, capsys):
    (tmp_path / FILE).write_bytes(b"no database" * 100)
    states = PathStates(tmp_path, CODE)
    assert states.active(DAY) == []
    assert not states.on(DAY).known
    [kept] = set_aside(tmp_path)
    assert kept.path.read_bytes() == b"no database" * 100
    assert str(tmp_path) not in kept.sentence
    main(["--home", str(tmp_path), "check", "--json"])
    [told] = [one for one in json.loads(capsys.readouterr().out) if one["layer"] == kept.path.name]
    assert (told["level"], str(kept.path) in told["mend"]) == ("warning", True)
    kept.path.unlink()
    assert states.on(DAY).known


def test_a_table_that_is_gone_is_no_empty_table(tmp_path):
    add(tmp_path)
    with sqlite3.connect(tmp_path / FILE) as base:
        base.execute("drop table tours")
    base.close()
    fresh_process(tmp_path, 1)
    assert set_aside(tmp_path)


def fill(home):
    with open_database(home).writing() as session:
        session.connection().exec_driver_sql("pragma max_page_count = 1")
        session.add(row_of(put_owner(session, operator()), b"x" * 1_000_000))


def test_a_full_disk_is_told_and_what_was_there_can_be_read(tmp_path):
    add(tmp_path)
    with pytest.raises(StoreError) as told:
        fill(tmp_path)
    assert "full" in str(told.value.__cause__)
    assert reasons(tmp_path) == ["works"]
    assert add(tmp_path, "again")


def test_a_home_that_may_only_be_read_is_read(tmp_path, monkeypatch):
    add(tmp_path)
    monkeypatch.setattr("gis.database.engines.os.access", lambda *_: False)
    assert reasons(tmp_path) == ["works"]
    with pytest.raises(StoreError) as told:
        add(tmp_path)
    assert "readonly" in str(told.value.__cause__)
    assert PathStates(tmp_path, CODE).on(DAY).known


def test_where_the_home_cannot_be_made_marks_are_unknown_only_if_there_may_be_some(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    states = PathStates(tmp_path / "file", CODE)
    assert states.on(DAY).known
    with pytest.raises(StoreError):
        states.add("closed", WAY, actor=operator(), reason="x", since=DAY, until=DAY)


def test_a_file_that_was_brought_back_is_read_at_once(tmp_path):
    add(tmp_path, "first")
    before = (tmp_path / FILE).read_bytes()
    add(tmp_path, "second")
    part = tmp_path / "back"
    part.write_bytes(before)
    part.replace(tmp_path / FILE)
    assert reasons(tmp_path) == ["first"]


def test_newer_is_told_as_a_sentence(tmp_path):
    add(tmp_path)
    with sqlite3.connect(tmp_path / FILE) as base:
        base.execute("update alembic_version set version_num = '9999'")
    base.close()
    copy = tmp_path / "copy"
    copy.mkdir()
    (tmp_path / FILE).replace(copy / FILE)
    with pytest.raises(NewerStoreError, match="9999"):
        open_database(copy)
    assert set_aside(copy) == []

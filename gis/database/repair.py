"""A broken SQLite file: found, set aside, and what can be read of it brought into another one."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from gis.database.engines import local_engine
from gis.database.migrate import head, version_of
from gis.database.owned_rows import Written
from gis.database.where import ASIDE, free_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine, Table

_ERROR, _CORRUPT, _NO_DATABASE = 1, 11, 26
"""Result codes SQLITE_ERROR, SQLITE_CORRUPT and SQLITE_NOTADB (https://sqlite.org/rescode.html)."""
ANY_DAMAGE = (_ERROR, _CORRUPT, _NO_DATABASE)
"""Codes after which a file is looked at again: the first comes where a table has lost a column."""
_BESIDE = ("-wal", "-shm")


def is_damage(error: BaseException, *, codes: tuple[int, ...] = (_CORRUPT, _NO_DATABASE)) -> bool:
    """Whether an error says that the file itself is broken, or what it holds cannot be understood."""
    no_text = isinstance(error, ValueError) or str(error).startswith("Could not decode")
    return no_text or getattr(error, "sqlite_errorcode", 0) & 0xFF in codes


def damaged(path: Path) -> bool:
    """Whether an SQLite file is broken.

    Raises
    ------
    sqlite3.Error
        When it cannot be told, as the file cannot be opened.
    """
    try:
        with closing(sqlite3.connect(path, timeout=10)) as base:
            # What is broken may stand in the message, and be no text.
            base.text_factory = bytes
            return bool(base.execute("pragma integrity_check(1)").fetchone() != (b"ok",))
    except (sqlite3.DatabaseError, ValueError) as error:
        if is_damage(error):
            return True
        raise


def unreadable(engine: Engine) -> bool:
    """Whether a sound file lacks tables that its version has, or holds values that are none.

    Raises
    ------
    sqlalchemy.exc.SQLAlchemyError
        When it cannot be told.
    """
    try:
        with engine.connect() as connection:
            version = version_of(connection)
            if version == head():
                for table in Written.metadata.sorted_tables:
                    _ = connection.execute(select(table)).all()
            return not (version.isdecimal() and version.isascii())
    except ValueError:
        return True
    except OperationalError as error:
        if error.orig is not None and is_damage(error.orig, codes=(_ERROR,)):
            return True
        raise


def rescue(path: Path, make: Callable[[Path], None]) -> None:
    """Set a broken file aside, make another one, and bring into it what can be read."""
    kept = moved_aside(path, ASIDE)
    make(path)
    with local_engine(path).connect() as connection:
        # Rows of a broken file may name owners that cannot be read: they count all the same.
        base = connection.connection.dbapi_connection
        assert isinstance(base, sqlite3.Connection)
        base.execute("pragma foreign_keys = off")
        for table in Written.metadata.sorted_tables:
            for row in rows_of(kept, table.name, [column.name for column in table.columns]):
                _bring(connection, table, row)
        connection.commit()


def moved_aside(path: Path, ending: str) -> Path:
    """Give a file and what SQLite keeps beside it another name; nothing is deleted."""
    kept = free_name(path, ending)
    for end in _BESIDE:
        with suppress(FileNotFoundError):
            path.with_name(path.name + end).replace(kept.with_name(kept.name + end))
    path.replace(kept)
    return kept


def rows_of(path: Path, table: str, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table that can be read: from its begin, and behind a break from its end."""
    seen: set[int] = set()
    for order in ("asc", "desc"):
        query = f"select rowid, {', '.join(columns)} from {table} order by rowid {order}"  # noqa: S608
        # A message about what is broken may quote it, and be no text.
        with suppress(sqlite3.Error, OSError, ValueError), closing(sqlite3.connect(path)) as base:
            base.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
            for row in base.execute(query):
                if row[0] not in seen:
                    seen.add(row[0])
                    yield dict(zip(columns, row[1:], strict=True))
            return


def _bring(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Put a row in; what makes no sense any more stays in the file that was set aside."""
    dialect = connection.dialect
    with suppress(SQLAlchemyError, ValueError, TypeError):
        values = {}
        for column in table.columns:
            read = column.type.dialect_impl(dialect).result_processor(dialect, None)
            values[column.name] = row[column.name] if read is None else read(row[column.name])
        with connection.begin_nested():
            connection.execute(insert(table).values(**values))

"""The database opened: made, brought to the version of this atlas, and filled with what older ones wrote."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from gis.database.engines import local_engine, server_engine
from gis.database.migrate import head, migrate, version_of
from gis.database.repair import ANY_DAMAGE, damaged, is_damage, rescue, unreadable
from gis.database.takeover import take_over
from gis.database.where import FILE, address, older_files
from gis.errors import StoreError
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

WAIT_SECONDS = 30.0
"""So long a session waits for others to open or to write."""
_ready: dict[str, tuple[object, Database]] = {}
_one_at_a_time = [threading.Lock()]


def _in_a_child() -> None:
    """Let a process that was split off open its own connections: two must not speak on the same one."""
    for _, database in _ready.values():
        database.engine.dispose(close=False)
    _ready.clear()
    _one_at_a_time[0] = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_a_child)


class Database:
    """The database of a home, fit to be read and written.

    Parameters
    ----------
    engine : Engine
    where : Path or str
        What to call it where it cannot be used.
    """

    def __init__(self, engine: Engine, where: Path | str) -> None:
        self.engine, self.where = engine, where

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that only reads.

        Raises
        ------
        StoreError
            When the database cannot be read.
        """
        with self._session() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose changes all count when it ends well, and none otherwise.

        Raises
        ------
        StoreError
            When the database cannot be written.
        """
        with self._session() as session:
            session.connection(execution_options={"begin": "BEGIN IMMEDIATE"})
            yield session
            session.commit()

    @property
    def version(self) -> str:
        """The last step that its tables went through."""
        with self._session() as session:
            return version_of(session.connection())

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with told(self.where), Session(self.engine, expire_on_commit=False) as session:
            yield session


@contextmanager
def told(where: Path | str) -> Iterator[None]:
    """Make a sentence of what a database refuses.

    Raises
    ------
    StoreError
        In place of the errors of SQLAlchemy, SQLite and the disk.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError, Timeout, ValueError) as error:
        cause = getattr(error, "orig", None) or error
        if is_damage(cause, codes=ANY_DAMAGE):
            # The next opening looks at the file again, and sets it aside.
            _ready.pop(str(where), None)
        reason = getattr(cause, "strerror", None) or str(cause).strip().partition("\n")[0]
        raise StoreError(say("database.unusable", path=where, reason=reason)) from error


def open_database(home: Path) -> Database:
    """Return the database of a home: the SQLite file in it, or the one that `CAILLOUX_DATABASE` names.

    The first opening in a process makes it where it is not there, changes its tables to those of this atlas,
    takes over what older atlases wrote, and sets a broken file aside.

    Raises
    ------
    StoreError
        When it can be neither read nor made.
    NewerStoreError
        When a newer atlas wrote it; it is left alone.
    """
    url, path = address(), home / FILE
    with _one_at_a_time[0]:
        known = _ready.get(url or str(path))
        if known is not None and known[0] == _identity(url, path) and not older_files(home):
            return known[1]
        if url:
            database = _server(url, home, known)
        else:
            with told(path):
                database = _local(path, home)
        _ready[url or str(path)] = (_identity(url, path), database)
        return database


def _identity(url: str, path: Path) -> object:
    """Return what tells a file from another one of the same name, such as one that was brought back."""
    if url:
        return url
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino


def _local(path: Path, home: Path) -> Database:
    database = Database(local_engine(path), path)
    try:
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=WAIT_SECONDS):
            if path.exists() and (damaged(path) or unreadable(database.engine)):
                rescue(path, _made)
            elif not path.exists():
                _made(path)
            with database.engine.connect() as connection:
                fit = version_of(connection) == head()
            if not fit:
                with database.engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
                    migrate(connection)
            take_over(database.engine, home)
    except OSError:
        # A home that may only be read: what is in it can be read all the same.
        if not path.exists() or database.version != head():
            raise
    return database


def _made(path: Path) -> None:
    """Make the file under another name and put it in place, so that nobody sees it half made."""
    part = path.with_suffix(".part")
    for leftover in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm"))):
        leftover.unlink(missing_ok=True)
    with local_engine(part).begin() as connection:
        migrate(connection)
    part.replace(path)


def _server(url: str, home: Path, known: tuple[object, Database] | None) -> Database:
    engine = known[1].engine if known else server_engine(url)
    database = Database(engine, engine.url.render_as_string())
    with told(database.where):
        with engine.begin() as connection:
            migrate(connection)
        if older_files(home):
            with FileLock((home / FILE).with_suffix(".lock"), timeout=WAIT_SECONDS):
                take_over(engine, home)
    return database

"""Engines of SQLAlchemy for the two databases that the atlas knows."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from gis.database.where import VARIABLE
from gis.errors import StoreError
from gis.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

BUSY_SECONDS = 30.0
"""So long a writer waits for those before it."""
POSTGRESQL = "postgresql+psycopg"
CONNECT_SECONDS = 10


def local_engine(path: Path) -> Engine:
    """Return an engine on an SQLite file, where readers and a writer do not wait for one another.

    Each transaction has a connection of its own, so that a file put in its place is seen at once.
    """
    engine = create_engine("sqlite://", creator=lambda: _connected(path), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine


def _connected(path: Path) -> sqlite3.Connection:
    if not os.access(path.parent, os.W_OK):
        return _read_only(path)
    base = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        # Each commit reaches the disk: what was confirmed is there after a power cut, too.
        for pragma in ("journal_mode = wal", "synchronous = full", "foreign_keys = on"):
            base.execute(f"pragma {pragma}")
    except sqlite3.Error:
        base.close()
        raise
    return base


def _read_only(path: Path) -> sqlite3.Connection:
    """Open a file in a folder that cannot be written, where SQLite cannot keep its own files beside it."""
    wal = path.with_name(f"{path.name}-wal")
    whole = not wal.exists() or wal.stat().st_size == 0
    how = "mode=ro&immutable=1" if whole else "mode=ro"
    address = f"{path.absolute().as_uri()}?{how}"
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def server_engine(address: str) -> Engine:
    """Return an engine on a PostgreSQL database.

    Raises
    ------
    StoreError
        When the address cannot be read, or the driver is not installed.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise StoreError(say("database.address_wrong", variable=VARIABLE)) from error
    options: dict[str, Any] = {"connect_timeout": CONNECT_SECONDS, "options": "-c timezone=utc"}
    try:
        return create_engine(url.set(drivername=POSTGRESQL), pool_pre_ping=True, connect_args=options)
    except ImportError as error:
        raise StoreError(say("database.driver_missing", variable=VARIABLE)) from error

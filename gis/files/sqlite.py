"""A local SQLite file that several sessions may write at the same time."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from gis.errors import StoreError
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT_SECONDS = 10.0


@contextmanager
def opened(path: Path, table: str, *, unusable: str) -> Iterator[sqlite3.Connection]:
    """Open the file for one transaction, and make it first where it is not there.

    Parameters
    ----------
    table : str
        The statement that makes its table.
    unusable : str
        Key of the sentence that says that it cannot be used, with `path` and `reason`.

    Raises
    ------
    StoreError
        When it can be neither read nor written, or what it holds cannot be understood.
    """
    try:
        _prepare(path, table)
        with closing(sqlite3.connect(path, timeout=WAIT_SECONDS)) as base, base:
            yield base
    except (sqlite3.Error, OSError, Timeout, ValueError) as error:
        raise StoreError(say(unusable, path=path, reason=error)) from error


def _prepare(path: Path, table: str) -> None:
    """Make the file, in a mode where readers and a writer do not wait for one another.

    It is made under another name and then put in place: changing that mode does not wait for sessions that
    have the file open already, so nobody may see it before.
    """
    if _ready(path):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_suffix(".lock"), timeout=WAIT_SECONDS):
        if _ready(path):
            return
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part, timeout=WAIT_SECONDS)) as base:
            base.execute(table)
            base.execute("pragma journal_mode = wal")
        part.replace(path)


def _ready(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0

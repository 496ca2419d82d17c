"""GeoPackages from outside: a layer must be a plain table, because one that is computed may never end."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from gis.errors import UploadError
from gis.words import number, say

if TYPE_CHECKING:
    from pathlib import Path

MOST_TABLES = 1_000
_MOST_STEPS = 500
_STEP = 10_000
"""Instructions of SQLite between two looks at how many there have been."""
_COUNT = "select count(*) from sqlite_master"
_COMPUTED = """
select name from sqlite_master
where (type = 'view' and name like 'gpkg\\_%' escape '\\')
or (type = 'table' and sql like 'create virtual%' and not (
    sql like '%using rtree%' or sql like '%using "rtree"%'
))
"""
_LAYERS = """
select master.name from sqlite_master as master join gpkg_contents on lower(table_name) = lower(master.name)
where master.type = 'view' or master.sql like 'create virtual%' or exists (
    select 1 from pragma_table_xinfo(master.name) where hidden in (2, 3)
)
"""


def refuse_computed(path: Path, *, name: str) -> None:
    """Refuse a GeoPackage whose layers are views, virtual tables or have computed columns.

    Parameters
    ----------
    name : str
        What whoever brought it calls it.

    Raises
    ------
    UploadError
        When it is one of these, has too many tables, or cannot be read.
    """
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            base.execute("pragma trusted_schema = off")
            _bound(base)
            if base.execute(_COUNT).fetchone()[0] > MOST_TABLES:
                raise UploadError(say("limits.tables", most=number(MOST_TABLES)))
            for query in (_COMPUTED, _LAYERS):
                found = base.execute(query).fetchone()
                if found is not None:
                    raise UploadError(say("limits.computed", layer=str(found[0])[:60]))
    except (sqlite3.Error, OverflowError) as error:
        raise UploadError(say("limits.no_geopackage", file=name)) from error


def _bound(base: sqlite3.Connection) -> None:
    """Let the questions to a file end after a bounded number of instructions."""
    steps = iter(range(_MOST_STEPS))
    base.set_progress_handler(lambda: next(steps, None) is None, _STEP)

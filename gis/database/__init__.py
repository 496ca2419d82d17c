"""What people write: marks on paths, stops and tours, in one database that several sessions use at once.

By default it is an SQLite file in the home; `CAILLOUX_DATABASE` names a PostgreSQL database instead.
SQLAlchemy is only loaded once there is something to read or write.

Examples
--------
>>> import tempfile
>>> from pathlib import Path
>>> from gis.database import is_there, open_database
>>> with tempfile.TemporaryDirectory() as home:
...     before = is_there(Path(home))
...     database = open_database(Path(home))
...     (before, is_there(Path(home)), database.version)
(False, True, '0001')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.database.utc import now
from gis.database.where import FILE, VARIABLE, Aside, is_there, set_aside
from gis.lazy import lazy

if TYPE_CHECKING:
    from gis.database.opening import Database, open_database
    from gis.database.owned_rows import MarkRow, Owner, StopRow, TourRow
    from gis.database.upsert import put, put_owner
else:
    __getattr__ = lazy(
        __name__,
        Database="opening",
        open_database="opening",
        MarkRow="owned_rows",
        Owner="owned_rows",
        StopRow="owned_rows",
        TourRow="owned_rows",
        put="upsert",
        put_owner="upsert",
    )

__all__ = [
    "FILE",
    "VARIABLE",
    "Aside",
    "Database",
    "MarkRow",
    "Owner",
    "StopRow",
    "TourRow",
    "is_there",
    "now",
    "open_database",
    "put",
    "put_owner",
    "set_aside",
]

"""The version of a database, and the steps to the one that this atlas reads."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from gis.errors import NewerStoreError
from gis.words import say

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

FOLDER = Path(__file__).parent / "migrations"
_LOCK = 620_528
"""Number of the lock that instances share while one of them changes the tables (PostgreSQL)."""


@cache
def head() -> str:
    """Return the version that this atlas reads and writes: the last of the steps."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - half as long to load as all the rest

    return str(ScriptDirectory.from_config(_config()).get_current_head())


def version_of(connection: Connection) -> str:
    """Return the version of a database; empty while it has no tables."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("select version_num from alembic_version")).scalar() or "")


def migrate(connection: Connection) -> None:
    """Bring a database to the version of this atlas; sessions that come meanwhile wait.

    Raises
    ------
    NewerStoreError
        When a newer atlas wrote it; it is left alone.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:number)"), {"number": _LOCK})
    here = version_of(connection)
    if here > head():
        raise NewerStoreError(say("database.newer", found=here, known=head()))
    if here < head():
        from alembic import command  # noqa: PLC0415 - the same

        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _config() -> Config:
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config

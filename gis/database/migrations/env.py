"""What Alembic runs: the steps that are missing, on the connection that it is given."""

from __future__ import annotations

from alembic import context

from gis.database.owned_rows import Written

context.configure(connection=context.config.attributes["connection"], target_metadata=Written.metadata)
context.run_migrations()

"""Owners, marks, stops, tours, and the files of older atlases that were taken over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "owners",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        _time("created"),
        sa.PrimaryKeyConstraint("id", name="pk_owners"),
    )
    op.create_table(
        "taken_over",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("file", sa.String(200), nullable=False),
        _time("created"),
        sa.PrimaryKeyConstraint("digest", name="pk_taken_over"),
    )
    _marks()
    _documents("stops")
    _documents("tours")
    for table in ("marks", "stops", "tours"):
        for column in ("territory", "owner"):
            op.create_index(f"ix_{table}_{column}", table, [column])


def _marks() -> None:
    op.create_table(
        "marks",
        *_owned("marks"),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("shape", sa.LargeBinary(), nullable=False),
        sa.Column("checked_by", sa.String(200)),
        sa.Column("checked", sa.DateTime(timezone=True)),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["checked_by"], ["owners.id"], name="fk_marks_checked_by"),
        sqlite_autoincrement=True,
    )


def _documents(table: str) -> None:
    op.create_table(
        table,
        *_owned(table),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("shared_private", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("territory", "owner", "key", name=f"uq_{table}_territory_owner_key"),
    )


def _owned(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("territory", sa.String(5), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        _time("created"),
        _time("changed"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["owner"], ["owners.id"], name=f"fk_{table}_owner"),
    ]


def _time(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)

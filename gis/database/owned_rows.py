"""The tables: owners, and what belongs to each."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - SQLAlchemy reads the annotations of columns

from sqlalchemy import ForeignKey, LargeBinary, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from gis.database.moments import UtcTime
from gis.database.utc import now

OWNER_CHARACTERS = 200
KEY_CHARACTERS = 120


class Written(DeclarativeBase):
    """What all tables share: names of constraints that stay the same in every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Owner(Written):
    """Whoever wrote something: the `id` of a `gis.rights.Actor`, and what others may call them."""

    __tablename__ = "owners"
    id: Mapped[str] = mapped_column(String(OWNER_CHARACTERS), primary_key=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    created: Mapped[dt.datetime] = mapped_column(UtcTime, default=now)


class Owned(Written):
    """What rows that belong to somebody have in common.

    Attributes
    ----------
    territory : str
        INSEE code.
    """

    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True)
    territory: Mapped[str] = mapped_column(String(5), index=True)
    owner: Mapped[str] = mapped_column(ForeignKey("owners.id"), index=True)
    created: Mapped[dt.datetime] = mapped_column(UtcTime, default=now)
    changed: Mapped[dt.datetime] = mapped_column(UtcTime, default=now, onupdate=now)


class MarkRow(Owned):
    """A stretch of path that somebody marked.

    Attributes
    ----------
    shape : bytes
        Well-known binary, in the territory's projected system.
    checked_by : str or None
        Who of the town hall has checked it.
    revision : int
        Grows with each change.
    """

    __tablename__ = "marks"
    __table_args__ = ({"sqlite_autoincrement": True},)
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(200))
    since: Mapped[dt.date]
    until: Mapped[dt.date]
    shape: Mapped[bytes] = mapped_column(LargeBinary)
    checked_by: Mapped[str | None] = mapped_column(ForeignKey("owners.id"))
    checked: Mapped[dt.datetime | None] = mapped_column(UtcTime)
    revision: Mapped[int] = mapped_column(default=1)


class Document(Owned):
    """A plain document under a key of its owner's.

    Attributes
    ----------
    document : str
        JSON.
    shared : bool
        Whether everybody sees it.
    shared_private : bool
        Whether its contacts and notes go along, to guides and agents.
    """

    __abstract__ = True
    key: Mapped[str] = mapped_column(String(KEY_CHARACTERS))
    document: Mapped[str] = mapped_column(Text)
    shared: Mapped[bool] = mapped_column(default=False)
    shared_private: Mapped[bool] = mapped_column(default=False)


class StopRow(Document):
    """A stop of somebody's own, or what they changed of a published one."""

    __tablename__ = "stops"
    __table_args__ = (UniqueConstraint("territory", "owner", "key"),)


class TourRow(Document):
    """A tour that somebody keeps."""

    __tablename__ = "tours"
    __table_args__ = (UniqueConstraint("territory", "owner", "key"),)


class TakenOver(Written):
    """A file of an older atlas whose rows are here, by the hash of its content."""

    __tablename__ = "taken_over"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    file: Mapped[str] = mapped_column(String(200))
    created: Mapped[dt.datetime] = mapped_column(UtcTime, default=now)

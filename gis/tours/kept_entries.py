"""Stops and tours in the database: loaded only once there is something to read or write."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, or_, select

from gis.database import Owner, StopRow, TourRow, now, open_database, put, put_owner
from gis.errors import UploadError
from gis.tours.guide_documents import PRIVATE
from gis.tours.kept_entry import Entry
from gis.words import number, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy.orm import Session

    from gis.rights import Actor, Role
    from gis.tours.guide_documents import Document

TABLES: dict[str, type[StopRow | TourRow]] = {"stops": StopRow, "tours": TourRow}
MOST_KEPT: dict[Role, int] = {"visitor": 100, "guide": 2_000, "agent": 2_000, "administrator": 2_000}
"""Stops and tours that one person keeps: a session comes and goes, a guide's work grows over years."""
SESSION_DAYS = 7
"""What a session kept goes so long after it last changed: nobody can come back to it."""
_SAME = ("territory", "owner", "key")


def read_entries(home: Path, code: str, kind: str, actor: Actor) -> list[Entry]:
    """Return what somebody keeps, and behind it what others share, in the order of coming.

    Raises
    ------
    StoreError
        When the database cannot be read.
    """
    table: Any = TABLES[kind]
    query = select(table, Owner.name).join(Owner, Owner.id == table.owner).order_by(table.id)
    seen = or_(table.owner == actor.id, table.shared)
    with open_database(home).reading() as session:
        rows = session.execute(query.where(table.territory == code, seen)).all()
    found = [_entry(kind, row, by, actor) for row, by in rows]
    return sorted((one for one in found if one is not None), key=lambda one: not one.mine)


def _entry(kind: str, row: StopRow | TourRow, by: str, actor: Actor) -> Entry | None:
    """Return a row as its reader may see it; nothing where it is no document any more."""
    try:
        document = json.loads(row.document)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict):
        return None
    mine = row.owner == actor.id
    if not mine and not (row.shared_private and actor.role != "visitor"):
        document = {name: value for name, value in document.items() if name not in PRIVATE}
    return Entry(kind, row.key, document, mine, by, row.owner, row.shared, row.shared_private)


def put_entries(home: Path, code: str, entries: Iterable[tuple[str, str, Document]], actor: Actor) -> None:
    """Keep documents under their kind and key, in place of those that their owner has there.

    Raises
    ------
    UploadError
        When one person keeps too many; then none of them is kept.
    StoreError
        When the database cannot be written.
    """
    with open_database(home).writing() as session:
        owner = put_owner(session, actor)
        _sweep(session)
        for kind, key, document in entries:
            text = json.dumps(document, ensure_ascii=False)
            values: dict[str, Any] = {"territory": code, "owner": owner, "key": key, "document": text}
            times = {"created": now(), "changed": now(), "shared": False, "shared_private": False}
            put(session, TABLES[kind], values | times, by=_SAME, replace=("document", "changed"))
        _check_count(session, actor)


def _check_count(session: Session, actor: Actor) -> None:
    count = sum(
        int(session.scalar(select(func.count()).where(table.owner == actor.id)) or 0)
        for table in TABLES.values()
    )
    if count > MOST_KEPT[actor.role]:
        raise UploadError(say("tours.kept_most", most=number(MOST_KEPT[actor.role])))


def _sweep(session: Session) -> None:
    old = now() - dt.timedelta(days=SESSION_DAYS)
    for table in TABLES.values():
        session.execute(delete(table).where(table.owner.startswith("session:"), table.changed < old))


def forget_entry(home: Path, code: str, kind: str, key: str, owner: str, *, shared_only: bool) -> bool:
    """Take away what somebody keeps under a key; tell whether there was one.

    Raises
    ------
    StoreError
        When the database cannot be written.
    """
    table = TABLES[kind]
    which = and_(table.territory == code, table.key == key, table.owner == owner)
    if shared_only:
        which = and_(which, table.shared)
    with open_database(home).writing() as session:
        found = session.scalars(select(table).where(which)).one_or_none()
        if found is not None:
            session.delete(found)
    return found is not None


def share_entry(
    home: Path, code: str, kind: str, key: str, owner: str, *, shared: bool, private: bool
) -> bool:
    """Let others see what somebody keeps, or no longer; tell whether there was such a thing.

    Raises
    ------
    StoreError
        When the database cannot be written.
    """
    table = TABLES[kind]
    which = and_(table.territory == code, table.key == key, table.owner == owner)
    with open_database(home).writing() as session:
        found = session.scalars(select(table).where(which)).one_or_none()
        if found is not None:
            found.shared, found.shared_private = shared, shared and private
    return found is not None

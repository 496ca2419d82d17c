"""Marks in the database: loaded only once there is one to read or write."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import shapely
from sqlalchemy import ColumnElement, delete, func, select

from gis.database import MarkRow, now, open_database, put_owner
from gis.errors import WalkError
from gis.network.mark_limits import LIMITS, MOST_UNCHECKED
from gis.network.marks import Mark, today
from gis.rights import may, require
from gis.words import number, say

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from gis.rights import Actor

KEPT_DAYS = 60
"""What a session marked is kept so long after its end."""
_Version = tuple[int, int, int]
_kept: dict[tuple[str, str], tuple[_Version, tuple[Mark, ...], bool]] = {}


def read_marks(home: Path, code: str) -> tuple[tuple[Mark, ...], bool]:
    """Return all marks of a commune that have not ended, and whether each row could be read.

    They are read again only when one has come, gone or changed.

    Raises
    ------
    StoreError
        When the database cannot be read.
    """
    database = open_database(home)
    key = (str(database.where), code)
    with database.reading() as session:
        version = _version(session, code)
        kept = _kept.get(key)
        if kept is None or kept[0] != version:
            rows = session.scalars(select(MarkRow).where(MarkRow.territory == code).order_by(MarkRow.id))
            marks = [_mark(row) for row in rows]
            whole = None not in marks
            kept = _kept[key] = (version, tuple(mark for mark in marks if mark is not None), whole)
    return kept[1], kept[2]


def _version(session: Session, code: str) -> _Version:
    """Return figures of which one changes with every mark that comes, goes or changes.

    An identifier is never given twice, so that a mark in place of another one changes the highest.
    """
    about = (func.count(), func.max(MarkRow.id), func.sum(MarkRow.revision))
    count, highest, revisions = session.execute(select(*about).where(MarkRow.territory == code)).one()
    return int(count), int(highest or 0), int(revisions or 0)


def _mark(row: MarkRow) -> Mark | None:
    shape = shapely.from_wkb(row.shape, on_invalid="ignore")
    if shape is None or shapely.is_empty(shape):
        return None
    return Mark(
        row.id, row.state, row.reason, row.since, row.until, shape, owner=row.owner,
        checked=row.checked_by is not None, created=row.created, revision=row.revision,
    )  # fmt: skip


def add_mark(home: Path, code: str, mark: Mark, actor: Actor) -> Mark:
    """Keep a mark; that of somebody who checks marks is checked by them.

    Raises
    ------
    WalkError
        When its author has set too many, or too many wait for a check.
    StoreError
        When the database cannot be written.
    """
    checks = may(actor, "check")
    with open_database(home).writing() as session:
        owner = put_owner(session, actor)
        _sweep(session)
        _check_count(session, code, actor, checks=checks)
        row = MarkRow(
            territory=code, owner=owner, state=mark.state, reason=mark.reason, since=mark.since,
            until=mark.until, shape=shapely.to_wkb(mark.shape), checked_by=owner if checks else None,
            checked=now() if checks else None,
        )  # fmt: skip
        session.add(row)
        session.flush()
    made = _mark(row)
    assert made is not None
    return made


def _check_count(session: Session, code: str, actor: Actor, *, checks: bool) -> None:
    def count(*where: ColumnElement[bool]) -> int:
        query = select(func.count()).where(MarkRow.territory == code, MarkRow.until >= today(), *where)
        return int(session.scalar(query) or 0)

    most = LIMITS[actor.role].count
    if count(MarkRow.owner == actor.id) >= most:
        raise WalkError(say("walks.mark_count", most=number(most)))
    if not checks and count(MarkRow.checked_by.is_(None)) >= MOST_UNCHECKED:
        raise WalkError(say("walks.mark_waiting", most=number(MOST_UNCHECKED)))


def _sweep(session: Session) -> None:
    old = today() - dt.timedelta(days=KEPT_DAYS)
    session.execute(delete(MarkRow).where(MarkRow.owner.startswith("session:"), MarkRow.until < old))


def check_mark(home: Path, code: str, mark: int, actor: Actor) -> bool:
    """Note who has checked a mark; tell whether there is one.

    Raises
    ------
    StoreError
        When the database cannot be written.
    """
    with open_database(home).writing() as session:
        row = session.get(MarkRow, mark)
        if row is None or row.territory != code:
            return False
        row.checked_by, row.checked = put_owner(session, actor), now()
        row.revision += 1
    return True


def end_mark(home: Path, code: str, mark: int, actor: Actor) -> bool:
    """Take a mark away; tell whether there was one.

    Raises
    ------
    RightError
        When it is somebody else's, and the one who asks does not check marks.
    StoreError
        When the database cannot be written.
    """
    with open_database(home).writing() as session:
        row = session.get(MarkRow, mark)
        if row is None or row.territory != code:
            return False
        require(actor, "mark" if row.owner == actor.id else "check")
        session.delete(row)
    return True

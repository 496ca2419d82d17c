"""What older atlases wrote into a file for each commune, taken over once; the files are only renamed.

It belongs to the user of the machine. Marks held for everybody then, and so they count as checked.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gis.database.owned_rows import MarkRow, StopRow, TakenOver, TourRow
from gis.database.repair import damaged, moved_aside, rows_of
from gis.database.upsert import put, put_owner
from gis.database.utc import now
from gis.database.where import ASIDE, MARKS_FILE, TAKEN, older_files
from gis.rights import operator

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

_MARK = ("state", "reason", "since", "until", "shape")
_ENTRY = ("kind", "id", "document", "changed")
_SAME = ("territory", "owner", "key")


def take_over(engine: Engine, home: Path) -> None:
    """Bring the rows of all older files of a home into the database, and give the files another name.

    Whoever is killed in between does it again: a file that the database knows is only renamed. What cannot
    be read of a broken one is set aside with it.
    """
    for path in older_files(home):
        whole = not _broken(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        with Session(engine.execution_options(begin="BEGIN IMMEDIATE")) as session, session.begin():
            if session.get(TakenOver, digest) is None:
                session.add(TakenOver(digest=digest, file=f"{path.parent.name}/{path.name}"))
                owner = put_owner(session, operator())
                whole &= (_marks if path.name == MARKS_FILE else _entries)(session, path, owner)
        moved_aside(path, TAKEN if whole else ASIDE)


def _broken(path: Path) -> bool:
    """Whether a file is broken; what SQLite keeps beside it is brought into it first."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=10)) as base:
        base.execute("pragma wal_checkpoint(truncate)")
    return path.stat().st_size > 0 and damaged(path)


def _marks(session: Session, path: Path, owner: str) -> bool:
    """Take marks over; tell whether each could be understood."""
    whole = True
    for row in rows_of(path, "marks", _MARK):
        try:
            dates = {name: dt.date.fromisoformat(row[name]) for name in ("since", "until")}
            shape = bytes(row["shape"])
        except (ValueError, TypeError):
            whole = False
            continue
        session.add(
            MarkRow(
                territory=path.parent.name, owner=owner, state=str(row["state"])[:20],
                reason=str(row["reason"])[:200], shape=shape, checked_by=owner, checked=now(), **dates,
            )
        )  # fmt: skip
    return whole


def _entries(session: Session, path: Path, owner: str) -> bool:
    """Take stops and tours over; tell whether each could be understood."""
    whole = True
    for row in rows_of(path, "entries", _ENTRY):
        table = {"stops": StopRow, "tours": TourRow}.get(row["kind"])
        if table is None:
            whole = False
            continue
        when = _time(row["changed"])
        values: dict[str, Any] = {
            "territory": path.parent.name, "owner": owner, "key": str(row["id"])[:120],
            "document": str(row["document"]), "created": when, "changed": when, "shared": False,
            "shared_private": False,
        }  # fmt: skip
        put(session, table, values, by=_SAME)
    return whole


def _time(text: Any) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return now()

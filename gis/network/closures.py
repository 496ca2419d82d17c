"""The dated state of paths: someone marks a stretch closed or muddy, and the mark ends by itself.

Marks are kept in a local SQLite file that several sessions may write at the same time.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.errors import WalkError
from gis.files import opened
from gis.words import say

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.network.network import Network
    from gis.territory import Territory

FILE = "path_state.sqlite3"
STATES = ("closed", "muddy")
BESIDE_M = 8.0
"""An edge counts as marked where it runs this close to the mark, in metres."""
LEAST_SHARE = 0.3
"""And where at least this share of the edge, or of the mark, does so for more than a crossing takes."""
_CROSSING_M = 2.5 * BESIDE_M
_WHOLE = 0.9
LONGEST_DAYS = 730
REASON_CHARACTERS = 200
_TABLE = """
create table if not exists marks (
    id integer primary key,
    state text not null check (state in ('closed', 'muddy')),
    reason text not null,
    since text not null,
    until text not null,
    shape blob not null
)
"""


@dataclass(frozen=True)
class Mark:
    """One stretch and its state, from a day to a day, both included.

    Attributes
    ----------
    shape : LineString or Point
        In the territory's legal system.
    """

    id: int
    state: str
    reason: str
    since: dt.date
    until: dt.date
    shape: BaseGeometry


class PathStates:
    """The marks of one territory.

    Parameters
    ----------
    path : Path
        The SQLite file; made when first written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def of(cls, territory: Territory) -> PathStates:
        """Return the marks of a territory, kept in its home."""
        return cls(territory.home / territory.code / FILE)

    def add(
        self, state: str, shape: BaseGeometry, *, reason: str, until: dt.date, since: dt.date | None = None
    ) -> Mark:
        """Mark a stretch, and return the mark.

        Parameters
        ----------
        state : str
            `closed` or `muddy`.
        shape : LineString or Point
            In the territory's legal system; it is held against the network by where it lies.
        since : date, optional
            Today by default.

        Raises
        ------
        WalkError
            When the state, the reason, the dates or the shape cannot be used.
        StoreError
            When the file cannot be written.
        """
        start = since or today()
        _check(state, shape, reason, start, until)
        values = (state, reason.strip(), start.isoformat(), until.isoformat(), shapely.to_wkb(shape))
        with self._opened() as base:
            row = base.execute(
                "insert into marks (state, reason, since, until, shape) values (?, ?, ?, ?, ?)", values
            )
        return Mark(int(row.lastrowid or 0), state, reason.strip(), start, until, shape)

    def end(self, mark: int) -> bool:
        """Take a mark away before its end; tell whether there was one.

        Raises
        ------
        StoreError
            When the file cannot be written.
        """
        with self._opened() as base:
            return base.execute("delete from marks where id = ?", (mark,)).rowcount > 0

    def active(self, day: dt.date | None = None) -> list[Mark]:
        """Return the marks that hold on a day, today by default; ended ones stay out by themselves.

        Raises
        ------
        StoreError
            When the file cannot be read.
        """
        if not self.path.exists():
            return []
        on = (day or today()).isoformat()
        columns = "id, state, reason, since, until, shape"
        query = f"select {columns} from marks where since <= ? and until >= ? order by id"  # noqa: S608
        with self._opened() as base:
            rows = base.execute(query, (on, on)).fetchall()
        return [
            Mark(
                key, state, reason, dt.date.fromisoformat(since), dt.date.fromisoformat(until),
                shapely.from_wkb(shape),
            )
            for key, state, reason, since, until, shape in rows
        ]  # fmt: skip

    def _opened(self) -> AbstractContextManager[sqlite3.Connection]:
        return opened(self.path, _TABLE, unusable="walks.state_unusable")


def today() -> dt.date:
    """Return the day it is here."""
    return dt.datetime.now().astimezone().date()


def marked_edges(network: Network, marks: Sequence[Mark], state: str) -> NDArray[np.bool_]:
    """Return which edges of a network have a state by some marks."""
    found = np.zeros(len(network.lines), dtype=bool)
    for mark in marks:
        if mark.state != state:
            continue
        if shapely.get_dimensions(mark.shape) == 0:
            point = shapely.get_coordinates(mark.shape)[:1]
            found[network.snap(point, usable=np.ones(len(network.lines), dtype=bool)).edge] = True
            continue
        around = mark.shape.buffer(BESIDE_M)
        rows = network.tree.query(around, predicate="intersects")
        beside = shapely.length(shapely.intersection(network.lines[rows], around))
        own = beside / network.graph.length[rows]
        enough = np.maximum(own, beside / max(mark.shape.length, 1.0)) >= LEAST_SHARE
        found[rows[(enough & (beside >= _CROSSING_M)) | (own >= _WHOLE)]] = True
    return found


def _check(state: str, shape: BaseGeometry, reason: str, since: dt.date, until: dt.date) -> None:
    if state not in STATES:
        raise WalkError(say("walks.state_unknown", state=state, known=", ".join(STATES)))
    if not reason.strip() or len(reason) > REASON_CHARACTERS:
        raise WalkError(say("walks.state_reason", most=REASON_CHARACTERS))
    if until < since or (until - since).days > LONGEST_DAYS:
        raise WalkError(say("walks.state_dates", since=since, until=until, most=LONGEST_DAYS))
    if shapely.is_empty(shape) or shapely.get_dimensions(shape) > 1 or not shapely.is_valid(shape):
        raise WalkError(say("walks.state_shape"))

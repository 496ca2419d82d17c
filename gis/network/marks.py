"""Marks on paths as they are read: whom they bind, when they hold, which edges they mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.database import now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.network.network import Network
    from gis.rights import Actor

BESIDE_M = 8.0
"""An edge counts as marked where it runs this close to the mark, in metres."""
LEAST_SHARE = 0.3
"""And where at least this share of the edge, or of the mark, does so for more than a crossing takes."""
_CROSSING_M = 2.5 * BESIDE_M
_WHOLE = 0.9
_START = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Mark:
    """One stretch and its state, from a day to a day, both included.

    Attributes
    ----------
    shape : LineString or Point
        In the territory's legal system.
    owner : str
        Identifier of its author.
    checked : bool
        Whether an agent has checked it, so that it binds everybody.
    created : datetime
        In UTC.
    revision : int
        Grows with each change.
    """

    id: int
    state: str
    reason: str
    since: dt.date
    until: dt.date
    shape: BaseGeometry
    owner: str = ""
    checked: bool = False
    created: dt.datetime = _START
    revision: int = 1

    def binds(self, owner: str) -> bool:
        """Whether it holds for somebody's walks."""
        return self.checked or (self.owner == owner != "")

    def holds(self, day: dt.date) -> bool:
        """Whether it is in force on a day.

        What was made later than the clock says was in force when it was made: the clock was set back.
        """
        begun = self.since <= day
        if not begun and day >= today() and self.created > now():
            begun = self.since <= self.created.astimezone().date()
        return begun and day <= self.until


@dataclass(frozen=True)
class DayMarks:
    """The marks of a day.

    Attributes
    ----------
    known : bool
        False where they, or some of them, cannot be read: closures may be missing.
    """

    marks: tuple[Mark, ...]
    known: bool = True

    def shut(self, network: Network, *, owner: str = "") -> NDArray[np.bool_]:
        """Return which edges somebody's walks do not take, shape (edges,)."""
        return marked_edges(network, [mark for mark in self.marks if mark.binds(owner)], "closed")

    def passed(self, network: Network, edges: NDArray[np.int64]) -> list[Mark]:
        """Return the marks on some edges."""
        which, rows = _pairs(network, self.marks)
        return [self.marks[row] for row in np.unique(which[np.isin(rows, edges)])]

    def owner(self, actor: Actor) -> str:
        """Return who somebody is where marks of their own bind them alone; empty, as for all, otherwise."""
        own = (mark for mark in self.marks if mark.owner == actor.id and not mark.checked)
        return actor.id if any(mark.state == "closed" for mark in own) else ""


def today() -> dt.date:
    """Return the day it is here."""
    return dt.datetime.now().astimezone().date()


def marked_edges(network: Network, marks: Sequence[Mark], state: str) -> NDArray[np.bool_]:
    """Return which edges of a network have a state by some marks."""
    found = np.zeros(len(network.lines), dtype=bool)
    found[_pairs(network, [mark for mark in marks if mark.state == state])[1]] = True
    return found


def _pairs(network: Network, marks: Sequence[Mark]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return rows of marks and of the edges that they mark, shape (pairs,) each."""
    shapes = np.array([mark.shape for mark in marks], dtype=object)
    points, lines = (np.flatnonzero(shapely.get_dimensions(shapes) == side) for side in (0, 1))
    at = shapely.get_coordinates(shapely.centroid(shapes[points]))
    nearest = network.snap(at, usable=np.ones(len(network.lines), dtype=bool)).edge if len(at) else points[:0]
    around = shapely.buffer(shapes[lines], BESIDE_M)
    which, rows = network.tree.query(around, predicate="intersects")
    beside = shapely.length(shapely.intersection(network.lines[rows], around[which]))
    own = beside / network.graph.length[rows]
    share = np.maximum(own, beside / np.maximum(shapely.length(shapes[lines[which]]), 1.0))
    take = ((share >= LEAST_SHARE) & (beside >= _CROSSING_M)) | (own >= _WHOLE)
    return np.concatenate([points, lines[which[take]]]), np.concatenate([nearest, rows[take]])

"""The dated state of paths: someone marks a stretch closed or muddy, and the mark ends by itself.

A mark that an agent of the town hall has checked, or set, binds everybody. Before, it is told to everybody
and binds the walks of its author alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.changes import note
from gis.database import is_there, set_aside
from gis.errors import StoreError, WalkError
from gis.geometry import bearable
from gis.network.mark_limits import LONGEST_DAYS, check_limits
from gis.network.marks import DayMarks, Mark, today
from gis.rights import require
from gis.words import say

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from gis.changes import What
    from gis.rights import Actor
    from gis.territory import Territory

STATES = ("closed", "muddy")
REASON_CHARACTERS = 200


class PathStates:
    """The marks of one territory.

    Parameters
    ----------
    home : Path
        The home whose database has them.
    code : str
        INSEE code.
    """

    def __init__(self, home: Path, code: str) -> None:
        self.home, self.code = home, code

    @classmethod
    def of(cls, territory: Territory) -> PathStates:
        """Return the marks of a territory."""
        return cls(territory.home, territory.code)

    def add(
        self,
        state: str,
        shape: BaseGeometry,
        *,
        actor: Actor,
        reason: str,
        until: dt.date,
        since: dt.date | None = None,
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
        RightError
            When the actor may mark nothing.
        WalkError
            When the state, the reason, the dates or the shape cannot be used, or are more than the actor may.
        BudgetError
            When the shape crosses itself more often than can be worked on.
        StoreError
            When it cannot be kept.
        """
        require(actor, "mark")
        start = since or today()
        _check(state, shape, reason, start, until)
        check_limits(shape, days=(until - start).days, actor=actor)
        from gis.network import mark_rows  # noqa: PLC0415 - SQLAlchemy, for who writes alone

        mark = Mark(0, state, reason.strip(), start, until, shape)
        made = mark_rows.add_mark(self.home, self.code, mark, actor)
        self._note(actor, "mark", made.id, about=made.reason)
        return made

    def check(self, mark: int, *, actor: Actor) -> bool:
        """Note that a mark is true, so that it binds everybody; tell whether there was one.

        Raises
        ------
        RightError
            When the actor may check nothing.
        StoreError
            When it cannot be noted.
        """
        require(actor, "check")
        from gis.network import mark_rows  # noqa: PLC0415 - the same

        done = is_there(self.home) and mark_rows.check_mark(self.home, self.code, mark, actor)
        if done:
            self._note(actor, "check_mark", mark)
        return done

    def end(self, mark: int, *, actor: Actor) -> bool:
        """Take a mark away before its end; tell whether there was one.

        Raises
        ------
        RightError
            When it is another one's, and the actor may not check marks.
        StoreError
            When it cannot be noted.
        """
        require(actor, "mark")
        from gis.network import mark_rows  # noqa: PLC0415 - the same

        done = is_there(self.home) and mark_rows.end_mark(self.home, self.code, mark, actor)
        if done:
            self._note(actor, "end_mark", mark)
        return done

    def active(self, day: dt.date | None = None) -> list[Mark]:
        """Return the marks that hold on a day, today by default; ended ones stay out by themselves.

        Raises
        ------
        StoreError
            When they cannot be read.
        """
        return list(self._held(day)[0])

    def on(self, day: dt.date | None = None) -> DayMarks:
        """Return the marks of a day, today by default, for those who go on where they cannot be read."""
        try:
            marks, whole = self._held(day)
        except StoreError:
            return DayMarks((), known=False)
        return DayMarks(marks, known=whole and not set_aside(self.home))

    def _note(self, actor: Actor, what: What, mark: int, *, about: str = "") -> None:
        note(actor, what, str(mark), code=self.code, home=self.home, about=about)

    def _held(self, day: dt.date | None) -> tuple[tuple[Mark, ...], bool]:
        if not is_there(self.home):
            return (), True
        from gis.network import mark_rows  # noqa: PLC0415 - SQLAlchemy, where there is something to read

        marks, whole = mark_rows.read_marks(self.home, self.code)
        return tuple(mark for mark in marks if mark.holds(day or today())), whole


def _check(state: str, shape: BaseGeometry, reason: str, since: dt.date, until: dt.date) -> None:
    if state not in STATES:
        raise WalkError(say("walks.state_unknown", state=state, known=", ".join(STATES)))
    if not reason.strip() or len(reason) > REASON_CHARACTERS:
        raise WalkError(say("walks.state_reason", most=REASON_CHARACTERS))
    if until < since or (until - since).days > LONGEST_DAYS:
        raise WalkError(say("walks.state_dates", since=since, until=until, most=LONGEST_DAYS))
    if shapely.is_empty(shape) or shapely.get_dimensions(shape) > 1 or not shapely.is_valid(shape):
        raise WalkError(say("walks.state_shape"))
    bearable(np.array([shape], dtype=object))

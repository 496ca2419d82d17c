"""What one visitor looks at on the page of the trajectory: a tab, a year, and whether the years play."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from views.ui.state import PageState

TABS = ("measured", "curves", "years", "poster")


@dataclass
class TrajectoryPageState(PageState):
    """The year shown, and the play of the years.

    Attributes
    ----------
    year : int or None
        The year shown; nothing before one was.
    playing : bool
        Whether the years go on by themselves.
    due : bool
        Whether the next run by the clock goes on to the next year.
    """

    KEY: ClassVar[str] = "trajectory_state"
    year: int | None = None
    playing: bool = False
    due: bool = False

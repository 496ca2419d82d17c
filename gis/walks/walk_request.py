"""What somebody asks of a loop."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gis.network import today

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True)
class WalkRequest:
    """What somebody asks for.

    Attributes
    ----------
    start : tuple of float
        x and y in metres.
    length_m, minutes : float or None
        One of the two.
    theme : str
        One of `preferences.THEMES`, or empty.
    avoid : frozenset of str
        Some of `preferences.AVOID`.
    alternatives : int
        How many different loops.
    day : date
        For what is ripe, the season and the state of paths; today by default.
    owner : str
        Who walks, the `id` of a `gis.rights.Actor`: their own marks bind them though nobody has checked them.
    """

    start: tuple[float, float]
    length_m: float | None = None
    minutes: float | None = None
    theme: str = ""
    avoid: frozenset[str] = frozenset()
    alternatives: int = 3
    day: dt.date = field(default_factory=today)
    owner: str = ""

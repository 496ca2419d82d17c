"""What a mark may be, by the role of whoever sets it: one person's marks shall not fill the town."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import shapely

from gis.errors import WalkError
from gis.words import length, number, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from gis.rights import Actor, Role

LONGEST_DAYS = 730
MOST_CORNERS = 2_000
MOST_UNCHECKED = 300
"""Marks of one commune that wait for a check at once: more, nobody reads."""


@dataclass(frozen=True)
class MarkLimits:
    """The most that one mark, and all marks of one person, may be.

    Attributes
    ----------
    metres : float
        Length of a mark.
    hectares : float
        Ground that it spans: the area of its convex hull, so that no scribble covers a quarter.
    days : int
        From its first day to its last.
    count : int
        Marks of one person in force at once.
    """

    metres: float
    hectares: float
    days: int
    count: int


LIMITS: Mapping[Role, MarkLimits] = MappingProxyType(
    {
        "visitor": MarkLimits(1_000, 10, 14, 5),
        "guide": MarkLimits(3_000, 50, 60, 30),
        "agent": MarkLimits(20_000, 1_000, LONGEST_DAYS, 1_000),
        "administrator": MarkLimits(20_000, 1_000, LONGEST_DAYS, 1_000),
    }
)
"""Who may mark how much.

A visitor tells of a tree across one path, which an agent has seen two weeks later. A guide knows the paths
of a walk for a season. An agent closes a site for works of two years; more than 20 km are a rule of the
commune and belong to its layer of paths.
"""


def check_limits(shape: BaseGeometry, *, days: int, actor: Actor) -> None:
    """Refuse a mark that is more than its author may set.

    Raises
    ------
    WalkError
        Naming what is too much, and how much it may be.
    """
    most = LIMITS[actor.role]
    if shapely.get_num_coordinates(shape) > MOST_CORNERS:
        raise WalkError(say("walks.mark_corners", most=number(MOST_CORNERS)))
    if shape.length > most.metres:
        raise WalkError(say("walks.mark_long", length=length(shape.length), most=length(most.metres)))
    if shape.convex_hull.area > most.hectares * 10_000:
        raise WalkError(say("walks.mark_wide", most=number(most.hectares)))
    if days > most.days:
        raise WalkError(say("walks.mark_days", days=number(days), most=number(most.days)))

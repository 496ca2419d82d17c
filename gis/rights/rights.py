"""The right that each write needs, and the role that has it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from gis.errors import RightError
from gis.rights.roles import ROLES
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gis.rights.actor import Actor
    from gis.rights.roles import Role

Right = Literal["mark", "keep", "share", "check", "import", "update", "undo", "build", "free", "journal"]
RIGHTS: Mapping[Right, Role] = MappingProxyType(
    {
        "mark": "visitor",
        "keep": "visitor",
        "share": "guide",
        "check": "agent",
        "import": "agent",
        "update": "agent",
        "undo": "agent",
        "journal": "agent",
        "build": "administrator",
        "free": "administrator",
    }
)
"""The least role that has each right.

They are: to mark a path; to keep things of one's own; to share them; to check or end what others marked; to
bring or remove a layer; to fetch layers; to undo the last version of one; to read who changed what; to build
the atlas of another commune; to free room on the disk.
"""


def may(actor: Actor, right: Right) -> bool:
    """Whether someone has a right."""
    return actor.role in ROLES[ROLES.index(RIGHTS[right]) :]


def require(actor: Actor, right: Right) -> None:
    """Let only those go on who have a right.

    Raises
    ------
    RightError
        When they have it not.
    """
    if not may(actor, right):
        raise RightError(say(f"rights.need_{right}", role=say(f"rights.role_{RIGHTS[right]}")))

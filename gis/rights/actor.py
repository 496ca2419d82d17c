"""The one who acts: a person who signed in, a browser session, or the user of the machine."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gis.rights.roles import Role


@dataclass(frozen=True)
class Actor:
    """Who acts.

    Attributes
    ----------
    id : str
        `person:<issuer> <subject>`, `session:<token>` or `machine:<user>`; what someone writes belongs to it.
    role : Role
        What they are here.
    name : str
        How others are told of them; empty for a session.
    """

    id: str
    role: Role
    name: str = ""

    @property
    def is_session(self) -> bool:
        """Whether nobody knows who it is: what it writes is gone with the browser's page."""
        return self.id.startswith("session:")


def operator() -> Actor:
    """Return the user of the machine, who may do everything: who can write its files can do so anyway."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "user"
    return Actor(f"machine:{user}", "administrator", user)

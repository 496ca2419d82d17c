"""Who may do what: four roles, the right that each write needs, and the one who acts.

Examples
--------
>>> from gis.rights import Actor, may
>>> visitor = Actor("session:5f1c", "visitor")
>>> may(visitor, "mark"), may(visitor, "import")
(True, False)
"""

from __future__ import annotations

from gis.rights.actor import Actor, operator
from gis.rights.rights import RIGHTS, Right, may, require
from gis.rights.role_book import RoleBook, address_of, read_roles
from gis.rights.roles import ROLES, Role

__all__ = [
    "RIGHTS",
    "ROLES",
    "Actor",
    "Right",
    "Role",
    "RoleBook",
    "address_of",
    "may",
    "operator",
    "read_roles",
    "require",
]

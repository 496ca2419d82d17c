"""Who acts on the pages: whoever sits at the machine itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.rights import Actor, may, operator, require

if TYPE_CHECKING:
    from gis.rights import Right


def here() -> Actor:
    """Return who acts in this session."""
    return operator()


def has(right: Right) -> bool:
    """Whether who acts here has a right."""
    return may(here(), right)


def permitted(right: Right) -> Actor:
    """Return who acts here, once it is known that they have a right.

    Raises
    ------
    RightError
        When they have it not.
    """
    actor = here()
    require(actor, right)
    return actor

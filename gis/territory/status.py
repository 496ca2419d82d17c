"""How far a feature may be trusted."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Status(StrEnum):
    """How far a feature may be trusted, the least sure first; `status.<status>` are its words."""

    ILLUSTRATIVE = "illustrative"
    GENERALISED = "generalised"
    OWN = "own"
    OBSERVED = "observed"
    PUBLISHED = "published"
    OFFICIAL = "official"


SUREST_FIRST: tuple[str, ...] = tuple(status.value for status in reversed(Status))
"""The order in which statuses are listed to people."""
DRAWN: frozenset[str] = frozenset({Status.ILLUSTRATIVE.value, Status.GENERALISED.value})
"""Statuses of what was drawn from published figures: what is measured on it agrees by construction."""


def least_sure(statuses: Iterable[str], *, otherwise: str = "") -> str:
    """Return the least sure of several statuses; `otherwise` where none of them is known.

    Examples
    --------
    >>> least_sure({"official", "own"})
    'own'
    """
    present = set(statuses)
    return next((status.value for status in Status if status in present), otherwise)

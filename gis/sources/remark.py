"""What there is to say of a reply that the layer made of it does not show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_NAMED = 20
"""Features that one remark names; the rest are counted."""


@dataclass(frozen=True)
class Remark:
    """Something that came, or did not, and that the layer itself does not show.

    Attributes
    ----------
    key : str
        What it says is the catalogue's `check.<key>`, what to do about it `check.<key>_mend`.
    count : int
        How many features it speaks of.
    named : tuple[str, ...]
        The first of them.
    """

    key: str
    count: int
    named: tuple[str, ...] = ()

    @classmethod
    def of(cls, key: str, names: Sequence[str]) -> tuple[Remark, ...]:
        """Return what there is to say of some features: nothing where there are none."""
        return (cls(key, len(names), tuple(names[:MOST_NAMED])),) if names else ()

"""What does not fit in a file, with its row and the mend."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from gis.words import say


@dataclass(frozen=True)
class Misfit:
    """Something in a file that does not fit, or that must be looked at.

    Attributes
    ----------
    row : int
        Row of the file, from 1, headings not counted.
    column, value : str
        Where it stands and what stands there; empty for the geometry.
    left_out : bool
        The whole row is left out; otherwise the value only, or nothing where the row is to be looked at.
    """

    row: int
    column: str
    value: str
    reason: str
    mend: str
    left_out: bool

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name."""
        return asdict(self)


def misfit(
    row: int, key: str, *, column: str = "", value: str = "", left_out: bool = True, **words: object
) -> Misfit:
    """Return a misfit in the words of `imports.<key>` and `imports.<key>_mend`."""
    reason = say(f"imports.{key}", column=column, value=value, **words)
    remedy = say(f"imports.{key}_mend", column=column, value=value, **words)
    return Misfit(int(row), column, value, reason, remedy, left_out)

"""What is wrong with a layer, told to people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.errors import NewerStoreError
from gis.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from gis.errors import StoreError

MOST_PROBLEMS = 50
"""Problems of one kind listed one by one."""


@dataclass(frozen=True)
class Problem:
    """Something wrong with a layer: where, what, and how to mend it; told in the language in use.

    Attributes
    ----------
    level : str
        `error`, the layer or feature is left out; `warning`, it is shown all the same.
    key : str
        Its reason and mend are the catalogue's `check.<key>` and `check.<key>_mend`.
    values : tuple
        What fills the placeholders of both.
    """

    layer: str
    feature: str
    level: str
    key: str
    values: tuple[tuple[str, object], ...] = ()

    @property
    def reason(self) -> str:
        """What is wrong."""
        return say(f"check.{self.key}", **dict(self.values))

    @property
    def mend(self) -> str:
        """How to mend it."""
        return say(f"check.{self.key}_mend", **dict(self.values))

    @property
    def sentence(self) -> str:
        """What is wrong and how to mend it, as one sentence."""
        text = say("check.reason_and_mend", reason=self.reason, mend=self.mend)
        return text[:1].upper() + text[1:]

    def as_dict(self) -> dict[str, str]:
        """Return the fields by name, in words."""
        return {
            "layer": self.layer,
            "feature": self.feature,
            "level": self.level,
            "reason": self.reason,
            "mend": self.mend,
        }


def manifest_problem(manifest: Path, error: StoreError) -> Problem:
    """Return what is wrong with a manifest that could not be read."""
    if isinstance(error, NewerStoreError):
        return problem(manifest.name, "manifest_newer", code=manifest.parent.name)
    return problem(manifest.name, "manifest", why=error.__cause__ or error, path=manifest)


def problem(layer: str, key: str, /, *, feature: str = "", level: str = "error", **values: object) -> Problem:
    """Return a problem whose reason and mend are the catalogue's `check.<key>` and `check.<key>_mend`."""
    return Problem(layer, feature, level, key, tuple(values.items()))

"""How far the animals of each group go, and what that makes of a distance."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gis.errors import InputError
from gis.territory import EMBEDDED
from gis.words import in_language, say

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from gis.territory import Territory

FILE = "dispersal.toml"
DEFAULT_GROUP = "butterflies"
AT_MEDIAN = 0.5
"""Probability that a way as long as the median is made: by definition, half of the animals go further."""


@dataclass(frozen=True)
class Group:
    """A group of species that moves alike.

    Attributes
    ----------
    key : str
        Its name in the file.
    median_m : float
        Median dispersal distance in metres.
    basis : str
        `published`, or `assumption` where it is worked out from what is published.
    """

    key: str
    fr: str
    en: str
    median_m: float
    basis: str
    source: str
    source_url: str
    note_fr: str
    note_en: str

    @property
    def title(self) -> str:
        """Its name in the language in use."""
        return in_language(vars(self))

    @property
    def note(self) -> str:
        """Where the median comes from, in the language in use."""
        return in_language(vars(self), "note")


def groups(territory: Territory | None = None) -> dict[str, Group]:
    """Return the groups by key; a territory's own `dispersal.toml` takes the place of the embedded one.

    Raises
    ------
    InputError
        When the file is broken, or a median is not a positive number of metres.
    """
    path = (territory.file(FILE) if territory is not None else None) or EMBEDDED / FILE
    content = read_toml(path)
    found = {key: _group(key, values, path) for key, values in content.items()}
    if not found:
        raise InputError(say("connectivity.no_groups", path=path))
    return found


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file that people may edit.

    Raises
    ------
    InputError
        When it cannot be read; the message names the line.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = say("connectivity.file_broken", path=path, reason=error)
        raise InputError(msg) from error


def group_of(territory: Territory, key: str) -> Group:
    """Return one group.

    Raises
    ------
    InputError
        When no group has that key; the message names the known ones.
    """
    known = groups(territory)
    if key not in known:
        raise InputError(say("connectivity.group_unknown", group=key, known=", ".join(known)))
    return known[key]


def probabilities(metres: NDArray[np.float64], *, median_m: float) -> NDArray[np.float64]:
    """Return ``p = exp(−k d)`` with ``k = ln 2 / median``, so that p is 0.5 at the median; 0 to 1.

    A median of zero stands for animals that never leave: 1 where patches touch, 0 elsewhere.

    Parameters
    ----------
    metres : array of float
        Distances, in metres or in metres' worth of cost; `median_m` in the same unit.

    Raises
    ------
    InputError
        When the median is below zero or not a number.
    """
    check_median(median_m)
    if median_m == 0:
        return (np.asarray(metres) == 0).astype(float)
    return np.asarray(AT_MEDIAN ** (metres / median_m))


def check_median(median_m: float) -> None:
    """Refuse a median that is below zero or not a number.

    Raises
    ------
    InputError
        When it is.
    """
    if not math.isfinite(median_m) or median_m < 0:
        raise InputError(say("connectivity.bad_median", value=median_m))


def _group(key: str, values: Any, path: Path) -> Group:
    try:
        median = float(values["median_m"])
        texts = {name: str(values.get(name, "")) for name in ("basis", "source", "source_url")}
        notes = {name: str(values.get(name, "")) for name in ("note_fr", "note_en")}
        group = Group(key, str(values["fr"]), str(values["en"]), median, **texts, **notes)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        msg = say("connectivity.file_broken", path=path, reason=f"[{key}] {error}")
        raise InputError(msg) from error
    if not median > 0:
        raise InputError(say("connectivity.bad_median", value=median))
    return group

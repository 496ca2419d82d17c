"""The rule that keeps fragile species safe: no place of theirs is ever closer than the commune.

Raptors and owls are disturbed at their nests, toads and newts at their ponds, and the pond of the large
white-faced darter with them. A row that its source calls sensitive is sensitive; the rule adds to it by name
and by group and never takes away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

SENSITIVE_SPECIES = frozenset({"leucorrhinia pectoralis"})
SENSITIVE_GENERA = frozenset(
    [
        "accipiter",
        "astur",
        "buteo",
        "circaetus",
        "circus",
        "milvus",
        "pernis",
        "haliaeetus",
        "pandion",
        "falco",
        "aegolius",
        "asio",
        "athene",
        "bubo",
        "otus",
        "strix",
        "tyto",
        "glaucidium",
        "alytes",
        "bombina",
        "bufo",
        "bufotes",
        "epidalea",
        "hyla",
        "ichthyosaura",
        "lissotriton",
        "pelobates",
        "pelodytes",
        "pelophylax",
        "rana",
        "salamandra",
        "triturus",
    ]
)
"""Diurnal raptors, owls, and amphibians of France, by genus."""
_YES = frozenset({"true", "1", "1.0", "yes", "oui"})
SENSITIVE_GROUPS = frozenset({"amphibian", "amphibia", "amphibians"})


def sensitive(rows: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which rows are of species that are never located, shape (rows,).

    Parameters
    ----------
    rows : DataFrame
        With `scientific_name`, and `sensitive` and `group` where its source has them.
    """
    found = _by_value(rows["scientific_name"], _named)
    if "group" in rows:
        found |= _by_value(rows["group"], SENSITIVE_GROUPS.__contains__)
    if "sensitive" in rows:
        # Text that was read from a table is yes unless it says no; unknown leaves the rule by name to decide.
        found |= _by_value(rows["sensitive"], _YES.__contains__)
    return found


def _named(name: str) -> bool:
    words = name.split()
    return bool(words) and (words[0] in SENSITIVE_GENERA or " ".join(words[:2]) in SENSITIVE_SPECIES)


def _by_value(column: pd.Series, rule: Callable[[str], bool]) -> NDArray[np.bool_]:
    """Return whether a rule holds for each value, asked once for each different one; unknown is no."""
    code, values = pd.factorize(column.astype(object))
    holds = np.array([rule(str(value).strip().lower()) for value in values] + [False], dtype=bool)
    return holds[code]


def blurred(rows: pd.DataFrame, shapes: NDArray[np.object_], commune: BaseGeometry) -> NDArray[np.object_]:
    """Return the shapes of rows, those of sensitive species replaced by the outline of the commune.

    Parameters
    ----------
    rows : DataFrame
        What `sensitive` reads.
    shapes : array of geometry, shape (rows,)
        In the territory's legal system.
    commune : geometry
        In the territory's legal system.
    """
    safe = np.array(shapes, dtype=object)
    safe[sensitive(rows)] = commune
    return safe

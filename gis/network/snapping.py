"""Points brought to the network, and the parts of it that stand alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Snaps:
    """Points brought to the nearest place on an edge.

    Attributes
    ----------
    edge : array of int, shape (points,)
    along : array of float, shape (points,)
        Metres from the tail of the edge.
    away : array of float, shape (points,)
        Metres between the point asked for and the network.
    """

    edge: NDArray[np.int64]
    along: NDArray[np.float64]
    away: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.edge)


@dataclass(frozen=True)
class Island:
    """A part of the network that no way joins to the rest."""

    edges: int
    length_m: float
    point: tuple[float, float]


def along_same_edge(here: Snaps, there: Snaps) -> NDArray[np.float64]:
    """Return the metres from each point to the nearest target on its own edge; infinite where none is."""
    metres = np.full(len(here), np.inf)
    for edge, along in zip(there.edge, there.along, strict=True):
        row = np.flatnonzero(here.edge == edge)
        metres[row] = np.minimum(metres[row], np.abs(here.along[row] - along))
    return metres

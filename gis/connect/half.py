"""Best ways between all patches, kept as half a matrix and built up by letting patches or links in.

When a patch ``v`` is let in, ``p*_ij`` becomes ``max(p*_ij, p*_iv · p*_vj)``, as in the algorithm of Floyd
and Warshall. Ways are the same in both directions, so that only the rows of each band from the diagonal on
are kept up to date: that halves the work, and a band stays in the cache while many patches are let in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

BAND = 64
"""Rows of a band, and patches let in at once."""


class HalfMatrix:
    """Probabilities of the best ways; only what lies right of the diagonal bands is valid.

    Parameters
    ----------
    values : array of float, shape (n, n)
        Symmetric, 1 on the diagonal. It is changed in place.
    """

    def __init__(self, values: NDArray[np.float64], scratch: NDArray[np.float64] | None = None) -> None:
        self.values = values
        self._scratch = np.empty(BAND * len(values)) if scratch is None else scratch

    def copy(self) -> HalfMatrix:
        """Return a copy that may go another way; both use one scratch memory."""
        return HalfMatrix(self.values.copy(), self._scratch)

    def rows(self, members: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return whole rows, shape (members, n)."""
        found = np.empty((len(members), len(self.values)))
        for row, member in zip(found, members, strict=True):
            first = member // BAND * BAND
            row[:first] = self.values[:first, member]
            row[first:] = self.values[member, first:]
        return found

    def let_in(self, members: NDArray[np.intp]) -> None:
        """Allow ways to lead through some patches."""
        for start in range(0, len(members), BAND):
            self._let_in(members[start : start + BAND])

    def let_in_link(self, tail: int, head: int, probability: float) -> None:
        """Allow ways to take a link; ways through patches must all have been allowed before."""
        ends = self.rows(np.array([tail, head]))
        # A link is as good as a patch in its middle, reached from both ends with the root of its probability.
        middle = np.sqrt(probability) * np.maximum(ends[0], ends[1])
        self._improve(middle[None], middle[None])

    def total(self, weights: NDArray[np.float64]) -> float:
        """Return ``Σ_ij w_i w_j p*_ij``."""
        found = 0.0
        for first, last in self._bands():
            band, own = self.values[first:last], weights[first:last]
            found += float(own @ band[:, first:last] @ own + 2 * (own @ band[:, last:] @ weights[last:]))
        return found

    def _let_in(self, members: NDArray[np.intp]) -> None:
        rows = self.rows(members)
        between = rows[:, members].copy()
        for place in range(len(members)):
            np.maximum(between, np.multiply.outer(between[:, place], between[place]), out=between)
        through = rows.copy()
        for place in range(len(members)):
            np.maximum(through, np.multiply.outer(between[:, place], rows[place]), out=through)
        self._improve(rows, through)

    def _improve(self, start: NDArray[np.float64], end: NDArray[np.float64]) -> None:
        for first, last in self._bands():
            block = self.values[first:last, first:]
            product = self._scratch[: block.size].reshape(block.shape)
            for there, back in zip(start, end, strict=True):
                # The outer product, by the linear algebra library: twice as fast as by broadcasting.
                np.dot(there[first:last, None], back[None, first:], out=product)
                np.maximum(block, product, out=block)

    def _bands(self) -> Iterator[tuple[int, int]]:
        size = len(self.values)
        return ((first, min(first + BAND, size)) for first in range(0, size, BAND))

"""Best ways between all patches, kept as half a matrix and built up by letting patches or links in.

When a patch ``v`` is let in, ``p*_ij`` becomes ``max(p*_ij, p*_iv · p*_vj)``, as in the algorithm of Floyd
and Warshall. Ways are the same in both directions, so that only the rows of each band from the diagonal on
are kept up to date: that halves the work, and a band stays in the cache while many patches are let in.
Patches that stand near each other in the matrix let whole bands out of reach be passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

BAND = 32
"""Rows of a band, and patches let in at once: a band and its products then fit in the cache."""


class HalfMatrix:
    """Probabilities of the best ways; only what lies right of the diagonal bands is valid.

    Parameters
    ----------
    values : array of float, shape (n, n)
        Symmetric, 1 on the diagonal. It is changed in place.
    """

    def __init__(self, values: NDArray[np.float64]) -> None:
        self.values = values
        self._scratch = np.empty(BAND * len(values))
        self._spare: list[NDArray[np.float64]] = []

    def copy(self) -> HalfMatrix:
        """Return a copy that may go another way; both use one scratch memory."""
        other = object.__new__(HalfMatrix)
        other.values = self._spare.pop() if self._spare else np.empty_like(self.values)
        other._scratch, other._spare = self._scratch, self._spare
        for first, last in self._bands():
            other.values[first:last, first:] = self.values[first:last, first:]
        return other

    def give_back(self) -> None:
        """Leave the memory to the next copy; the matrix is of no use from here on."""
        self._spare.append(self.values)

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

    def let_in_way(self, way: NDArray[np.float64]) -> None:
        """Allow ways to lead through something reached from each patch with these probabilities."""
        self._improve(way[None], way[None])

    def by_link(self, tail: int, head: int, probability: float) -> NDArray[np.float64]:
        """Return how each patch reaches the middle of a link; ways must lead through all patches already.

        A link is as good as a patch in its middle, reached from both ends with the root of its probability.
        """
        ends = self.rows(np.array([tail, head]))
        return np.asarray(np.sqrt(probability) * np.maximum(ends[0], ends[1]))

    def total(self, weights: NDArray[np.float64], *, way: NDArray[np.float64] | None = None) -> float:
        """Return ``Σ_ij w_i w_j p*_ij``, as if one more way had been let in where it is given."""
        found = 0.0
        for first, last in self._bands():
            band, own = self.values[first:last, first:], weights[first:last]
            if way is not None:
                product = self._product(way[first:last], way[first:])
                band = np.maximum(band, product, out=product)
            width = last - first
            found += float(own @ band[:, :width] @ own + 2 * (own @ band[:, width:] @ weights[last:]))
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
        reached = [np.flatnonzero(back)[[0, -1]] + (0, 1) for back in end]
        for first, last in self._bands():
            for (low, high), there, back in zip(reached, start, end, strict=True):
                if high <= first or low >= last:
                    continue
                block = self.values[first:last, first:high]
                np.maximum(block, self._product(there[first:last], back[first:high]), out=block)

    def _product(self, there: NDArray[np.float64], back: NDArray[np.float64]) -> NDArray[np.float64]:
        product = self._scratch[: len(there) * len(back)].reshape(len(there), len(back))
        # The outer product, by the linear algebra library: twice as fast as by broadcasting.
        return np.dot(there[:, None], back[None], out=product)

    def _bands(self) -> Iterator[tuple[int, int]]:
        size = len(self.values)
        return ((first, min(first + BAND, size)) for first in range(0, size, BAND))

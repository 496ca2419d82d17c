"""A rectangle of paper and the ground in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

SCALES = (
    500, 1_000, 1_250, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 7_500,
    10_000, 12_500, 15_000, 20_000, 25_000, 30_000, 40_000, 50_000, 75_000, 100_000,
)  # fmt: skip
"""Scales for which there are rulers, or that are easily reckoned with."""


@dataclass(frozen=True)
class Frame:
    """A rectangle of paper, in millimetres, and the ground in it, in metres."""

    width: float
    height: float
    bounds: tuple[float, float, float, float]

    @property
    def mm_per_metre(self) -> float:
        """Millimetres of paper for a metre of ground."""
        return self.width / (self.bounds[2] - self.bounds[0])

    @property
    def scale(self) -> int:
        """Denominator of the scale, 2000 for 1:2000."""
        return round(1_000 / self.mm_per_metre)

    @property
    def ground(self) -> BaseGeometry:
        """The ground in the frame."""
        return shapely.box(*self.bounds)

    def to_paper(self, coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return places on paper, (n, 2) in mm from the upper left, for places in metres, (n, 2)."""
        factor = self.mm_per_metre
        x = (coordinates[:, 0] - self.bounds[0]) * factor
        y = (self.bounds[3] - coordinates[:, 1]) * factor
        return np.column_stack([x, y])


def fit(
    bounds: Sequence[float],
    *,
    width: float,
    height: float,
    margin: float = 0.12,
    least_m: float = 120.0,
    round_scale: bool = False,
) -> Frame:
    """Return the frame that shows some ground in a rectangle of paper.

    Parameters
    ----------
    bounds : sequence of float
        Ground to show, (min x, min y, max x, max y) in metres.
    width, height : float
        Rectangle of paper in mm.
    margin : float
        Ground added around, as a share of the larger side.
    least_m : float
        Least width of ground, in metres.
    round_scale : bool
        Take the next scale of `SCALES` that has room for it.

    Examples
    --------
    >>> fit((0, 0, 1_000, 500), width=100, height=50, margin=0.0).scale
    10000
    """
    centre_x, centre_y = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    wide, high = bounds[2] - bounds[0], bounds[3] - bounds[1]
    extra = 2 * margin * max(wide, high)
    ground = max(wide + extra, least_m, (high + extra) * width / height)
    if round_scale:
        wanted = ground / width * 1_000
        # Rounding of metres must not lead to the next scale.
        ground = width / 1_000 * next((scale for scale in SCALES if scale >= wanted - 1e-6), wanted)
    half_w, half_h = ground / 2, ground * height / width / 2
    return Frame(width, height, (centre_x - half_w, centre_y - half_h, centre_x + half_w, centre_y + half_h))

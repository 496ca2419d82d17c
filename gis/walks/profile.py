"""The heights along a walk, and what is climbed for real."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from shapely import LineString

    from gis.crs import Projection

    Heights = Callable[[NDArray[np.float64]], NDArray[np.float64]]

STEP_M = 10.0
"""Distance between samples in metres."""
TURN_M = 10.0
"""A rise or fall counts once it turns around by this much, in metres: less is noise of the relief."""
STEEP_OVER_M = 50.0
SMOOTH_OVER_M = 150.0
"""Recorded heights are averaged over so many metres: a phone's drift by several within a minute."""
_MOST_SAMPLES = 20_000


@dataclass(frozen=True)
class Profile:
    """Heights along a line.

    Attributes
    ----------
    distance_m : array of float, shape (samples,)
        Metres from the start.
    height_m : array of float, shape (samples,)
        NaN where unknown.
    xy : array of float, shape (samples, 2)
        In metres of `projection`.
    projection : Projection
        The territory's legal system.
    """

    distance_m: NDArray[np.float64]
    height_m: NDArray[np.float64]
    xy: NDArray[np.float64]
    projection: Projection

    @cached_property
    def lonlat(self) -> NDArray[np.float64]:
        """Longitude and latitude of the samples in degrees, shape (samples, 2)."""
        return self.projection.to_lonlat(self.xy)

    @property
    def known(self) -> bool:
        """Whether heights are known all along."""
        return bool(np.isfinite(self.height_m).all())

    @cached_property
    def climb(self) -> tuple[float, float]:
        """Ascent and descent in metres; NaN where heights are not known all along."""
        return ascent_descent(self.height_m) if self.known else (np.nan, np.nan)

    @cached_property
    def steepest_pct(self) -> float:
        """Slope of the steepest 50 m in per cent; NaN where heights are not known all along."""
        return steepest(self.distance_m, self.height_m) if self.known else np.nan


def profile_of(
    line: LineString,
    heights: Heights | None,
    projection: Projection,
    *,
    decks: Sequence[tuple[float, float]] = (),
    step: float = STEP_M,
) -> Profile:
    """Sample the heights along a line.

    Parameters
    ----------
    line : LineString
        In metres of `projection`.
    heights : callable or None
        Heights at points of shape (points, 2); nothing where the territory has no relief.
    decks : sequence of (float, float)
        Stretches, in metres from the start, on bridges or below ground: there the height runs straight from
        one end to the other, since the relief shows what lies below or above.
    """
    count = int(min(max(2, np.ceil(line.length / step) + 1), _MOST_SAMPLES))
    distance = np.linspace(0.0, line.length, count)
    distance = np.unique(np.concatenate([distance, np.clip(np.ravel(decks), 0, line.length)]))
    xy = places_along(line, distance)
    height = np.full(len(distance), np.nan) if heights is None else heights(xy)
    for start, end in decks:
        row = (distance >= start) & (distance <= end)
        rim = height[row][[0, -1]]
        height[row] = np.interp(distance[row], distance[row][[0, -1]], rim)
    return Profile(distance, height, xy, projection)


def smoothed(
    distance: NDArray[np.float64], height: NDArray[np.float64], *, over: float = SMOOTH_OVER_M
) -> NDArray[np.float64]:
    """Return heights averaged over a stretch around each place, in metres: for what a phone recorded.

    Parameters
    ----------
    distance : array of float, shape (samples,)
        Metres from the start, growing.
    over : float
        Length of the stretch in metres; shorter at both ends, so that they stay where they are.
    """
    area = np.concatenate([[0.0], np.cumsum(np.diff(distance) * (height[1:] + height[:-1]) / 2)])
    half = np.minimum(over / 2, np.minimum(distance - distance[0], distance[-1] - distance))
    low, high = np.interp(distance - half, distance, area), np.interp(distance + half, distance, area)
    return np.where(half > 0, (high - low) / np.maximum(2 * half, 1e-9), height)


def places_along(line: LineString, distance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the coordinates at many distances along a line, shape (distances, 2).

    In one sweep: asking shapely for each would walk the whole line every time.
    """
    xy = shapely.get_coordinates(line)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    return np.column_stack([np.interp(distance, along, xy[:, axis]) for axis in (0, 1)])


def ascent_descent(height: NDArray[np.float64], *, turn: float = TURN_M) -> tuple[float, float]:
    """Return what is climbed and what is descended, in metres, both positive.

    The line is reduced to its turning points: a rise ends where the height has fallen `turn` metres below
    its highest point, and the other way round. Ascent less descent is the height gained from end to end.
    """
    if len(height) < 2:  # noqa: PLR2004 - one point climbs nothing
        return 0.0, 0.0
    legs = np.diff(_turning_points(np.asarray(height, dtype=float), turn))
    return float(legs[legs > 0].sum()), float(-legs[legs < 0].sum())


def _turning_points(height: NDArray[np.float64], turn: float) -> NDArray[np.float64]:
    step = np.sign(np.diff(height))
    moving = np.flatnonzero(step)
    peaks = moving[1:][np.diff(step[moving]) != 0]
    points = [float(height[0])]
    low = high = float(height[0])
    rising = 0
    for value in [*height[peaks].tolist(), float(height[-1])]:
        low, high = min(low, value), max(high, value)
        if rising >= 0 and high - value >= turn:
            points.append(high)
            rising, low = -1, value
        elif rising <= 0 and value - low >= turn:
            points.append(low)
            rising, high = 1, value
    return np.array([*points, float(height[-1])])


def steepest(
    distance: NDArray[np.float64], height: NDArray[np.float64], *, over: float = STEEP_OVER_M
) -> float:
    """Return the slope of the steepest stretch of `over` metres, in per cent, up or down."""
    length = float(distance[-1] - distance[0])
    window = min(over, length)
    if window <= 0:
        return 0.0
    start = distance[distance <= distance[-1] - window + 1e-6]
    rise = np.interp(start + window, distance, height) - np.interp(start, distance, height)
    return float(100 * np.abs(rise).max() / window)

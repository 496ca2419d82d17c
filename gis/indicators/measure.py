"""What a measure of the map is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gis.indicators.inside import Ground


@dataclass(frozen=True)
class Measure:
    """How one figure is measured on the map.

    Attributes
    ----------
    key : str
        Key of the figure.
    unit : str
        Unit of what is measured.
    layers : tuple of str
        Layers that it needs; without one of them nothing is measured.
    measure : Ground
        How it is measured.
    tolerance : float
        Both agree when they differ by no more, in the unit.
    share_of : (str, str) or None
        Keys of two figures whose ratio in per cent is what is published.
    reads_relief : bool
        Whether it also needs the relief, whose embedded version is drawn.
    alone : bool
        Whether it is worth telling where nobody publishes the figure.
    anywhere : bool
        Whether public services know its layers of any commune, so that a layer not there is told as unknown.
    """

    key: str
    unit: str
    layers: tuple[str, ...]
    measure: Ground
    tolerance: float
    share_of: tuple[str, str] | None = None
    reads_relief: bool = False
    alone: bool = False
    anywhere: bool = False

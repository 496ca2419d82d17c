"""Where to plant: the gaps between habitats whose closing brings most for each metre of hedge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.connectivity.additions import NewHedges, new_links
from gis.connectivity.dispersal import probabilities
from gis.connectivity.patches import HEDGE_WIDTH_M, widen
from gis.connectivity.planting.effect import PRICE_EUR_M
from gis.connectivity.planting.gaps import gaps_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.connectivity.analysis import Connectivity
    from gis.connectivity.planting.gaps import HabitatGap
    from gis.crs import Projection


@dataclass(frozen=True, eq=False)
class Proposal:
    """A gap that a hedge could close.

    Attributes
    ----------
    line : LineString
        Where to plant, in metres.
    from_id, to_id : str
        The habitats at its ends.
    where : str
        `field_edge` or `path`.
    length_m, cost_eur : float
        Metres to plant and their assumed price before tax.
    gain_pct : float
        Growth of PC in per cent, once the proposals before it are planted.
    gain_pct_per_100_m : float
    gain_alone_pct : float
        Growth of PC in per cent if this were the only one planted.
    """

    line: shapely.LineString
    from_id: str
    to_id: str
    where: str
    length_m: float
    cost_eur: float
    gain_pct: float
    gain_pct_per_100_m: float
    gain_alone_pct: float
    projection: Projection

    def as_dict(self) -> dict[str, Any]:
        """Return the proposal as plain data, its geometry in WGS 84."""
        shape = self.projection.to_wgs84(np.array([self.line], dtype=object))[0]
        gains = ("gain_pct", "gain_pct_per_100_m", "gain_alone_pct")
        names = ("from_id", "to_id", "where", "length_m", "cost_eur", *gains)
        return {**{name: getattr(self, name) for name in names}, "geometry": shapely.geometry.mapping(shape)}


def propose_hedges(now: Connectivity, *, most: int = 8, budget_m: float | None = None) -> list[Proposal]:
    """Return the gaps to close, best first: each the one that then brings most PC for each metre.

    Parameters
    ----------
    now : Connectivity
        The commune as it is.
    most : int
        How many to propose.
    budget_m : float, optional
        Metres that may be planted in all.

    Raises
    ------
    LayerMissingError
        When no field edge and no green path is known.
    """
    gaps = gaps_of(now)
    if not gaps:
        return []
    lines = np.array([gap.line for gap in gaps], dtype=object)
    metres = shapely.length(lines)
    reach = _reach(now, gaps, lines)
    best, area, gain_area = now.best.copy(), now.graph.area, metres * HEDGE_WIDTH_M
    left = np.full(len(gaps), True)
    found: list[Proposal] = []
    alone = np.zeros(0)
    rest = np.inf if budget_m is None else budget_m
    whole = float(area @ best @ area)
    while len(found) < most and np.any(left & (metres <= rest)):
        gain = np.full(len(gaps), -np.inf)
        for row in np.flatnonzero(left & (metres <= rest)):
            gain[row] = _gain(best, area, reach[row], gain_area[row])
        alone = alone if found else 100 * gain / whole
        chosen = int(np.argmax(gain / metres))
        if not gain[chosen] > 0:
            break
        gains = float(100 * gain[chosen] / whole), float(alone[chosen])
        found.append(_proposal(now, gaps[chosen], *gains))
        way = (reach[chosen][:, None] * best).max(axis=0)
        best = np.maximum(best, np.multiply.outer(way, way))
        whole, left[chosen], rest = whole + gain[chosen], False, rest - metres[chosen]
        left &= shapely.length(shapely.intersection(lines, lines[chosen])) < metres / 2
    return found


def _reach(
    now: Connectivity, gaps: tuple[HabitatGap, ...], lines: NDArray[np.object_]
) -> NDArray[np.float64]:
    """Return the probability of going directly from each gap's hedge to each patch; 1 at its two ends."""
    count = len(now.patches)
    found = np.zeros((len(gaps), count))
    shapes = widen(lines, HEDGE_WIDTH_M)
    tail, head, metres = new_links(now, NewHedges(lines, shapes, shapely.area(shapes)), among=False)
    probability = probabilities(metres, median_m=now.median_m * now.unit_cost)
    np.maximum.at(found, (head - count, tail), probability)
    for row, gap in enumerate(gaps):
        found[row, [gap.tail, gap.head]] = 1.0
    return found


def _gain(
    best: NDArray[np.float64], area: NDArray[np.float64], direct: NDArray[np.float64], own: float
) -> float:
    """Return how much ``Σ a_i a_j p*_ij`` grows with a patch reached with probabilities `direct`."""
    linked = np.flatnonzero(direct)
    way = (direct[linked, None] * best[linked]).max(axis=0)
    better = np.maximum(np.multiply.outer(way, way) - best, 0.0)
    return float(area @ better @ area + 2 * own * (way @ area) + own**2)


def _proposal(now: Connectivity, gap: HabitatGap, gain_pct: float, alone_pct: float) -> Proposal:
    metres = float(gap.line.length)
    ids = now.patches.id
    return Proposal(
        gap.line,
        str(ids[gap.tail]),
        str(ids[gap.head]),
        gap.where,
        metres,
        metres * PRICE_EUR_M,
        gain_pct,
        100 * gain_pct / metres,
        alone_pct,
        now.territory.projection,
    )

"""What a new hedge would bring: the connectivity before and after, and what it may cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.connectivity.additions import NewHedges, extended
from gis.connectivity.indices import HabitatGraph, best_probabilities, components, equivalent_area
from gis.connectivity.patches import HEDGE_WIDTH_M, LEAST_M2, widen
from gis.errors import FootprintError
from gis.words import length, number, say

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.connectivity.analysis import Connectivity
    from gis.crs import Projection

PRICE_EUR_M = 15.6
"""Assumed price of a metre of hedge, a single row, before tax: 1,560 € for 100 m,
https://www.agri71.fr/articles/14/10/2022/Planter-des-haies-oui-mais-a-quel-prix-89459/."""


@dataclass(frozen=True, eq=False)
class PlantingEffect:
    """The connectivity of a commune without and with a new hedge.

    Attributes
    ----------
    lines : array of LineString
        What would be planted, in metres: inside the commune, outside habitat.
    length_m, cost_eur, price_eur_m : float
        Metres planted, their assumed price before tax, and that of one metre.
    cut_m, covered_m : float
        Metres drawn outside the commune, and inside habitat, that do not count.
    pc_before, pc_after : float
        Probability of connectivity, 0 to 1.
    equivalent_before_m2, equivalent_after_m2 : float
        Area of one single patch as well connected.
    components_before, components_after : int
        Groups of patches joined by links no longer than the median.
    links : GeoDataFrame
        The direct links of the hedge: `to_id`, `metres`, `probability`, lines in metres.
    projection : Projection
        The territory's legal system.
    """

    lines: NDArray[np.object_]
    length_m: float
    cost_eur: float
    price_eur_m: float
    cut_m: float
    covered_m: float
    pc_before: float
    pc_after: float
    equivalent_before_m2: float
    equivalent_after_m2: float
    components_before: int
    components_after: int
    links: gpd.GeoDataFrame
    projection: Projection

    @property
    def gain_pct(self) -> float | None:
        """How much PC grows, in per cent of what it was; nothing where there was none."""
        return 100 * (self.pc_after / self.pc_before - 1) if self.pc_before > 0 else None

    @property
    def gain_m2_per_metre(self) -> float:
        """Growth of the equivalent area in m² for each metre planted."""
        return (self.equivalent_after_m2 - self.equivalent_before_m2) / self.length_m

    @property
    def notices(self) -> list[str]:
        """What to know of the answer, in the language in use."""
        texts = [say("connectivity.notice_gain"), notice_of_price(self.price_eur_m)]
        if self.cut_m > 1:
            texts.append(say("connectivity.hedge_cut", length=length(self.cut_m)))
        if self.covered_m > 1:
            texts.append(say("connectivity.hedge_covered", length=length(self.covered_m)))
        return texts

    def as_dict(self) -> dict[str, Any]:
        """Return the effect as plain data, its geometry in WGS 84."""
        parts = shapely.get_parts(self.lines)
        parts = parts[shapely.get_dimensions(parts) == 1]
        shape = self.projection.to_wgs84(np.array([shapely.multilinestrings(list(parts))], dtype=object))[0]
        return {
            "length_m": self.length_m,
            "cost_eur": self.cost_eur,
            "price_eur_m": self.price_eur_m,
            "cut_m": self.cut_m,
            "covered_m": self.covered_m,
            "pc_before": self.pc_before,
            "pc_after": self.pc_after,
            "gain_pct": self.gain_pct,
            "equivalent_before_m2": self.equivalent_before_m2,
            "equivalent_after_m2": self.equivalent_after_m2,
            "components_before": self.components_before,
            "components_after": self.components_after,
            "links": len(self.links),
            "notices": self.notices,
            "geometry": shapely.geometry.mapping(shape),
        }


def notice_of_price(price_eur_m: float = PRICE_EUR_M) -> str:
    """Return what the price of a metre rests on, in the language in use: its source, or who asks."""
    key = "notice_cost" if price_eur_m == PRICE_EUR_M else "notice_cost_own"
    return say(f"connectivity.{key}", price=number(price_eur_m, decimals=2))


def effect_of(
    now: Connectivity, lines: NDArray[np.object_], *, price_eur_m: float = PRICE_EUR_M
) -> PlantingEffect:
    """Return what hedges along some lines would change.

    Links that are known stay; the hedges add patches and links, so that PC never falls.

    Parameters
    ----------
    now : Connectivity
        The commune as it is.
    lines : array of LineString
        In the territory's legal system, each a hedge of `HEDGE_WIDTH_M`.
    price_eur_m : float
        Assumed price of a metre before tax.

    Raises
    ------
    FootprintError
        When nothing of the lines lies in the commune, or too little outside known habitat.
    """
    inside = shapely.intersection(lines, now.territory.commune)
    cut = float(shapely.length(lines).sum() - shapely.length(inside).sum())
    if not shapely.length(inside).sum() > 0:
        raise FootprintError(say("connectivity.hedge_outside"))
    planted, ground = _planted(now, inside)
    new = NewHedges(planted, ground, shapely.area(ground))
    graph, direct = extended(now, new)
    metres = float(shapely.length(planted).sum())
    after = float(graph.area @ best_probabilities(graph) @ graph.area) / now.landscape_m2**2
    near = _within_median(now, graph)
    return PlantingEffect(
        planted,
        metres,
        metres * price_eur_m,
        price_eur_m,
        cut,
        float(shapely.length(inside).sum()) - metres,
        now.pc,
        max(after, now.pc),
        now.equivalent_m2,
        equivalent_area(max(after, now.pc), landscape_m2=now.landscape_m2),
        int(now.component.max(initial=-1)) + 1,
        int(components(near).max(initial=-1)) + 1,
        direct,
        now.territory.projection,
    )


def _planted(
    now: Connectivity, lines: NDArray[np.object_]
) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """Return what of the lines would be new, and the ground that each covers that nothing else does."""
    habitat = now.patches.geometry
    near = shapely.dwithin(habitat, shapely.union_all(lines), HEDGE_WIDTH_M)
    known: BaseGeometry = shapely.union_all(habitat[near])
    planted, ground = [], []
    for line in lines:
        wide = widen(np.array([line], dtype=object), HEDGE_WIDTH_M)[0]
        shape = shapely.difference(shapely.intersection(wide, now.territory.commune), known)
        known = shapely.union(known, shape)
        if shape.area >= LEAST_M2:
            planted.append(shapely.intersection(line, shape))
            ground.append(shape)
    if not planted:
        raise FootprintError(say("connectivity.hedge_short", metres=number(LEAST_M2 / HEDGE_WIDTH_M)))
    return np.array(planted, dtype=object), np.array(ground, dtype=object)


def _within_median(now: Connectivity, graph: HabitatGraph) -> HabitatGraph:
    # Rounding may put a link of just the median a hair below one half.
    near = graph.probability >= 0.5 * (1 - 1e-9)
    if now.median_m == 0:
        near = graph.probability > 0
    # A link over stepping stones may be longer than the median, though no step of it is.
    near[: len(now.links)] |= now.near
    return HabitatGraph(graph.area, graph.tail[near], graph.head[near], graph.probability[near])

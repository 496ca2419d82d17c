"""How the habitats of a commune hold together for a group of species: patches, links, indices, corridors."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np

from gis.connectivity.corridors import corridors_of
from gis.connectivity.dispersal import DEFAULT_GROUP, check_median, group_of, probabilities
from gis.connectivity.habitat_links import (
    LEAST_PROBABILITY,
    MODES,
    Links,
    least_cost_links,
    terrain_of,
)
from gis.connectivity.indices import (
    HabitatGraph,
    Importance,
    best_probabilities,
    components,
    equivalent_area,
    importance_of_links,
    importance_of_patches,
    integral_index,
    probability_of_connectivity,
)
from gis.connectivity.patches import Patches, patches_of
from gis.connectivity.stepping_stones import links_around, stones_of
from gis.errors import InputError
from gis.territory import memoised
from gis.words import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.connectivity.dispersal import Group
    from gis.territory import Territory


@dataclass(frozen=True, eq=False)
class Connectivity:
    """The patches of a commune and how they are joined, for one group of species.

    Attributes
    ----------
    territory : Territory
    group : Group
    mode : str
        `euclidean`, straight from edge to edge, or `least_cost`, over the land by the cheapest way.
    median_m : float
        Median dispersal distance in metres.
    unit_cost : float
        What a metre costs in the median cell between patches; 1 for straight links.
    patches : Patches
    links : Links
        Distances in metres, or costs in metres' worth.
    graph : HabitatGraph
        Areas and probabilities.
    landscape_m2 : float
        ``A_L``, the area of the commune.
    lines : array of LineString or None, shape (links,), optional
        Where links lead, in metres; straight from edge to edge where nothing is given.
    stones : int
        Stepping stones outside the commune that straight links lead over; nothing of them is counted.
    """

    territory: Territory
    group: Group
    mode: str
    median_m: float
    unit_cost: float
    patches: Patches
    links: Links
    graph: HabitatGraph
    landscape_m2: float
    lines: NDArray[np.object_] | None = field(default=None, repr=False)
    stones: int = 0

    @cached_property
    def best(self) -> NDArray[np.float64]:
        """``p*_ij`` between all patches, shape (patches, patches)."""
        return best_probabilities(self.graph)

    @cached_property
    def pc(self) -> float:
        """Probability of connectivity, 0 to 1 (Saura & Pascual-Hortal 2007)."""
        return probability_of_connectivity(self.graph.area, self.best, landscape_m2=self.landscape_m2)

    @cached_property
    def iic(self) -> float:
        """Integral index of connectivity, 0 to 1; two are linked where no step is longer than the median."""
        return integral_index(self._near, landscape_m2=self.landscape_m2)

    @cached_property
    def near(self) -> NDArray[np.bool_]:
        """Which links have no single step that is longer than the median distance."""
        return self.links.longest <= self.median_m * self.unit_cost

    @cached_property
    def _near(self) -> HabitatGraph:
        near, graph = self.near, self.graph
        return HabitatGraph(graph.area, graph.tail[near], graph.head[near], graph.probability[near])

    @property
    def equivalent_m2(self) -> float:
        """Area in m² of one single patch that would be as well connected."""
        return equivalent_area(self.pc, landscape_m2=self.landscape_m2)

    @cached_property
    def component(self) -> NDArray[np.int64]:
        """Number of the component of each patch: patches joined by steps no longer than the median."""
        return components(self._near)

    @cached_property
    def importance(self) -> Importance:
        """Loss of PC without each patch, dPC, with its three fractions, in per cent."""
        return importance_of_patches(self.graph, self.best)

    @cached_property
    def link_importance(self) -> NDArray[np.float64]:
        """Loss of PC without each link, dPC, all of it connector, in per cent."""
        return importance_of_links(self.graph, self.best)

    @cached_property
    def patch_table(self) -> gpd.GeoDataFrame:
        """One row a patch, most important first: layer, id, name, area, component, dPC and its fractions."""
        share = self.importance
        table = gpd.GeoDataFrame(
            {
                "layer": self.patches.layer,
                "id": self.patches.id,
                "name": self.patches.name,
                "area_m2": self.patches.area,
                "component": self.component,
                "dpc": share.dpc,
                "dpc_intra": share.intra,
                "dpc_flux": share.flux,
                "dpc_connector": share.connector,
            },
            geometry=self.patches.geometry,
            crs=self.territory.projection.crs,
        )
        return table.sort_values("dpc", ascending=False, kind="stable", ignore_index=True)

    @cached_property
    def corridors(self) -> gpd.GeoDataFrame:
        """The links that best ways take, as lines, most important first; those of no length are left out."""
        return corridors_of(self)

    def summary(self) -> dict[str, Any]:
        """Return the figures of the whole as plain data."""
        return {
            "group": self.group.key,
            "title": self.group.title,
            "mode": self.mode,
            "median_m": self.median_m,
            "basis": self.group.basis,
            "source": self.group.source,
            "source_url": self.group.source_url,
            "status": self.patches.status,
            "patches": len(self.patches),
            "habitat_m2": float(self.patches.area.sum()),
            "landscape_m2": self.landscape_m2,
            "links": len(self.links),
            "components": int(self.component.max(initial=-1)) + 1,
            "iic": self.iic,
            "pc": self.pc,
            "equivalent_m2": self.equivalent_m2,
        }


def connectivity_of(
    territory: Territory,
    *,
    group: str = DEFAULT_GROUP,
    mode: str = "euclidean",
    median_m: float | None = None,
) -> Connectivity:
    """Return the connectivity of a territory; the same question is worked out once.

    Straight links may lead over habitats outside the commune, where its layers tell of them; patches, areas
    and ``A_L`` are those of the commune all the same.

    Parameters
    ----------
    group : str
        Key of a group of species of `groups`.
    mode : str
        One of `MODES`.
    median_m : float, optional
        Median dispersal distance in metres, in place of that of the group.

    Raises
    ------
    InputError
        When the group or mode is unknown, or the median below zero.
    LayerMissingError
        When the territory has no outline or no habitat layer.
    """
    if mode not in MODES:
        raise InputError(say("connectivity.mode_unknown", mode=mode, known=", ".join(MODES)))
    chosen = group_of(territory, group)
    median = chosen.median_m if median_m is None else float(median_m)
    check_median(median)
    shelf = _shelf(territory)
    key = (group, mode, median)
    with shelf.lock:
        if key not in shelf.known:
            shelf.known[key] = _work_out(territory, chosen, mode, median)
        return shelf.known[key]


@dataclass(eq=False)
class _Answers:
    known: dict[tuple[str, str, float], Connectivity] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


@memoised
def _shelf(territory: Territory) -> _Answers:  # noqa: ARG001 - it lies on the territory, and goes with it
    return _Answers()


def _work_out(territory: Territory, group: Group, mode: str, median: float) -> Connectivity:
    patches = patches_of(territory)
    unit, lines, stones = 1.0, None, 0
    if mode == "euclidean":
        reach = median * np.log2(1 / LEAST_PROBABILITY)
        around = links_around(patches, stones_of(territory), median_m=median, reach_m=reach)
        links, lines, stones = around.links, around.lines, around.stones
    else:
        links, lines = least_cost_links(territory)
        unit = terrain_of(territory).reference_cost
    probability = probabilities(links.metres, median_m=median * unit)
    graph = HabitatGraph(patches.area, links.tail, links.head, probability)
    landscape = float(territory.commune.area)
    return Connectivity(territory, group, mode, median, unit, patches, links, graph, landscape, lines, stones)

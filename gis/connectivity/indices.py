"""Indices of connectivity over a graph of patches, and what each patch and link brings to them.

Sources: Saura & Pascual-Hortal 2007, Landscape and Urban Planning 83 (PC and dPC,
https://doi.org/10.1016/j.landurbplan.2007.03.005); Pascual-Hortal & Saura 2006, Landscape Ecology 21 (IIC,
https://doi.org/10.1007/s10980-006-0013-z); Saura & Rubio 2010, Ecography 33 (the three fractions,
https://doi.org/10.1111/j.1600-0587.2009.05760.x).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, shortest_path

from gis.connectivity.removal import best_ways, connector_of_links, connector_of_patches

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class HabitatGraph:
    """Patches and the links between them.

    Attributes
    ----------
    area : array of float, shape (patches,)
        Areas in m².
    tail, head : arrays of int, shape (links,)
        Patches at both ends; a pair of patches stands once at most.
    probability : array of float, shape (links,)
        Probability that an animal of the group goes directly from one patch to the other, 0 to 1.
    """

    area: NDArray[np.float64]
    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    probability: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.area)

    @property
    def size(self) -> int:
        """Number of links."""
        return len(self.tail)

    def without_patch(self, patch: int) -> HabitatGraph:
        """Return the graph without one patch; the others keep their order."""
        others = np.arange(len(self)) != patch
        place = np.cumsum(others) - 1
        stay = others[self.tail] & others[self.head]
        tail, head = place[self.tail[stay]], place[self.head[stay]]
        return HabitatGraph(self.area[others], tail, head, self.probability[stay])

    def without_link(self, link: int) -> HabitatGraph:
        """Return the graph without one link."""
        stay = np.arange(self.size) != link
        return HabitatGraph(self.area, self.tail[stay], self.head[stay], self.probability[stay])


@dataclass(frozen=True, eq=False)
class Importance:
    """What each patch brings to PC, in per cent of it; arrays of shape (patches,).

    Attributes
    ----------
    dpc : array of float
        ``dPC_k = 100 · (PC − PC without k) / PC``, 0 to 100: the loss if the patch vanished.
    intra : array of float
        ``100 · a_k² / (A_L² · PC)``: what can be lived in inside the patch itself.
    flux : array of float
        ``100 · 2 Σ_{j≠k} a_k a_j p*_kj / (A_L² · PC)``: what comes and goes with it as start or end.
    connector : array of float
        ``dPC − intra − flux``: ways between other patches that pass through it and have no better one.
    """

    dpc: NDArray[np.float64]
    intra: NDArray[np.float64]
    flux: NDArray[np.float64]
    connector: NDArray[np.float64]


def best_probabilities(graph: HabitatGraph) -> NDArray[np.float64]:
    """Return ``p*_ij``, the greatest product of probabilities over every way from i to j.

    Worked out as the shortest way for ``−log p`` (Dijkstra). Shape (patches, patches), values 0 to 1, 1 on
    the diagonal, 0 where no way leads.
    """
    if not len(graph):
        return np.zeros((0, 0))
    return best_ways(len(graph), graph.tail, graph.head, graph.probability)


def probability_of_connectivity(
    area: NDArray[np.float64], best: NDArray[np.float64], *, landscape_m2: float
) -> float:
    """Return ``PC = Σ_i Σ_j a_i a_j p*_ij / A_L²``, 0 to 1.

    The probability that two animals put anywhere in the landscape fall in habitat from which they can reach
    each other. It is 0 without habitat, and 1 where the whole landscape is one habitat. Cutting a patch in
    parts between which p is 1 does not change it.

    Parameters
    ----------
    area : array of float, shape (patches,)
        In m².
    best : array of float, shape (patches, patches)
        ``p*`` of `best_probabilities`.
    landscape_m2 : float
        ``A_L``, the area of the town in m².
    """
    return float(area @ best @ area) / landscape_m2**2


def integral_index(graph: HabitatGraph, *, landscape_m2: float) -> float:
    """Return ``IIC = Σ_i Σ_j a_i a_j / (1 + nl_ij) / A_L²``, 0 to 1.

    ``nl_ij`` is the least number of links between i and j; pairs that no way joins count for nothing. Every
    link of the graph counts alike, whatever its probability: give it only those that the group crosses.
    """
    if not len(graph):
        return 0.0
    matrix = csr_array((np.ones(graph.size), (graph.tail, graph.head)), shape=(len(graph), len(graph)))
    hops = shortest_path(matrix, directed=False, unweighted=True)
    return float(graph.area @ (1 / (1 + hops)) @ graph.area) / landscape_m2**2


def equivalent_area(pc: float, *, landscape_m2: float) -> float:
    """Return ``EC = A_L · √PC``: the area in m² of one single patch that would be as well connected."""
    return landscape_m2 * float(np.sqrt(pc))


def components(graph: HabitatGraph) -> NDArray[np.int64]:
    """Return the number of the component of each patch, 0 for the one with the greatest area of habitat."""
    if not len(graph):
        return np.zeros(0, dtype=np.int64)
    matrix = csr_array((np.ones(graph.size), (graph.tail, graph.head)), shape=(len(graph), len(graph)))
    count, label = connected_components(matrix, directed=False)
    order = np.argsort(-np.bincount(label, graph.area, minlength=count), kind="stable")
    rank = np.empty(count, dtype=np.int64)
    rank[order] = np.arange(count)
    return rank[label]


def importance_of_patches(graph: HabitatGraph, best: NDArray[np.float64] | None = None) -> Importance:
    """Return dPC of each patch and its three fractions, in per cent of PC.

    They do not depend on the area of the landscape, which divides both sides. Nothing has importance where
    there is no habitat.
    """
    best = best_probabilities(graph) if best is None else best
    area = graph.area
    whole = float(area @ best @ area)
    if not whole > 0:
        none = np.zeros(len(graph))
        return Importance(none, none, none, none)
    intra = 100 * area**2 / whole
    flux = 100 * 2 * area * (best @ area - area) / whole
    connector = 100 * connector_of_patches(graph, best) / whole
    return Importance(intra + flux + connector, intra, flux, connector)


def importance_of_links(graph: HabitatGraph, best: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
    """Return dPC of each link in per cent of PC, shape (links,).

    A link holds no habitat, so that its intra and flux are 0 and its dPC is all connector (Saura & Rubio
    2010). It is 0 for a link that is not the best way between its own ends.
    """
    best = best_probabilities(graph) if best is None else best
    whole = float(graph.area @ best @ graph.area)
    if not whole > 0:
        return np.zeros(graph.size)
    return 100 * connector_of_links(graph, best) / whole

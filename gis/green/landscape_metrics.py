"""Metrics of a mosaic of cells as FRAGSTATS defines them: patches of 8 neighbours, the outer border left out.

McGarigal, Cushman & Ene (2012), FRAGSTATS v4: https://www.fragstats.org/index.php/documentation.
Class metrics give one value for each code, landscape metrics one value.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import ndimage

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

HECTARE_M2 = 10_000.0
NOTHING = 0
"""Code of the cells outside the landscape."""
_EIGHT_NEIGHBOURS = np.ones((3, 3), dtype=int)


@dataclass(frozen=True, eq=False)
class CellMosaic:
    """Cells of the kinds of land, and what every metric counts on them.

    Attributes
    ----------
    cells : array of int, shape (rows, columns)
        Code of the kind of land from 1 on; 0 outside the landscape.
    cell_m : float
        Side of a cell in metres.
    """

    cells: NDArray[np.integer[Any]]
    cell_m: float

    @cached_property
    def codes(self) -> NDArray[np.integer[Any]]:
        """The codes that are there, in order."""
        found = np.unique(self.cells)
        return found[found != NOTHING]

    @cached_property
    def patch_areas(self) -> list[NDArray[np.float64]]:
        """Areas in hectares of the patches of each code."""
        cell_ha = self.cell_m**2 / HECTARE_M2
        labels = (ndimage.label(self.cells == code, _EIGHT_NEIGHBOURS)[0] for code in self.codes)
        return [np.bincount(label.ravel())[1:].astype(np.float64) * cell_ha for label in labels]

    @cached_property
    def areas(self) -> NDArray[np.float64]:
        """Area in hectares of each code."""
        return np.array([areas.sum() for areas in self.patch_areas])

    @cached_property
    def area(self) -> float:
        """Area of the landscape in hectares."""
        return float(self.areas.sum())

    @cached_property
    def neighbours(self) -> NDArray[np.int64]:
        """How often two codes lie side by side, each pair counted from both; shape (codes, codes)."""
        at = np.searchsorted(self.codes, self.cells)
        size = len(self.codes)
        counts = np.zeros(size * size, dtype=np.int64)
        for one, two in (
            ((slice(None), slice(-1)), (slice(None), slice(1, None))),
            ((slice(-1), slice(None)), (slice(1, None), slice(None))),
        ):
            inside = (self.cells[one] != NOTHING) & (self.cells[two] != NOTHING)
            counts += np.bincount(at[one][inside] * size + at[two][inside], minlength=size * size)
        square = counts.reshape(size, size)
        return square + square.T

    @cached_property
    def edges_m(self) -> NDArray[np.float64]:
        """Metres of edge between each code and all others."""
        return (self.neighbours.sum(axis=1) - np.diag(self.neighbours)) * self.cell_m


def proportion_of_landscape(mosaic: CellMosaic) -> NDArray[np.float64]:
    """Return PLAND, how much of the landscape each kind covers: `100 · Σa / A`.

    In per cent, above 0 to 100. Reads as: 100 where the landscape is of one kind. FRAGSTATS.
    """
    return 100 * mosaic.areas / mosaic.area


def number_of_patches(mosaic: CellMosaic) -> NDArray[np.float64]:
    """Return NP, the patches of each kind.

    From 1 on, no unit. Reads as: more patches of the same area are a kind cut into more pieces. FRAGSTATS.
    """
    return np.array([float(len(areas)) for areas in mosaic.patch_areas])


def patch_density(mosaic: CellMosaic) -> NDArray[np.float64]:
    """Return PD, the patches of each kind for 100 ha of landscape: `100 · n / A`.

    Above 0. Reads as `number_of_patches`, but landscapes of unlike size may be compared. FRAGSTATS.
    """
    return 100 * number_of_patches(mosaic) / mosaic.area


def largest_patch_index(mosaic: CellMosaic) -> NDArray[np.float64]:
    """Return LPI, how much of the landscape the largest patch of each kind covers: `100 · max a / A`.

    In per cent, above 0 to 100. Reads as: near 0 where even the largest is small; 100 where it is everything.
    FRAGSTATS.
    """
    return 100 * np.array([areas.max() for areas in mosaic.patch_areas]) / mosaic.area


def class_edge_density(mosaic: CellMosaic) -> NDArray[np.float64]:
    """Return ED, the edge between each kind and all others: `Σe / A`.

    In metres for each hectare, from 0 on. Reads as: 0 where it has no neighbour; more where it is cut up or
    drawn out. FRAGSTATS.
    """
    return mosaic.edges_m / mosaic.area


def area_mn(mosaic: CellMosaic) -> NDArray[np.float64]:
    """Return AREA_MN, the mean area of the patches of each kind: `Σa / n`.

    In hectares, above 0. Reads as: small where a kind lies scattered. FRAGSTATS.
    """
    return mosaic.areas / number_of_patches(mosaic)


def shannon_diversity_index(mosaic: CellMosaic) -> float:
    """Return SHDI, the diversity of kinds: `−Σ p ln p`, where p is a kind's share of the landscape.

    No unit, from 0 on. Reads as: 0 with one kind; ln of their number where all shares are equal; it weighs
    rare kinds more than Simpson's. FRAGSTATS, after Shannon & Weaver (1949).
    """
    return _entropy(mosaic.areas / mosaic.area)


def contagion(mosaic: CellMosaic) -> float:
    """Return CONTAG, how much m kinds lie in blocks: `100 · (1 + Σᵢ Σₖ qᵢₖ ln qᵢₖ / (2 ln m))`.

    qᵢₖ is the share of kinds i and k among all pairs of neighbouring cells (Riitters et al. 1996, who count
    each pair from both sides). FRAGSTATS takes `pᵢ · gᵢₖ / Σₖ gᵢₖ` for it, after Li & Reynolds (1993):
    the same but for the cells at the border. In per cent, 0 to 100. Reads as: near 0 where all pairs of kinds
    lie side by side equally often; near 100 where nearly all cells lie inside blocks of few kinds. NaN where
    it is not defined: with one kind alone, or where no two cells touch.
    """
    kinds = len(mosaic.codes)
    pairs = mosaic.neighbours.sum()
    if kinds == 1 or not pairs:
        return float("nan")
    shares = mosaic.neighbours / pairs
    return float(100 * (1 - _entropy(shares.ravel()) / (2 * np.log(kinds))))


def effective_mesh_size(mosaic: CellMosaic) -> float:
    """Return MESH, the area in which two points put anywhere in the landscape could meet: `Σa² / A`.

    In hectares, from one cell to the whole landscape. Reads as: A where one patch is everything; the smaller,
    the more cut up. FRAGSTATS, after Jaeger (2000).
    """
    return float(sum((areas**2).sum() for areas in mosaic.patch_areas) / mosaic.area)


def edge_density(mosaic: CellMosaic) -> float:
    """Return ED, the edge between all kinds: `E / A`, each edge counted once.

    In metres for each hectare, from 0 on. Reads as: 0 where the landscape is of one kind. FRAGSTATS.
    """
    return float(mosaic.edges_m.sum() / 2 / mosaic.area)


CLASS_METRICS: dict[str, Callable[[CellMosaic], NDArray[np.float64]]] = {
    "proportion_of_landscape": proportion_of_landscape,
    "number_of_patches": number_of_patches,
    "patch_density": patch_density,
    "largest_patch_index": largest_patch_index,
    "edge_density": class_edge_density,
    "area_mn": area_mn,
}
LANDSCAPE_METRICS: dict[str, Callable[[CellMosaic], float]] = {
    "shannon_diversity_index": shannon_diversity_index,
    "contagion": contagion,
    "effective_mesh_size": effective_mesh_size,
    "edge_density": edge_density,
}


def _entropy(shares: NDArray[np.float64]) -> float:
    present = shares[shares > 0]
    return float(-(present * np.log(present)).sum())

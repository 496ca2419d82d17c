"""What lives and lies around a subject, within 100 and 500 m."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.dossiers.belt import belt_walk
from gis.dossiers.index import indexes_of
from gis.once import once

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.dossiers.index import Index
    from gis.dossiers.records import Subject
    from gis.territory import Territory

RADII_M = (100.0, 500.0)
HEDGE_RADIUS_M = 200.0
HECTARE_M2 = 10_000
SPECIES = "species_sites"
ROUNDNESS = 4
"""Segments in a quarter of a circle: 500 m around is then right to 10 m."""


@dataclass(frozen=True)
class Ring:
    """What lies within some distance of the subject; nothing where the layer has no data.

    Attributes
    ----------
    species : dict or None
        Number of species by group, among those placed more closely than the commune.
    """

    radius_m: float
    shafts: int | None
    gardens: int | None
    hedges_m: float | None
    paths_m: float | None
    species: dict[str, int] | None


@dataclass(frozen=True)
class Surroundings:
    """What lives and lies around.

    Attributes
    ----------
    rings : tuple of Ring
        Within 100 and 500 m.
    hedge_density_m_ha : float or None
        Metres of hedge for each hectare within 200 m, subject included, inside the commune.
    sensitive_species : bool or None
        Whether the commune has sensitive species; where they are is never told.
    commune_species : dict or None
        Number of species by group known for the commune as a whole, sensitive ones included.
    belt_walk_m : float or None
        To the green belt on foot along the paths; nothing where it cannot be reached or is unknown.
    """

    rings: tuple[Ring, ...]
    hedge_density_m_ha: float | None
    sensitive_species: bool | None
    commune_species: dict[str, int] | None
    belt_walk_m: float | None


def surroundings(territory: Territory, subject: Subject, indexes: Mapping[str, Index]) -> Surroundings:
    """Look around a subject.

    Distances are from its edge, as the crow flies; the subject itself is inside every ring. The hedge
    density divides the metres of hedge within 200 m by the hectares there that belong to the commune.
    """
    near = shapely.buffer(subject.geometry, HEDGE_RADIUS_M, quad_segs=ROUNDNESS)
    hedges = _metres(indexes.get("hedges"), near)
    species = _known_species(territory)
    return Surroundings(
        rings=tuple(_ring(territory, subject.geometry, radius, indexes) for radius in RADII_M),
        hedge_density_m_ha=None if hedges is None else hedges / _known_hectares(territory, near),
        sensitive_species=None if species is None else species.sensitive,
        commune_species=None if species is None else species.commune,
        belt_walk_m=belt_walk(territory, subject.geometry),
    )


def _ring(territory: Territory, shape: BaseGeometry, radius: float, indexes: Mapping[str, Index]) -> Ring:
    zone = shapely.buffer(shape, radius, quad_segs=ROUNDNESS)
    return Ring(
        radius_m=radius,
        shafts=_count(indexes.get("mine_shafts"), shape, radius),
        gardens=_count(indexes.get("nourishing_gardens"), shape, radius),
        hedges_m=_metres(indexes.get("hedges"), zone),
        paths_m=_metres(indexes.get("paths"), zone),
        species=_species(territory, shape, radius),
    )


def _count(index: Index | None, shape: BaseGeometry, radius: float) -> int | None:
    if index is None or index.layer is None:
        return None
    return len(index.tree.query(shape, predicate="dwithin", distance=radius))


def _metres(index: Index | None, zone: BaseGeometry) -> float | None:
    if index is None or index.layer is None:
        return None
    shapely.prepare(zone)
    lines = index.shapes[index.tree.query(zone, predicate="intersects")]
    whole = shapely.contains_properly(zone, lines)
    cut = shapely.intersection(lines[~whole], zone)
    return float(shapely.length(lines[whole]).sum() + shapely.length(cut).sum())


def _known_hectares(territory: Territory, zone: BaseGeometry) -> float:
    commune = _outline(territory)
    if commune is not None and not shapely.contains_properly(commune, zone):
        zone = shapely.intersection(commune, zone)
    return float(shapely.area(zone)) / HECTARE_M2


@once
def _outline(territory: Territory) -> BaseGeometry | None:
    if territory.get("commune") is None:
        return None
    shapely.prepare(territory.commune)
    return territory.commune


def _species(territory: Territory, shape: BaseGeometry, radius: float) -> dict[str, int] | None:
    known = _known_species(territory)
    if known is None:
        return None
    return known.by_group(known.index.tree.query(shape, predicate="dwithin", distance=radius))


class _Species:
    """The species of a territory as plain lists, so that a dossier reads no table."""

    def __init__(self, index: Index) -> None:
        assert index.layer is not None
        data = index.layer.data
        self.index = index
        groups = data["group"].astype(str).to_numpy(object)
        self._pairs = list(zip(groups, data[_name_column(data)].astype(str).to_numpy(object), strict=True))
        self._rows = index.rows.tolist()
        elsewhere = np.setdiff1d(np.arange(len(data)), index.rows).tolist()
        self.commune = _count_groups({self._pairs[row] for row in elsewhere})
        self.sensitive = bool(data["sensitive"].astype(bool).any()) if "sensitive" in data else None

    def by_group(self, places: NDArray[np.intp]) -> dict[str, int]:
        """Return the number of different species by group among some placed features."""
        return _count_groups({self._pairs[self._rows[place]] for place in places.tolist()})


def _name_column(data: pd.DataFrame) -> str:
    return "scientific_name" if "scientific_name" in data else "id"


def _count_groups(pairs: set[tuple[str, str]]) -> dict[str, int]:
    return dict(sorted(Counter(group for group, _ in pairs).items()))


@once
def _known_species(territory: Territory) -> _Species | None:
    index = next((item for item in indexes_of(territory) if item.theme.key == SPECIES), None)
    if index is None or index.layer is None or "group" not in index.layer.data:
        return None
    return _Species(index)

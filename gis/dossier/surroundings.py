"""What lives and lies around a subject, within 100 and 500 m."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.dossier.belt_walk import belt_walk
from gis.dossier.surroundings_model import Ring, Surroundings
from gis.geometry import prepared
from gis.overlay import Pool, convex_edges, indexes_of, lengths_inside, metres_inside
from gis.territory import known_ground, memoised

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.dossier.model import Subject
    from gis.overlay import LayerIndex
    from gis.territory import Layer, Territory

RADII_M = (100.0, 500.0)
HEDGE_RADIUS_M = 200.0
HECTARE_M2 = 10_000
SPECIES = "species_sites"
LINES = ("hedges", "paths")
THINGS = ("mine_shafts", "nourishing_gardens", SPECIES)
ROUNDNESS = 4
"""Segments in a quarter of a circle: 500 m around is then right to 10 m."""


def surroundings(territory: Territory, subject: Subject) -> Surroundings:
    """Look around a subject.

    Distances are from its edge, as the crow flies; the subject itself is inside every ring. The hedge
    density divides the metres of hedge within 200 m by the hectares there of which hedges are known: the
    commune, and around it as far as they were fetched.
    """
    around = _around(territory)
    radii = np.array([*RADII_M, HEDGE_RADIUS_M])
    zones = shapely.buffer(subject.geometry, radii, quad_segs=ROUNDNESS)
    metres = around.metres(zones)
    things = around.things(subject.geometry, radii[:-1])
    hedges, species = metres["hedges"], around.species
    return Surroundings(
        rings=tuple(
            Ring(
                radius_m=radius,
                shafts=things["mine_shafts"][place],
                gardens=things["nourishing_gardens"][place],
                hedges_m=hedges[place],
                paths_m=metres["paths"][place],
                species=things[SPECIES][place],
            )
            for place, radius in enumerate(RADII_M)
        ),
        hedge_density_m_ha=None if hedges[-1] is None else hedges[-1] / _known_hectares(territory, zones[-1]),
        sensitive_species=None if species is None else species.sensitive,
        commune_species=None if species is None else species.commune,
        belt_walk_m=belt_walk(territory, subject.geometry),
        partly=_partly(territory, zones[len(RADII_M) - 1]),
    )


class _Around:
    """Lines and things of a territory, each in one index, so that one look serves all of them."""

    def __init__(self, territory: Territory) -> None:
        indexes = {index.key: index for index in indexes_of(territory)}
        self.species = _known_species(territory)
        self._lines = Pool.of(tuple(indexes[key] for key in LINES if key in indexes))
        segments = self._lines.zones.segments
        ends = segments.start + segments.step
        corners = np.minimum(segments.start, ends), np.maximum(segments.start, ends)
        self._boxes = np.ascontiguousarray(np.hstack(corners).T)
        self._kinds = np.repeat(self._lines.theme, np.diff(segments.first))
        self._things = Pool.of(tuple(indexes[key] for key in THINGS if key in indexes))

    def metres(self, zones: NDArray[np.object_]) -> dict[str, list[float | None]]:
        """Return the metres of each kind of line inside zones; nothing where there are no data."""
        pool = self._lines
        sums = self._sums(zones).tolist()
        return {
            **{key: [None] * len(zones) for key in LINES},
            **{index.key: sums[place] for place, index in enumerate(pool.indexes) if index.known},
        }

    def _sums(self, zones: NDArray[np.object_]) -> NDArray[np.float64]:
        """Return metres, one row a kind of line and one column a zone."""
        edges, segments = convex_edges(zones), self._lines.zones.segments
        if edges is None:
            return self._clipped(zones)
        bounds = shapely.bounds(zones)
        (west, south), (east, north) = bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
        left, below, right, above = self._boxes
        near = np.flatnonzero((left <= east) & (right >= west) & (below <= north) & (above >= south))
        metres = metres_inside(segments.start[near], segments.step[near], edges)
        return self._by_kind(self._kinds[near], metres)

    def _clipped(self, zones: NDArray[np.object_]) -> NDArray[np.float64]:
        pool = self._lines
        zone, line = pool.zones.tree.query(zones)
        metres = np.zeros((len(zones), len(line)))
        pairs = np.arange(len(line))
        metres[zone, pairs] = lengths_inside(pool.zones.shapes, pool.zones.segments, line, zones, zone)
        return self._by_kind(pool.theme[line], metres)

    def _by_kind(self, kinds: NDArray[np.intp], metres: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.array([metres[:, kinds == place].sum(axis=1) for place in range(len(self._lines.indexes))])

    def things(self, shape: BaseGeometry, radii: NDArray[np.float64]) -> dict[str, list[Any]]:
        """Return how many things of each kind lie within distances; species by group."""
        pool = self._things
        ring, place = pool.zones.tree.query([shape] * len(radii), predicate="dwithin", distance=radii)
        found: dict[str, list[Any]] = {key: [None] * len(radii) for key in THINGS}
        for number, index in enumerate(pool.indexes):
            if index.known:
                mine = pool.theme[place] == number
                found[index.key] = [
                    self._tell(index.key, place[mine & (ring == which)] - pool.starts[number])
                    for which in range(len(radii))
                ]
        return found

    def _tell(self, key: str, places: NDArray[np.intp]) -> int | dict[str, int] | None:
        if key != SPECIES:
            return len(places)
        return None if self.species is None else self.species.by_group(places)


@memoised
def _around(territory: Territory) -> _Around:
    return _Around(territory)


def _partly(territory: Territory, zone: BaseGeometry) -> tuple[str, ...]:
    """Return the layers that are not known in all of a zone."""
    if territory.get("commune") is None:
        return ()
    asked = {*LINES, *THINGS} - {SPECIES}
    layers = [index.layer for index in indexes_of(territory) if index.key in asked and index.layer]
    return tuple(
        layer.key for layer in layers if not shapely.contains_properly(_known(territory, layer), zone)
    )


def _known_hectares(territory: Territory, zone: BaseGeometry) -> float:
    hedges = territory.find("hedges")
    known = None if hedges is None or territory.get("commune") is None else _known(territory, hedges)
    if known is not None and not shapely.contains_properly(known, zone):
        zone = shapely.intersection(known, zone)
    return float(shapely.area(zone)) / HECTARE_M2


def _known(territory: Territory, layer: Layer) -> BaseGeometry:
    """Return the ground on which a layer is known, prepared once for each margin."""
    known = _known_grounds(territory)
    if layer.margin_m not in known:
        known[layer.margin_m] = prepared(known_ground(territory, layer))
    return known[layer.margin_m]


@memoised
def _known_grounds(_territory: Territory) -> dict[float, BaseGeometry]:
    return {}


class _Species:
    """The species of a territory as plain lists, so that a dossier reads no table."""

    def __init__(self, index: LayerIndex) -> None:
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


@memoised
def _known_species(territory: Territory) -> _Species | None:
    index = next((item for item in indexes_of(territory) if item.theme.key == SPECIES), None)
    if index is None or index.layer is None or "group" not in index.layer.data:
        return None
    return _Species(index)

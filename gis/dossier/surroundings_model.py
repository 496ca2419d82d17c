"""The records of what lives and lies around a subject."""

from __future__ import annotations

from dataclasses import dataclass


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
        Metres of hedge for each hectare within 200 m, subject included, as far as hedges are known.
    sensitive_species : bool or None
        Whether the commune has sensitive species; where they are is never told.
    commune_species : dict or None
        Number of species by group known for the commune as a whole, sensitive ones included.
    partly : tuple of str
        Layers of which the widest ring holds ground where they are not known, outside the commune.
    belt_walk_m : float or None
        To the green belt on foot along the paths; nothing where it cannot be reached or is unknown.
    """

    rings: tuple[Ring, ...]
    hedge_density_m_ha: float | None
    sensitive_species: bool | None
    commune_species: dict[str, int] | None
    belt_walk_m: float | None
    partly: tuple[str, ...] = ()

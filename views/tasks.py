"""What pages have done in worker processes; each function reads the data there itself.

What they take and give is small and picklable; a territory is told by its code and home.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gis.connectivity import connectivity_of, effect_of, propose_hedges, read_lines
from gis.dossier import dossier_of
from gis.export.dossier import write_sheets
from gis.imports import import_layer, preview
from gis.screening import screen
from gis.work import WorkLimits, stopping, tell
from views.territories import territory

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gis.connectivity import Connectivity, PlantingEffect, Proposal
    from gis.imports import Preview
    from gis.rights import Actor
    from gis.screening import Screening
    from gis.territory import Territory

LONG = WorkLimits(seconds=600)
"""For what people know to take a while: all parcels of a large commune, or hundreds of sheets."""


@dataclass(frozen=True)
class TerritoryKey:
    """A territory, as workers are told of it."""

    code: str
    home: Path

    @classmethod
    def of(cls, opened: Territory) -> TerritoryKey:
        """Return what tells a territory that is open here."""
        return cls(opened.code, opened.home)

    def open(self) -> Territory:
        """Return the territory, opened once in each process and renewed when data change."""
        return territory(self.code, self.home)


@dataclass(frozen=True)
class Habitats:
    """The connectivity of a territory for a group of species, as workers are told of it."""

    place: TerritoryKey
    group: str
    mode: str

    @classmethod
    def of(cls, now: Connectivity) -> Habitats:
        """Return what tells a connectivity that was worked out here."""
        return cls(TerritoryKey.of(now.territory), now.group.key, now.mode)

    def open(self) -> Connectivity:
        """Return the connectivity, worked out once in each process."""
        return connectivity_of(self.place.open(), group=self.group, mode=self.mode)


def screened(place: TerritoryKey, ids: Sequence[str] | None) -> Screening:
    """Hold parcels against every theme, and tell how far it is."""
    return screen(place.open(), ids, progress=tell, stop=stopping)


def sheets(place: TerritoryKey, ids: Sequence[str], links: Sequence[str]) -> bytes:
    """Print the sheets of some parcels as one PDF."""
    opened = place.open()
    return write_sheets([dossier_of(opened, one) for one in ids], opened, links=links)


def planted(habitats: Habitats, hedge: bytes, price_eur_m: float) -> PlantingEffect:
    """Return what a hedge would change; it comes as GeoJSON in degrees."""
    now = habitats.open()
    return effect_of(now, read_lines(hedge, now.territory.projection), price_eur_m=price_eur_m)


def proposed(habitats: Habitats, most: int) -> list[Proposal]:
    """Return where hedges would bring most."""
    return propose_hedges(habitats.open(), most=most)


def seen_before_import(path: Path, layer: str, place: TerritoryKey, options: Mapping[str, Any]) -> Preview:
    """Return what a file would give as a layer."""
    return preview(path, layer, code=place.code, home=place.home, **options)


def imported(
    path: Path, layer: str, place: TerritoryKey, options: Mapping[str, Any], actor: Actor
) -> tuple[int, int]:
    """Put a file in place as a layer; return the rows that are in it, and those of the file."""
    ended = import_layer(path, layer, actor=actor, code=place.code, home=place.home, **options)
    return ended.kept, ended.rows

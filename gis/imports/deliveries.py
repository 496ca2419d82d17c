"""Which layers of a delivery of several are meant: published ones are known by their names."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from gis.errors import AmbiguousError, UploadError
from gis.imports.readers import read_file
from gis.sources import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import geopandas as gpd

    from gis.crs import Projection
    from gis.territory import Theme

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "parcels": ("parcelle", "parcelles", "geo_parcelle", "PARCELLE_id"),
        "buildings": ("batiment", "batiments", "geo_batiment", "BATIMENT_id"),
        "farmland": ("parcelles_graphiques", "RPG_Parcelles"),
        "organic_farmland": ("RPG_BIO",),
        "hedges": ("haie",),
        "woods": ("zone_de_vegetation",),
        "paths": ("troncon_de_route",),
        "urban_zones": ("zone_urba", "secteur_cc"),
        "urban_prescriptions": ("prescription_surf", "prescription_lin", "prescription_pct"),
    }
)
"""Layers of published deliveries by theme: those of one theme are read together."""


def read_parts(
    path: Path, theme: Theme, projection: Projection, *, crs: str = "", part: str = ""
) -> gpd.GeoDataFrame:
    """Return the features of a file; of several layers, those that are known to be of the theme.

    Raises
    ------
    UploadError, CRSError
        As in `gis.imports.readers.read_file`.
    AmbiguousError
        When the file has several layers, none is named and none is known.
    """
    try:
        return read_file(path, projection, kind=theme.kind, crs=crs, layer=part)
    except AmbiguousError as error:
        names = known_parts(error.choices, theme.key)
        if part or not names:
            raise
    read = list(_filled(path, theme, projection, crs, names))
    together: gpd.GeoDataFrame = pd.concat(read, ignore_index=True)
    return together.set_axis(pd.RangeIndex(1, len(together) + 1))


def _filled(
    path: Path, theme: Theme, projection: Projection, crs: str, names: list[str]
) -> Iterator[gpd.GeoDataFrame]:
    """Read the layers that hold something; where none does, the last one says so."""
    found = False
    for name in names:
        try:
            yield read_file(path, projection, kind=theme.kind, crs=crs, layer=name)
            found = True
        except UploadError:
            if name == names[-1] and not found:
                raise


def known_parts(choices: Iterable[str], layer: str) -> list[str]:
    """Return the layers of a delivery that fill a theme; commune and date in their names do not matter."""
    wanted = {_bare(name) for name in NAMES.get(layer, ())}
    return [name for name in choices if _bare(name) in wanted]


def _bare(name: str) -> str:
    return "".join(sign for sign in plain(name) if not sign.isdigit())

"""The one map of the page of parcels: what it draws over the layers, where it goes, what may be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.parcels import parcels_of
from views.map import MapSpec
from views.map.overlay import collection, feature
from views.pages.parcels import parcel_overlay as overlay
from views.pages.parcels.state import MANY, PROJECT

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.dossier import Dossier
    from gis.territory import Territory
    from views.map.overlay import Collection
    from views.map.permalink import Address
    from views.map.spec import Bounds
    from views.pages.parcels.query import ParcelQuery

KEY = "parcelles"
LAYERS = ("parcels", "slag_heaps", "green_belt", "organic_farmland", "hedges", "nourishing_gardens")


def map_spec(drawn: Collection | None, fit: Bounds | None, mode: str, address: Address) -> MapSpec:
    """Return what the map shall show; layers, base map and view are those of the address."""
    return MapSpec(
        key=KEY,
        layers=address.layers,
        base=address.base,
        year=address.year,
        view=address.view,
        address=True,
        overlay=drawn,
        fit=fit,
        clicks=mode != PROJECT,
        cards=mode == PROJECT,
        draw=() if mode == MANY else ("polygon",),
        compact=True,
        height=760,
    )


def of_one(
    territory: Territory, query: ParcelQuery, dossier: Dossier | None
) -> tuple[Collection | None, Bounds | None]:
    """Return what one parcel, or a choice of several, draws, and where the map goes."""
    if dossier is not None:
        shape = dossier.subject.geometry
        drawn = overlay.land(territory, shape, dossier.subject.reference)
        return drawn, overlay.around(territory, [shape]) if query.go else None
    if query.question and query.ids:
        return _of_parcels(territory, query.ids, query)
    return None, None


def _of_parcels(
    territory: Territory, ids: Sequence[str], query: ParcelQuery
) -> tuple[Collection, Bounds | None]:
    parcels = parcels_of(territory)
    shapes = parcels.layer.geometry[[parcels.row[item] for item in ids]]
    return overlay.choices(territory, ids), overlay.around(territory, shapes) if query.go else None


def of_many(
    territory: Territory, frame: gpd.GeoDataFrame | None, chosen: str, listed: NDArray[np.object_] | None
) -> tuple[Collection | None, Bounds | None]:
    """Return what a screening draws, and where the map goes: to the row chosen, else to a list's parcels."""
    if frame is None:
        return None, None
    # Where every parcel is kept there is nothing to point at.
    every = len(frame) == len(parcels_of(territory))
    drawn = collection([]) if every else overlay.results(territory, tuple(frame["id"]))
    if not chosen:
        return drawn, None if listed is None else overlay.around(territory, listed)
    shape = parcels_of(territory)[chosen].geometry
    label = parcels_of(territory)[chosen].reference
    marked = feature(territory.projection, shape, overlay.LAND, label=label)
    return collection([*drawn["features"], marked]), overlay.around(territory, [shape])


def of_project(
    territory: Territory, drawn: list[tuple[str, BaseGeometry]], gone_to: list[BaseGeometry]
) -> tuple[Collection | None, Bounds | None]:
    """Return what the variants of a project draw, and where the map goes."""
    shown = overlay.variants(territory, drawn) if drawn else None
    return shown, overlay.around(territory, gone_to) if gone_to else None

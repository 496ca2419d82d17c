"""One parcel, or one drawn footprint, against every theme of its territory."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from gis.dossier.answers import measure_themes, whole_enough
from gis.dossier.ground import Ground
from gis.dossier.model import Dossier, Provenance, Subject
from gis.dossier.notices import NO_DATA, notices
from gis.errors import FootprintError
from gis.geometry import prepared
from gis.overlay import SLIVER_M2, indexes_of, pool_of
from gis.parcels import LAYER, parcels_of
from gis.territory import memoised
from gis.update import unasked
from gis.words import say

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from gis.dossier.model import Answer
    from gis.parcels import Parcel
    from gis.territory import Layer, Territory

OWN = "own"


def dossier_of(territory: Territory, reference: str) -> Dossier:
    """Return the dossier of the parcel that a written reference names.

    Raises
    ------
    ReferenceFormatError, ParcelNotFoundError, AmbiguousError
        When the reference names no single parcel; see `Parcels.find`.
    LayerMissingError
        When the territory has no parcels.
    """
    return dossier_of_parcel(territory, parcels_of(territory).find(reference))


def dossier_of_parcel(territory: Territory, parcel: Parcel) -> Dossier:
    """Return the dossier of a parcel."""
    shape = parcel.geometry
    subject = Subject(
        kind="parcel",
        id=parcel.id,
        reference=parcel.reference,
        contenance_m2=parcel.contenance_m2,
        gis_area_m2=float(shapely.area(shape)),
        centroid=_lonlat(territory, shape),
        status=parcel.status,
        geometry=shape,
    )
    return _dossier(territory, subject)


def dossier_of_shape(territory: Territory, shape: BaseGeometry, *, name: str = "") -> Dossier:
    """Return the dossier of a footprint.

    Parameters
    ----------
    shape : polygon
        In the territory's legal system, valid; `gis.footprint` makes such shapes from files and drawings.
    name : str
        What to call it; "drawn shape" in the language in use by default.

    Raises
    ------
    FootprintError
        When it is smaller than 1 m², or lies outside the commune.
    """
    area = float(shapely.area(shape))
    if not whole_enough(area):
        msg = say("footprint.too_small")
        raise FootprintError(msg)
    if not shapely.intersects(territory.commune, shape):
        msg = say("footprint.outside", commune=territory.name)
        raise FootprintError(msg)
    label = name or say("dossier.footprint")
    subject = Subject("footprint", label, label, None, area, _lonlat(territory, shape), OWN, shape)
    return _dossier(territory, subject)


def warm(territory: Territory) -> None:
    """Build every index that dossiers need, so that the first one is as fast as the others."""
    centre = shapely.point_on_surface(territory.commune)
    found = dossier_of_shape(territory, shapely.box(*shapely.bounds(shapely.buffer(centre, 10))))
    _ = found.balance, found.surroundings, found.terrain
    if territory.get(LAYER) is not None:
        parcels_of(territory).neighbours(centre)


def _dossier(territory: Territory, given: Subject) -> Dossier:
    # The indexes of a territory are prepared shapes: one question at a time.
    with _turn(territory):
        return _answer(territory, given)


@memoised
def _turn(territory: Territory) -> threading.RLock:  # noqa: ARG001
    return threading.RLock()


def _answer(territory: Territory, given: Subject) -> Dossier:
    subject = replace(given, geometry=prepared(given.geometry))
    measured = measure_themes(pool_of(territory), subject)
    own = subject.id if subject.kind == "parcel" else ""
    return Dossier(
        subject=given,
        commune=(territory.code, territory.name),
        themes=tuple(_with_reason(item.answer, territory) for item in measured.values()),
        neighbours=_neighbours(territory, subject.geometry, own),
        notices=notices(territory, subject, measured),
        ground=Ground(territory, subject, _turn(territory)),
        provenance=layer_provenance(territory),
        outside_m2=_outside(territory, subject.geometry),
        version=_version(territory),
    )


def _with_reason(answer: Answer, territory: Territory) -> Answer:
    """Return an answer with why there can be no data, where no source of its theme speaks of the commune."""
    code = _silent(territory).get(answer.key, "") if answer.verdict == NO_DATA else ""
    return replace(answer, reason=code) if code else answer


@memoised
def _silent(territory: Territory) -> dict[str, str]:
    return {theme.key: why for theme in territory if (why := unasked(territory.code, theme.key))}


def _lonlat(territory: Territory, shape: BaseGeometry) -> tuple[float, float]:
    centre = shapely.centroid(shape)
    return territory.projection.point_to_lonlat(shapely.get_x(centre), shapely.get_y(centre))


def _neighbours(territory: Territory, shape: BaseGeometry, own: str) -> tuple[str, ...]:
    if territory.get(LAYER) is None:
        return ()
    return tuple(parcels_of(territory).neighbours(shape, but=own))


def _outside(territory: Territory, shape: BaseGeometry) -> float:
    inside = _commune(territory)
    if inside is None or shapely.contains_properly(inside, shape):
        return 0.0
    outside = float(shapely.area(shapely.difference(shape, inside)))
    return outside if outside >= SLIVER_M2 else 0.0


@memoised
def _commune(territory: Territory) -> BaseGeometry | None:
    if territory.get("commune") is None:
        return None
    return prepared(territory.commune)


@memoised
def _version(territory: Territory) -> str:
    return territory.version


@memoised
def layer_provenance(territory: Territory) -> tuple[Provenance, ...]:
    """Return where each layer comes from that a parcel is held against, the parcels themselves included."""
    keys = {index.theme.key for index in indexes_of(territory)} | {LAYER}
    return tuple(_origin(layer) for layer in territory.layers if layer.key in keys)


def _origin(layer: Layer) -> Provenance:
    sources = {name: str(layer.provenance.get(name) or "") for name in _TOLD}
    for name in _TOLD:
        if not sources[name] and len(layer):
            sources[name] = str(layer.data[name].iloc[0])
    return Provenance(
        layer=layer.key,
        title_key=f"{layer.theme.topic}.title",
        status=layer.status,
        **sources,
    )


_TOLD = ("source", "source_url", "source_date", "licence")

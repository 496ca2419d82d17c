"""Find parcels: by reference, by section, by point; and the parcels that touch one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from rapidfuzz import fuzz, process

from gis.errors import AmbiguousError, InputError, ParcelNotFoundError
from gis.parcels.reference import ID_LENGTH, Reference, parse, readable
from gis.territory import every_code, memoised
from gis.words import say

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.territory import Layer, Territory

LAYER = "parcels"
TOUCHING_M = 0.5
"""Parcels this close touch: the cadastre leaves hairline gaps between its sheets."""
SUGGESTIONS = 3


@dataclass(frozen=True)
class Parcel:
    """One parcel of the cadastre.

    Attributes
    ----------
    id : str
        14 characters.
    reference : str
        As a person writes it.
    contenance_m2 : float or None
        Fiscal area in m², nothing where the cadastre does not say.
    geometry : geometry
        Outline, in metres.
    """

    id: str
    reference: str
    contenance_m2: float | None
    status: str
    geometry: BaseGeometry


class Parcels:
    """The parcels of a territory, ready to be looked up; take it from `parcels_of`.

    Attributes
    ----------
    ids : list of str
        In the order of the layer; `row` leads back from an identifier to its place.
    contenances : array of float
        Fiscal areas in m², NaN where unknown.

    Raises
    ------
    LayerMissingError
        When the territory has no parcels.
    """

    def __init__(self, territory: Territory) -> None:
        self.code = territory.code
        self.commune = territory.name
        self.projection = territory.projection
        self.layer: Layer = territory.layer(LAYER)
        self.ids: list[str] = self.layer.data["id"].astype(str).tolist()
        self.row = {parcel_id: row for row, parcel_id in enumerate(self.ids)}
        self._status = self.layer.data["status"].tolist()
        areas = self.layer.data.get("contenance_m2")
        self.contenances = (
            np.full(len(self.ids), np.nan) if areas is None else areas.to_numpy(dtype=float, na_value=np.nan)
        )

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, parcel_id: str) -> Parcel:
        """Return a parcel by its 14 characters.

        Raises
        ------
        ParcelNotFoundError
            When the territory has none.
        """
        row = self.row.get(parcel_id)
        if row is None:
            raise self._not_found(parse(parcel_id, code=self.code), parcel_id)
        fiscal = float(self.contenances[row])
        return Parcel(
            parcel_id,
            readable(parcel_id),
            None if np.isnan(fiscal) else fiscal,
            self._status[row],
            self.layer.geometry[row],
        )

    @cached_property
    def sections(self) -> dict[str, list[str]]:
        """The identifiers of each section, in order, under its two characters."""
        found: dict[str, list[str]] = {}
        for parcel_id in sorted(self.ids):
            found.setdefault(parcel_id[8:10], []).append(parcel_id)
        return found

    @cached_property
    def _numbers(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for parcel_id in sorted(self.ids):
            found.setdefault(parcel_id[8:ID_LENGTH], []).append(parcel_id)
        return found

    @cached_property
    def _readable(self) -> list[str]:
        return [readable(parcel_id) for parcel_id in self.ids]

    def matches(self, text: str) -> list[str]:
        """Return the identifiers that a written reference names: one, or all of a section.

        Raises
        ------
        ReferenceFormatError
            When the text is not a reference.
        ParcelNotFoundError
            When it names another commune's parcel, or one that does not exist.
        """
        return self._matches(parse(text, code=self.code), text)

    def find(self, text: str) -> Parcel:
        """Return the one parcel that a written reference names.

        Raises
        ------
        ReferenceFormatError, ParcelNotFoundError
            As in `matches`.
        AmbiguousError
            When it names a section, or the same number under several prefixes.
        """
        reference = parse(text, code=self.code)
        found = self._matches(reference, text)
        if reference.number and len(found) == 1:
            return self[found[0]]
        choices = tuple(found)
        key = "parcels.several" if reference.number else "parcels.whole_section"
        shown = ", ".join(readable(item) for item in choices[:5])
        msg = say(key, text=reference.text, count=len(choices), choices=shown)
        raise AmbiguousError(msg, choices)

    def at(self, x: float, y: float) -> Parcel:
        """Return the parcel under a point in metres.

        Raises
        ------
        InputError
            When there is none.
        AmbiguousError
            When the point lies on the line between several.
        """
        rows = self.layer.tree.query(shapely.Point(x, y), predicate="intersects")
        if len(rows) == 1:
            return self[self.ids[rows[0]]]
        if len(rows) == 0:
            msg = say("parcels.none_here", commune=self.commune)
            raise InputError(msg)
        choices = tuple(sorted(self.ids[row] for row in rows))
        msg = say("parcels.on_the_line", choices=", ".join(readable(item) for item in choices))
        raise AmbiguousError(msg, choices)

    def at_lonlat(self, lon: float, lat: float) -> Parcel:
        """Return the parcel under a point in degrees; errors as in `at`."""
        return self.at(*self.projection.point_to_metres(lon, lat))

    def neighbours(self, shape: BaseGeometry, *, but: str = "") -> list[str]:
        """Return the identifiers of the parcels that touch or share a shape, without `but`, in order."""
        rows: NDArray[np.intp] = self.layer.tree.query(shape, predicate="dwithin", distance=TOUCHING_M)
        return sorted(self.ids[row] for row in rows if self.ids[row] != but)

    def nearest(self, reference: Reference) -> list[str]:
        """Return the written references that look most like one: same section first."""
        section = self.sections.get(reference.section)
        if section and reference.number:
            wanted = int(reference.number)
            close = sorted(section, key=lambda item: abs(_figures(item) - wanted))[:SUGGESTIONS]
            return [readable(item) for item in close]
        found = process.extract(
            reference.text, self._readable, scorer=fuzz.ratio, limit=SUGGESTIONS, score_cutoff=50
        )
        return [text for text, _, _ in found]

    def _matches(self, reference: Reference, text: str) -> list[str]:
        if reference.insee and reference.insee not in every_code(self.code):
            msg = say("parcels.other_commune", text=text.strip(), insee=reference.insee, commune=self.commune)
            raise ParcelNotFoundError(msg)
        key = reference.section + reference.number
        found = (self._numbers if reference.number else self.sections).get(key, [])
        found = [item for item in found if reference.fits(item)]
        if not found:
            raise self._not_found(reference, text)
        return found

    def _not_found(self, reference: Reference, text: str) -> ParcelNotFoundError:
        close = self.nearest(reference)
        key = "parcels.not_found_near" if close else "parcels.not_found"
        return ParcelNotFoundError(
            say(key, text=text.strip(), commune=self.commune, near=", ".join(close) or "")
        )


def _figures(parcel_id: str) -> int:
    # A file of one's own may number a parcel in other signs than figures, as in "568/".
    return int("".join(filter(str.isdecimal, parcel_id[10:])) or 0)


@memoised
def parcels_of(territory: Territory) -> Parcels:
    """Return the parcels of a territory, indexed once.

    Raises
    ------
    LayerMissingError
        When the territory has none.
    """
    return Parcels(territory)

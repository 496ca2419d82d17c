"""Answer a search with the parcels whose reference it writes, or begins to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.errors import ReferenceFormatError
from gis.parcels import parse
from gis.territory import every_code

if TYPE_CHECKING:
    from gis.parcels import Parcels


@dataclass(frozen=True)
class ParcelMatches:
    """The parcels that a text names.

    Attributes
    ----------
    section : str
        The section as people write it, when the text names a whole one; empty otherwise.
    exact : list[str]
        Identifiers of the parcels that bear the reference.
    begun : list[str]
        Identifiers of those whose reference begins with it, in the order of their numbers.
    """

    section: str
    exact: list[str]
    begun: list[str]


def parcel_matches(parcels: Parcels, text: str) -> ParcelMatches:
    """Return the parcels that a text names; none where it is not a reference, or another commune's."""
    try:
        reference = parse(text, code=parcels.code)
    except ReferenceFormatError:
        return ParcelMatches("", [], [])
    if reference.insee not in {"", *every_code(parcels.code)}:
        return ParcelMatches("", [], [])
    wanted = [key for key in parcels.sections.get(reference.section, []) if reference.fits(key)]
    if not reference.number:
        return ParcelMatches(reference.section.lstrip("0") if wanted else "", [], wanted)
    figures = reference.number.lstrip("0")
    exact = [key for key in wanted if key[10:] == reference.number]
    begun = [key for key in wanted if key[10:].lstrip("0").startswith(figures) and key not in exact]
    return ParcelMatches("", exact, begun)

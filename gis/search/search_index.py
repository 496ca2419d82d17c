"""Search over layers, places, streets, features and parcels; it forgives accents, hyphens and slips."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gis.errors import InputError
from gis.parcels import parcels_of, readable
from gis.search.entries import (
    BY_REFERENCE,
    Bounds,
    LonLat,
    SearchEntry,
    bounds_of,
    collect,
    point_of,
    subtitle,
)
from gis.search.match import Matcher
from gis.search.parcel_search import parcel_matches
from gis.territory import memoised
from gis.words import number, say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.territory import Territory

LONGEST = 200
"""Most characters of a search; the longest name in the embedded territory has fewer than 120."""
MOST_HITS = 100
PARCEL_EXACT, SECTION, PARCEL_BEGUN = 5.0, 4.6, 0.7
"""Scores of parcels among those of names (`gis.search.match`): after that same name, before longer ones."""
_KIND_ORDER = ("layer", "place", "feature", "street", "section", "parcel", "unlocated")


@dataclass(frozen=True)
class SearchHit:
    """One answer to a search.

    Attributes
    ----------
    kind : str
        `layer`, `place`, `street`, `feature`, `section`, `parcel`, or `unlocated` for what has no
        published location and is not on the map.
    title, subtitle : str
        In the language in use.
    layer, id : str
        Where it is found; an empty id stands for the whole layer or section.
    lonlat : tuple or None
        A point on it, longitude and latitude.
    bounds : tuple or None
        West, south, east, north in degrees.
    """

    kind: str
    title: str
    subtitle: str
    layer: str
    id: str
    lonlat: LonLat | None
    bounds: Bounds | None

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name."""
        return asdict(self)


class SearchIndex:
    """Everything in a territory that has a name or a reference, ready to be searched.

    Parameters
    ----------
    territory : Territory
        Where to search; its layers are opened.
    """

    def __init__(self, territory: Territory) -> None:
        self._territory = territory
        self._projection = territory.projection
        self._entries = collect(territory)
        pairs = [(row, name) for row, entry in enumerate(self._entries) for name in entry.names]
        self._owners = np.array([row for row, _ in pairs], dtype=np.intp)
        # Namesakes of the commune go before those around it.
        self._ranks = np.array(
            [0.01 * _KIND_ORDER.index(entry.kind) + 0.005 * entry.outside for entry in self._entries]
        )
        self._matcher = Matcher([name for _, name in pairs])
        self._parcels = None if territory.find(BY_REFERENCE) is None else parcels_of(territory)

    def find(self, text: str, limit: int = 10) -> list[SearchHit]:
        """Return what answers to a text, the best first; nothing for an empty one.

        Parameters
        ----------
        text : str
            As typed: a name, some words of it, or a parcel reference.
        limit : int
            Most answers, 100 at the very most.

        Raises
        ------
        InputError
            When the text is longer than `LONGEST` characters.
        """
        if len(text) > LONGEST:
            msg = say("search.too_long", length=number(len(text)), most=number(LONGEST))
            raise InputError(msg)
        limit = max(0, min(limit, MOST_HITS))
        scored = [*self._names(text, limit), *self._references(text, limit)]
        scored.sort(key=lambda pair: (-pair[0], _KIND_ORDER.index(pair[1].kind), len(pair[1].title)))
        return [hit for _, hit in scored[:limit]]

    def _names(self, text: str, limit: int) -> list[tuple[float, SearchHit]]:
        best = np.zeros(len(self._entries))
        np.maximum.at(best, self._owners, self._matcher.scores(text))
        # Among equals the kind decides, so that what the map cannot show comes last.
        order = np.argsort(self._ranks - best, kind="stable")[:limit]
        return [(float(best[row]), self._hit(self._entries[row])) for row in order if best[row] > 0]

    def _hit(self, entry: SearchEntry) -> SearchHit:
        title = self._territory.themes[entry.layer].title if entry.layer in self._territory.themes else ""
        return SearchHit(
            entry.kind, entry.title, subtitle(entry, title), entry.layer, entry.id, entry.lonlat, entry.bounds
        )

    def _references(self, text: str, limit: int) -> list[tuple[float, SearchHit]]:
        if self._parcels is None:
            return []
        found = parcel_matches(self._parcels, text)
        hits = [(PARCEL_EXACT, self._parcel(key)) for key in found.exact[:limit]]
        if found.section:
            hits.append((SECTION, self._section(found.section, found.begun)))
        return hits + [(PARCEL_BEGUN, self._parcel(key)) for key in found.begun[:limit]]

    def _shapes(self, keys: list[str]) -> NDArray[np.object_]:
        assert self._parcels is not None
        return self._parcels.layer.geometry[[self._parcels.row[key] for key in keys]]

    def _parcel(self, key: str) -> SearchHit:
        shapes = self._shapes([key])
        title = say("search.parcel", reference=readable(key))
        place, around = point_of(self._projection, shapes[0]), bounds_of(self._projection, shapes)
        return SearchHit("parcel", title, key, BY_REFERENCE, key, place, around)

    def _section(self, section: str, keys: list[str]) -> SearchHit:
        title = say("search.section", section=section)
        count = say("search.section_count", count=number(len(keys)))
        around = bounds_of(self._projection, self._shapes(keys))
        middle = ((around[0] + around[2]) / 2, (around[1] + around[3]) / 2)
        return SearchHit("section", title, count, BY_REFERENCE, "", middle, around)


@memoised
def index(territory: Territory) -> SearchIndex:
    """Return the search index of a territory, built once."""
    return SearchIndex(territory)

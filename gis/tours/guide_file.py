"""One person's stops and tours as one JSON document, to take along and to bring back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gis.errors import UploadError
from gis.tours.guide_documents import to_document, to_stop
from gis.tours.stops import library
from gis.tours.tour_permalink import check_document
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gis.territory import Territory
    from gis.tours.guide_documents import Document

FORMAT = "cailloux-blancs/guide"
VERSION = 1
MOST_BYTES = 2_000_000
MOST_ENTRIES = 1_000


def written(territory: Territory, stops: Mapping[str, Document], tours: Mapping[str, Document]) -> str:
    """Return stops and tours as one JSON document."""
    document = {
        "format": FORMAT, "version": VERSION, "territory": territory.code, "stops": list(stops.values()),
        "tours": [{"id": key, "tour": tour} for key, tour in tours.items()],
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, indent=1)


def read_guide(territory: Territory, content: bytes | str) -> list[tuple[str, str, Document]]:
    """Return kind, key and document of each entry that `written` wrote.

    Raises
    ------
    UploadError
        When the file is broken, of another version, or an entry cannot be used.
    """
    document = _parsed(territory, content)
    stops, tours = document.get("stops", []), document.get("tours", [])
    if not isinstance(stops, list) or not isinstance(tours, list) or len(stops) + len(tours) > MOST_ENTRIES:
        raise UploadError(say("tours.import_other"))
    return [*(_stop(territory, one) for one in stops), *map(_tour, tours)]


def _parsed(territory: Territory, content: bytes | str) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise UploadError(say("tours.import_large", most=MOST_BYTES // 1_000_000))
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UploadError(say("tours.import_broken", reason=error)) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UploadError(say("tours.import_other"))
    if document.get("version") != VERSION:
        raise UploadError(say("tours.import_version", found=document.get("version"), known=VERSION))
    if document.get("territory") != territory.code:
        raise UploadError(say("tours.import_territory", found=document.get("territory"), here=territory.code))
    return document


def _stop(territory: Territory, document: Any) -> tuple[str, str, Document]:
    key = document.get("id") if isinstance(document, dict) else None
    base = library(territory).get(key) if isinstance(key, str) else None
    stop = to_stop(document, territory.projection, base)
    return "stops", stop.id, to_document(stop, base)


def _tour(document: Any) -> tuple[str, str, Document]:
    if not isinstance(document, dict) or not isinstance(document.get("id"), str):
        raise UploadError(say("tours.entry_no_id"))
    tour = document.get("tour")
    check_document(tour)
    assert isinstance(tour, dict)
    return "tours", document["id"].strip()[:120] or "–", tour

"""The map's own addresses: its document, its words and its search."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.routing import Route

from gis.search import index
from gis.words import LANGUAGES, say
from views.http.context import open_territory, speaking
from views.http.media_types import media_type
from views.http.responses import FOR_A_YEAR, REVALIDATE, Body, ResponseCache, answer, error_answer
from views.map.document import document, map_version
from views.map.words import map_words

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

NOT_FOUND = 404
MOST_HITS = 10
MOST_BYTES = 4 * 1024 * 1024
PERMISSIONS = "geolocation=(self), fullscreen=(self), camera=(), microphone=()"
_cache = ResponseCache(MOST_BYTES)


def routes() -> list[Route]:
    """Return the routes of the map, for the application to serve beside its pages."""
    return [
        Route("/map", map_page),
        Route("/map/words/{language}.json", words),
        Route("/map/search", search),
    ]


@speaking
def map_page(request: Request) -> Response:
    """Answer with the map that Folium made of the territory."""
    territory = open_territory(request)
    html, policy = document(territory)
    headers = {
        "Content-Security-Policy": policy,
        "Permissions-Policy": PERMISSIONS,
        # OpenStreetMap's tile servers ask to be told which site shows their tiles.
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }
    version = map_version(territory)
    body = _cache.get((territory.code, version), lambda: Body(html.encode(), media_type("html")))
    return answer(request, body, cache=_caching(request, version), headers=headers)


@speaking
def words(request: Request) -> Response:
    """Answer with the words of the map in one language."""
    language = request.path_params["language"]
    if language not in LANGUAGES:
        return error_answer(NOT_FOUND, say("map.language_unknown", known=", ".join(LANGUAGES)))
    territory = open_territory(request)
    version = map_version(territory)

    def write() -> Body:
        text = json.dumps(map_words(territory, language), ensure_ascii=False, separators=(",", ":"))
        return Body(text.encode(), media_type("json"))

    body = _cache.get((territory.code, version, language), write)
    return answer(request, body, cache=_caching(request, version))


@speaking
def search(request: Request) -> Response:
    """Answer with what the text in `?q=` names, the best first; 400 with a sentence when it is too long."""
    hits = index(open_territory(request)).find(request.query_params.get("q", ""), limit=MOST_HITS)
    text = json.dumps({"hits": [hit.as_dict() for hit in hits]}, ensure_ascii=False, allow_nan=False)
    return answer(request, Body(text.encode(), media_type("json")))


def _caching(request: Request, version: str) -> str:
    return FOR_A_YEAR if request.query_params.get("v") == version else REVALIDATE

"""`/features/{layer}.geojson`: a layer for the web map, or with every column for QGIS."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from gis.errors import LayerMissingError
from gis.export.formats import FULL_DECIMALS, map_columns, no_data, to_geojson
from gis.words import language, say
from views.http.base_path import base_path
from views.http.context import open_territory, speaking
from views.http.media_types import media_type
from views.http.responses import FOR_A_YEAR, REVALIDATE, Body, ResponseCache, answer

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from gis.territory import Layer, Territory

FORM = "2"
"""Form of the map's collections; count it up when their members change."""
NO_DATA_HEADER = "X-No-Data"
_cache = ResponseCache()


def layer_key(name: str, extension: str) -> str:
    """Return the layer that the last part of an address names.

    Raises
    ------
    LayerMissingError
        When it has another extension.
    """
    stem, dot, found = name.rpartition(".")
    if not dot or found != extension:
        msg = say("export.address", name=name[:80], wanted=f"LAYER.{extension}")
        raise LayerMissingError(msg)
    return stem


def layer_version(territory: Territory, layer: Layer | None) -> str:
    """Return a text that changes whenever the layer does."""
    if layer is None:
        return territory.version
    return f"{layer.origin}:{layer.provenance.get('sha256', territory.version)}"


def version_tag(territory: Territory, key: str) -> str:
    """Return a short text that changes whenever what the map reads of a layer may change."""
    theme = territory.themes[key]
    shown = (FORM, territory.version, theme.legend, theme.popup, theme.since, theme.until)
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:12]


def features_url(territory: Territory, key: str) -> str:
    """Return the address of a layer for the web map, which a browser may keep until the layer changes."""
    query = {"territory": territory.code, "lang": language(), "v": version_tag(territory, key)}
    return f"{base_path()}/features/{key}.geojson?{urlencode(query)}"


@speaking
def features(request: Request) -> Response:
    """Answer with a layer; an empty collection that says `no_data` where nothing is known."""
    territory = open_territory(request)
    key = layer_key(request.path_params["name"], "geojson")[:80]
    full = request.query_params.get("full", "") not in {"", "0"}
    layer = territory.get(key)
    title = territory.themes[key].title
    name = (territory.code, key, layer_version(territory, layer), full, language())
    body = _cache.get(name, lambda: Body(_collection(layer, key, title, full=full), media_type("geojson")))
    fresh = request.query_params.get("v", "") == version_tag(territory, key)
    headers = {NO_DATA_HEADER: "true"} if layer is None else {}
    return answer(request, body, cache=FOR_A_YEAR if fresh else REVALIDATE, headers=headers)


def _collection(layer: Layer | None, key: str, title: str, *, full: bool) -> bytes:
    if layer is None:
        return no_data(key, title)
    if full:
        return to_geojson(layer, decimals=FULL_DECIMALS)
    return to_geojson(layer, columns=map_columns(layer))

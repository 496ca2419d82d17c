"""`/download/{layer}.{extension}`: a layer as a file, every column, status and source inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.errors import LayerMissingError
from gis.export import LAYER, found
from gis.export.formats import file_name
from gis.words import language, say
from views.http.base_path import base_path
from views.http.context import open_territory, speaking
from views.http.features import layer_version
from views.http.media_types import media_type
from views.http.responses import Body, ResponseCache, answer

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_cache = ResponseCache()


def download_url(key: str, extension: str, query: str) -> str:
    """Return the address of a layer as a file; the query names commune and language."""
    return f"{base_path()}/download/{key}.{extension}?{query}"


@speaking
def download(request: Request) -> Response:
    """Answer with a file; 404 where nothing is known, since an empty file would look like nothing there."""
    territory = open_territory(request)
    name = request.path_params["name"]
    key, _, extension = name.rpartition(".")
    form = found(LAYER, extension)
    if form is None:
        known = " ".join(f".{item.extension}" for item in LAYER)
        msg = say("export.format", name=name[:80], known=known)
        raise LayerMissingError(msg)
    layer = territory.layer(key[:80])
    version = (territory.code, key, layer_version(territory, layer), extension, language())
    body = _cache.get(version, lambda: Body(form.write(layer), media_type(form.extension)))
    saved_as = file_name(territory.name, key, extension=extension)
    return answer(request, body, headers={"Content-Disposition": f'attachment; filename="{saved_as}"'})

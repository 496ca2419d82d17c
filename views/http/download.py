"""`/download/{layer}.{extension}`: a layer as a file, every column, status and source inside."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from gis.errors import LayerMissingError
from gis.export.formats import file_name, to_csv, to_geojson, to_geopackage
from gis.words import language, say
from views.http.context import open_territory, speaking
from views.http.features import FULL_DECIMALS, layer_version
from views.http.media_types import media_type
from views.http.responses import Body, ResponseCache, answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from gis.territory import Layer

_cache = ResponseCache()


def _geojson(layer: Layer) -> bytes:
    return to_geojson(layer, decimals=FULL_DECIMALS)


def _geopackage(layer: Layer) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "layer.gpkg"
        to_geopackage([layer], path)
        return path.read_bytes()


FORMATS: dict[str, Callable[[Layer], bytes]] = {"geojson": _geojson, "gpkg": _geopackage, "csv": to_csv}
"""Writer by file extension."""


@speaking
def download(request: Request) -> Response:
    """Answer with a file; 404 where nothing is known, since an empty file would look like nothing there."""
    territory = open_territory(request)
    name = request.path_params["name"]
    key, _, extension = name.rpartition(".")
    if extension not in FORMATS:
        known = " ".join(f".{known}" for known in FORMATS)
        msg = say("export.format", name=name[:80], known=known)
        raise LayerMissingError(msg)
    layer = territory.layer(key[:80])
    write = FORMATS[extension]
    version = (territory.code, key, layer_version(territory, layer), extension, language())
    body = _cache.get(version, lambda: Body(write(layer), media_type(extension)))
    saved_as = file_name(territory.name, key, extension=extension)
    return answer(request, body, headers={"Content-Disposition": f'attachment; filename="{saved_as}"'})

"""The routes that the server answers beside its pages: layers, downloads and assets.

    /healthz                         whether visitors can be served
    /features/{layer}.geojson        what the web map draws; `?full=1` for every column, as QGIS wants it
    /download/{layer}.{extension}    geojson, gpkg or csv, with status and source inside
    /assets/{path}                   styles and images, each from an installed package or from views
    /scripts/{version}/{path}        the modules that browsers run

Layers take `?territory=62041` and `?lang=en`.
"""

from __future__ import annotations

from starlette.routing import Route

from views.http.assets import asset
from views.http.download import download
from views.http.features import features
from views.http.health import healthz
from views.http.scripts import script


def routes() -> list[Route]:
    """Return the routes for `streamlit.starlette.App`."""
    return [
        Route("/healthz", healthz),
        Route("/features/{name:path}", features),
        Route("/download/{name:path}", download),
        Route("/assets/{path:path}", asset),
        Route("/scripts/{version}/{path:path}", script),
    ]

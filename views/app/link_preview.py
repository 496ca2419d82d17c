"""What others see of a link to the map before they open it: its title, and a picture of what it shows."""

from __future__ import annotations

import math
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.routing import Route

from gis.export.preview import PIXELS, map_preview
from gis.links import public
from gis.territory import first_layers
from gis.words import language, say
from views.http.context import open_territory, speaking
from views.http.responses import Body, ResponseCache, answer
from views.map.permalink import read_address
from views.ui.html import joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from gis.territory import Territory
    from views.map.spec import View

PATH = "/preview.png"
ASKED = ("territory", "layers", "lat", "lon", "z")
"""What of an address changes the picture."""
AT_ONCE = 2
KEPT_BYTES = 16 * 1024 * 1024
EQUATOR_M, TILE_PX = 40_075_016.7, 256
"""Length of the equator in Web Mercator, and width of its one tile at zoom 0."""
_META = Markup('<meta property="{}" content="{}">')
_cache, _room = ResponseCache(KEPT_BYTES), threading.BoundedSemaphore(AT_ONCE)


def routes() -> list[Route]:
    """Return the route of the picture."""
    return [Route(PATH, speaking(preview))]


def tags(opened: Territory, parameters: Mapping[str, str], address: str) -> Markup:
    """Return the lines of a page's head that name its picture (https://ogp.me).

    Parameters
    ----------
    parameters : mapping
        What the address asks for.
    address : str
        Where the page is seen from; without it no picture can be named.
    """
    asked = {key: parameters[key] for key in ASKED if key in parameters} | {"lang": language()}
    base = public(address).partition("?")[0].rstrip("/")
    title = say("paper.preview_title", name=opened.name)
    lines = {
        "og:type": "website",
        "og:site_name": say("shell.name"),
        "og:title": title,
        "og:description": say("paper.preview_about"),
        "og:image": f"{base}{PATH}?{urlencode(asked)}",
        "og:image:width": str(PIXELS[0]),
        "og:image:height": str(PIXELS[1]),
        "og:image:alt": title,
    }
    return joined(_META.format(name, value) for name, value in lines.items())


def preview(request: Request) -> Response:
    """Answer with the picture of the map that an address asks for; what it says wrongly is passed over."""
    opened = open_territory(request)
    address = read_address(request.query_params, opened.themes, layers=first_layers(opened))
    key = (opened.code, opened.version, language(), address.layers, address.view)

    def make() -> Body:
        with _room:
            return Body(
                map_preview(opened, address.layers, bounds=_ground(opened, address.view)), "image/png"
            )

    return answer(request, _cache.get(key, make))


def _ground(territory: Territory, view: View | None) -> tuple[float, float, float, float] | None:
    """Return the ground that the map shows at a zoom, in metres."""
    if view is None:
        return None
    x, y = territory.projection.point_to_metres(view.lon, view.lat)
    metres_a_px = EQUATOR_M * math.cos(math.radians(view.lat)) / TILE_PX / 2**view.zoom
    half_w, half_h = (side / 2 * metres_a_px for side in PIXELS)
    return x - half_w, y - half_h, x + half_w, y + half_h

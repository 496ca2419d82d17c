"""The map document: Folium draws it once for each state of the data, browsers keep it."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
import streamlit

from gis.browser import FOLDER as SHARED
from gis.territory import memoised
from gis.words import LANGUAGES, use_language
from views.http.assets import asset_text, asset_url
from views.http.base_path import base_path
from views.http.scripts import script_url, scripts_in, scripts_version
from views.map.bases import BASES, TILE_HOSTS
from views.map.elements import AtlasFigure, AtlasMap, BaseEntry, RemoteLayer, Scripts
from views.map.start import WHOLE_ZOOM
from views.map.styles import layer_options

if TYPE_CHECKING:
    from gis.territory import Territory

CLIENT = Path(__file__).parent / "client"
_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


def map_modules() -> list[str]:
    """Return the addresses of all modules that the map is made of."""
    return [script_url(path) for path in scripts_in(CLIENT, SHARED)]


@cache
def font_address() -> str:
    """Return the address of the font that Streamlit serves for its own pages; empty when it has none."""
    media = Path(streamlit.__file__).parent / "static" / "static" / "media"
    found = sorted(media.glob("SourceSansVF-Upright*.woff2"))
    return f"{base_path()}/static/media/{found[0].name}" if found else ""


def map_version(territory: Territory) -> str:
    """Return a text that changes with the data, the scripts or the look of the map."""
    version = f"{territory.version}{scripts_version()}{_styles()}"
    return hashlib.sha256(version.encode()).hexdigest()[:12]


@memoised
def document(territory: Territory) -> tuple[str, str]:
    """Return the HTML of the map and the Content-Security-Policy that goes with it."""
    html = build(territory).get_root().render()
    return html, policy(html)


def build(territory: Territory) -> AtlasMap:
    """Return the Folium map of a territory: base maps and one remote layer for each theme with data."""
    lon, lat = territory.info.get("centre", (2.5, 46.5))
    made = AtlasMap([lat, lon], zoom_start=WHOLE_ZOOM, min_zoom=10, max_zoom=20, zoom_snap=0.25)
    figure = AtlasFigure(title=territory.name)
    made.add_to(figure)
    for base in BASES:
        tiles = _tiles(base.url, base.attribution, base.max_zoom)
        tiles._id = base.key  # noqa: SLF001 - a fixed name keeps the document the same at each start
        tiles.add_to(made)
        BaseEntry(base.key, tiles).add_to(made)
    with use_language(LANGUAGES[0]):
        for layer in territory.layers:
            RemoteLayer(layer.key, layer_options(territory, layer.theme)).add_to(made)
    made.add_child(Scripts(_styles(), _leaflet(), script_url(CLIENT / "boot.js"), map_modules()))
    return made


@cache
def _styles() -> str:
    """Return the rules of Leaflet and of the map, and the font of the pages where there is one."""
    font = font_address()
    face = f'@font-face {{ font-family: "Atlas"; font-weight: 200 900; src: url("{font}"); }}' if font else ""
    images = asset_url("leaflet/images/layers.png").partition("layers.png")[0]
    leaflet = asset_text("leaflet/leaflet.css").replace("url(images/", f"url({images}")
    return "\n".join((leaflet, face, (CLIENT / "atlas.css").read_text(encoding="utf-8")))


def _leaflet() -> str:
    return asset_text("leaflet/leaflet.js").partition("//# sourceMappingURL")[0]


def _tiles(url: str, attribution: str, native_zoom: int) -> folium.TileLayer:
    more: dict[str, Any] = {"cross_origin": False}
    return folium.TileLayer(
        url, attr=attribution, show=False, max_zoom=20, max_native_zoom=native_zoom, **more
    )


def policy(html: str) -> str:
    """Return a Content-Security-Policy that lets run what stands in the document and nothing else.

    Only pictures may come from elsewhere, and only from the hosts of the base maps.
    """
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for kind, text in _INLINE.findall(html):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        hashes[kind].append(f"'sha256-{digest}'")
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *hashes["script"])),
            " ".join(("style-src 'self'", *hashes["style"])),
            " ".join(("img-src 'self' data:", *TILE_HOSTS)),
            "connect-src 'self'",
            "font-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        )
    )

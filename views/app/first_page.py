"""The first page comes with its map: people see it while Streamlit still starts, then the page takes it over.

Streamlit's own page is an empty one that a second of scripts fills. Here the same page holds the title and
the map where they will stand, from the address asked for. `views/map/host/prerender.js` keeps the map until
the component of the page moves it, drawn as it is, to its place. Where anything is unusual (nonsense in the
address, a territory without data, a browser that cannot move a frame), Streamlit's page does it all.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route

from gis.errors import AtlasError
from gis.words import LANGUAGES, say, use_language
from views.app import link_preview, shell
from views.http.base_path import with_query
from views.http.page_policy import inline_scripts
from views.http.scripts import script_url
from views.map.document import map_modules
from views.map.map_component import HOST, map_data
from views.map.spec import MapSpec
from views.map.start import first_address
from views.territories import default_code, territory
from views.ui.html import joined, tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from gis.territory import Territory
    from views.map.permalink import Address

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
NAME = "carte"
HEAD, ROOT = "<head>", '<div id="root"></div>'
MODULE = Markup('<link rel="modulepreload" href="{}">')
PRELOAD = Markup('<link rel="preload" as="fetch" crossorigin fetchpriority="high" href="{}">')
TITLE, SPEECH = "<title>Streamlit</title>", '<html lang="en">'


def routes() -> list[Route]:
    """Return the route of the first page, for the application to serve instead of Streamlit's empty one."""
    return [Route("/", first_page), Route(f"/{NAME}", by_name)]


def by_name(request: Request) -> Response:
    """Send who asks for the first page by its name to where it is."""
    return RedirectResponse(with_query("./", request))


def map_of(address: Address) -> MapSpec:
    """Return the map of the first page as an address asks for it."""
    return MapSpec(
        key=NAME,
        layers=address.layers,
        base=address.base,
        year=address.year,
        view=address.view,
        height=900,
        around=200,
        address=True,
    )


def first_page(request: Request) -> Response:
    """Answer with the first page and the map that the address asks for."""
    page = with_map(_index(), request.query_params, address=str(request.url))
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


def with_map(page: str, parameters: Mapping[str, str], *, address: str = "") -> str:
    """Return a page of Streamlit with title and map in it; unchanged where the address is odd."""
    language = parameters.get("lang", LANGUAGES[0])
    if "embed" in parameters or language not in LANGUAGES:
        return page
    with use_language(language):
        try:
            opened = territory(parameters.get("territory") or default_code())
        except AtlasError:
            return page
        asked = first_address(parameters, opened)
        if asked.notice:
            return page
        head, body = _pieces(opened, map_of(asked))
        head = joined((link_preview.tags(opened, parameters, address), head))
        named = page.replace(TITLE, tag("title", say("shell.name")), 1)
    spoken = named.replace(SPEECH, SPEECH.replace("en", language), 1)
    return spoken.replace(HEAD, f"{HEAD}{head}", 1).replace(ROOT, f"{body}{ROOT}", 1)


def _pieces(opened: Territory, spec: MapSpec) -> tuple[Markup, Markup]:
    data = map_data(opened, spec)
    script, style = _own_files()
    # Named first, they are not kept waiting behind Streamlit's own scripts.
    modules = (MODULE.format(address) for address in (*map_modules(), script_url(HOST / "host.js")))
    soon = (PRELOAD.format(address) for address in data["prefetch"])
    text = json.dumps(data, ensure_ascii=False)
    head = joined((*modules, *soon, tag("style", style), tag("script", script, data_map=text)))
    frame = tag("iframe", title=data["label"], allow="fullscreen; geolocation", src=data["src"])
    sizes = f"--height: {spec.height}px; --around: {spec.around}px"
    title = shell.heading_html(say("pages.map"), opened)
    return head, tag("div", title, tag("div", frame, cls="atlas-host", style=sizes), id="atlas-prerender")


def scripts() -> list[str]:
    """Return the scripts that stand in a page itself, for the policy that lets them run and no other."""
    return [*inline_scripts(_index()), str(_own_files()[0])]


@cache
def _index() -> str:
    return INDEX.read_text(encoding="utf-8")


@cache
def _own_files() -> tuple[Markup, Markup]:
    styles = (shell.LOOK, HOST / "host.css", HOST / "prerender.css")
    style = "\n".join(path.read_text(encoding="utf-8") for path in styles)
    script = (HOST / "prerender.js").read_text(encoding="utf-8")
    return Markup(script), Markup(style)  # noqa: S704 - files of our own

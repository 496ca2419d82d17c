"""`/assets/{path}`: scripts, styles and images from installed packages and from `views`, and nothing else.

leaflet/…    Leaflet, from the package django-js-lib-leaflet
…            the look of the pages, from views/assets
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from gis.words import say
from views.http.base_path import base_path
from views.http.context import speaking
from views.http.media_types import media_type
from views.http.responses import FOR_A_YEAR, Body, ResponseCache, answer, error_answer

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

SERVED = frozenset({"css", "gif", "ico", "jpg", "js", "json", "mjs", "png", "svg", "webp", "woff2"})
"""The only kinds of files that are served."""
FOR_AN_HOUR = "public, max-age=3600"
VIEWS = Path(__file__).parents[1]
_cache = ResponseCache()


def folders() -> dict[str, Path]:
    """Return the folders that are served, by the beginning of their address."""
    leaflet = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"
    return {"leaflet/": leaflet, "": VIEWS / "assets"}


@cache
def listed() -> dict[str, Path]:
    """Return every file that may be asked for, by its address: no other address leads anywhere."""
    return {
        start + path.relative_to(folder).as_posix(): path
        for start, folder in folders().items()
        for path in sorted(folder.rglob("*"))
        if path.suffix.removeprefix(".") in SERVED and path.is_file() and not path.is_symlink()
    }


def asset_url(name: str) -> str:
    """Return the address of a file with the hash of its content, so that browsers keep it for a year.

    Raises
    ------
    KeyError
        When no such file is served: a fault of the program.
    """
    return f"{base_path()}/assets/{name}?v={_body(listed()[name]).tag}"


def asset_text(name: str) -> str:
    """Return the content of a script or a style sheet, for a document that carries it inside.

    Raises
    ------
    KeyError
        When no such file is served: a fault of the program.
    """
    return listed()[name].read_text(encoding="utf-8")


@speaking
def asset(request: Request) -> Response:
    """Answer with a listed file, to be kept for a year where its address bears its hash."""
    name = request.path_params["path"]
    path = listed().get(name)
    if path is None:
        return error_answer(404, say("export.asset", name=name[:80]))
    body = _body(path)
    fresh = request.query_params.get("v", "") == body.tag
    return answer(request, body, cache=FOR_A_YEAR if fresh else FOR_AN_HOUR)


def _body(path: Path) -> Body:
    version = (path, path.stat().st_mtime_ns)
    return _cache.get(version, lambda: Body(path.read_bytes(), media_type(path.name)))

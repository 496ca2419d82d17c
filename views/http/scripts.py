"""`/scripts/{version}/{path}`: the modules that browsers run, in the folders that they have in the project.

So they find each other by the same relative paths in a browser, in an editor and in tests. The version stands
before the path: what a module imports is then of the same version, and a browser may keep it for ever.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gis.browser import FOLDER as SHARED
from gis.words import say
from views.http.base_path import base_path
from views.http.context import speaking
from views.http.media_types import media_type
from views.http.responses import FOR_A_YEAR, REVALIDATE, Body, ResponseCache, answer, error_answer

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

HOUSE = Path(__file__).parents[2]
COMPONENTS = HOUSE / "views" / "ui" / "components"
FOLDERS = (SHARED, COMPONENTS, HOUSE / "views" / "map" / "client", HOUSE / "views" / "map" / "host")
NOT_FOUND = 404
_cache = ResponseCache()


def scripts_in(*folders: Path) -> list[Path]:
    """Return the modules in folders and below them, in the order of their names."""
    return sorted(path for folder in folders for path in folder.rglob("*.js"))


@cache
def listed() -> dict[str, Path]:
    """Return every module that may be asked for, by its path: no other path leads anywhere."""
    return {path.relative_to(HOUSE).as_posix(): path for path in scripts_in(*FOLDERS)}


@cache
def scripts_version() -> str:
    """Return a text that changes with any of the modules."""
    digest = hashlib.sha256()
    for name, path in listed().items():
        digest.update(name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def script_url(path: Path) -> str:
    """Return the address of a module; a browser may keep what it answers.

    Raises
    ------
    KeyError
        When no such module is served: a fault of the program.
    """
    name = path.relative_to(HOUSE).as_posix()
    if name not in listed():
        raise KeyError(name)
    return f"{base_path()}/scripts/{scripts_version()}/{name}"


@speaking
def script(request: Request) -> Response:
    """Answer with a listed module, to be kept for a year under the version that it has now."""
    name = request.path_params["path"]
    path = listed().get(name)
    if path is None:
        return error_answer(NOT_FOUND, say("export.asset", name=name[:80]))
    body = _cache.get((path, path.stat().st_mtime_ns), lambda: Body(path.read_bytes(), media_type("js")))
    fresh = request.path_params["version"] == scripts_version()
    return answer(request, body, cache=FOR_A_YEAR if fresh else REVALIDATE)

"""Where the atlas stands on its host: at the root, or under a path (`--server.baseUrlPath atlas`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse
from starlette.routing import Route
from streamlit import config

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response


def base_path() -> str:
    """Return the path before that of every page, such as `/atlas`; empty at the root."""
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def under_base(routes: Iterable[Route]) -> list[Route]:
    """Return routes that answer under the path of the atlas, and one that completes its own address."""
    base = base_path()
    if not base:
        return list(routes)
    # Pages name their scripts relative to the folder that they stand in.
    start = Route(base, _with_slash)
    return [start, *(Route(f"{base}{route.path}", route.endpoint, methods=route.methods) for route in routes)]


def _with_slash(request: Request) -> Response:
    return RedirectResponse(with_query(f"{base_path().rpartition('/')[2]}/", request))


def with_query(address: str, request: Request) -> str:
    """Return an address with the query of a request."""
    return f"{address}?{request.url.query}" if request.url.query else address

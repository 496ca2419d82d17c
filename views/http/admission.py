"""Which requests are let in: for this host, from this origin, to a path that there is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.routing import Match

from gis.words import add_folder, say
from views.http.assets import VIEWS
from views.http.base_path import base_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.routing import BaseRoute
    from starlette.types import Scope

    from gis.environment import Environment

add_folder(VIEWS / "words")
MISDIRECTED, FORBIDDEN, NOT_FOUND = 421, 403, 404
READING = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST_NAME = 255
"""Bytes of a part of a path; file systems refuse longer names with an error."""
SOCKET = "/_stcore/stream"
HEALTH = frozenset({"/healthz", "/_stcore/health"})
"""What asks whether the server lives calls it by whatever name it knows."""
STREAMLIT = re.compile(
    r"/(favicon\.png|manifest\.json|static/.+|media/.+|oauth2callback|auth/log(in|out)"
    r"|_stcore/(health|host-config|stream|upload_file/.+|bidi-components/.+))"
)
"""What Streamlit answers and pages need: not its metrics, nor its doors for programs."""
HOST = re.compile(r"(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d+)?", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Refusal:
    """Why a request is not answered: a status of HTTP, and a sentence."""

    status: int
    sentence: str


@dataclass(frozen=True)
class Admission:
    """The doorkeeper.

    Attributes
    ----------
    pages : Sequence[str]
        Names of the pages.
    routes : Sequence[BaseRoute]
        What the atlas answers itself, under its path.
    """

    pages: Sequence[str]
    routes: Sequence[BaseRoute]

    def refusal(self, scope: Scope, settings: Environment) -> Refusal | None:
        """Return why a request is refused; nothing where it is let in."""
        headers, path = Headers(scope=scope), scope["path"]
        if not _host_fits(headers.get("host", ""), scope, settings):
            return Refusal(MISDIRECTED, say("http.host", address=settings.address or "CAILLOUX_ADDRESS"))
        writing = scope["type"] == "websocket" or scope["method"] not in READING
        if writing and _is_foreign(headers):
            return Refusal(FORBIDDEN, say("http.origin"))
        return None if self._leads_somewhere(path, scope) else Refusal(NOT_FOUND, say("http.path"))

    def _leads_somewhere(self, path: str, scope: Scope) -> bool:
        if any(len(part.encode()) > LONGEST_NAME for part in path.split("/")):
            return False
        inside = path.removeprefix(base_path())
        if scope["type"] == "websocket":
            return inside == SOCKET
        if any(route.matches(scope)[0] is not Match.NONE for route in self.routes):
            return True
        if not path.startswith(f"{base_path()}/"):
            return False
        return bool(STREAMLIT.fullmatch(inside)) or inside.rstrip("/").removeprefix("/") in self.pages


def _host_fits(host: str, scope: Scope, settings: Environment) -> bool:
    """Tell whether a request is meant for this server.

    Whoever has no public address serves this machine alone, where another name is that of a page which had
    it lead here (DNS rebinding).
    """
    if scope["path"].removeprefix(base_path()) in HEALTH:
        return True
    if not HOST.fullmatch(host):
        return False
    if settings.address:
        wanted = urlsplit(settings.address)
        port = wanted.port or _DEFAULT_PORTS[wanted.scheme]
        asked = urlsplit(f"//{host}")
        return asked.hostname == wanted.hostname and (asked.port or port) == port
    server = (scope.get("server") or ("",))[0]
    return not _is_loopback(server) or _is_loopback(urlsplit(f"//{host}").hostname or "")


def _is_foreign(headers: Headers) -> bool:
    """Tell whether a page of another site sent a request; programs that are no browsers name no origin."""
    origin = headers.get("origin")
    return origin is not None and _netloc(origin) != headers.get("host")


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _is_loopback(name: str) -> bool:
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False

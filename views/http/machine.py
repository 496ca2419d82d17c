"""Whether a session comes from the machine itself, from the user who runs the atlas, as the server sees it.

What a request says of itself proves nothing: a proxy on this machine makes every visitor come from loopback,
and may write a loopback name into `Host`. So everything must fit, the socket of the caller included.
"""

from __future__ import annotations

import ipaddress
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gis.environment import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

HEADER = "x-atlas-machine"
"""What sessions of the machine itself carry towards the pages; nobody else can, its value is a secret."""
TOKEN = secrets.token_urlsafe(32)
FORWARDED = ("x-", "cf-", "fly-", "fastly-", "forwarded", "via", "true-client-ip", "client-ip")
"""How headers begin that proxies add; no browser sends one with a WebSocket of its own."""
SOCKETS = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_LOCAL, _REMOTE, _USER = 1, 2, 7


class MachineMark:
    """What goes around an application and marks the sessions that come from the machine itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, marked or not; a mark that it brought itself is taken away."""
        if scope["type"] == "websocket":
            kept = [pair for pair in scope["headers"] if pair[0].lower() != HEADER.encode()]
            if is_local(scope):
                kept.append((HEADER.encode(), TOKEN.encode()))
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, send)


def is_local(
    scope: Mapping[str, object], *, sockets: Sequence[Path] = SOCKETS, address: str | None = None
) -> bool:
    """Whether a session comes from the machine itself, by the user who runs the atlas, and through no proxy.

    Parameters
    ----------
    scope : Mapping
        The ASGI scope of its WebSocket.
    sockets : Sequence[Path]
        Tables of the sockets of this machine, as Linux has them.
    address : str, optional
        Public address of the atlas; that of `CAILLOUX_ADDRESS` by default.
    """
    public = environment().address if address is None else address
    headers: list[tuple[bytes, bytes]] = list(scope.get("headers") or ())  # type: ignore[call-overload]
    named = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in headers]
    hosts = [value for name, value in named if name == "host"]
    origins = [value for name, value in named if name == "origin"]
    return (
        not (public and not is_loopback(_host(public)))
        and not any(name.startswith(FORWARDED) for name, _ in named)
        and len(hosts) == 1
        and is_loopback(_host(f"//{hosts[0]}"))
        and len(origins) == 1
        and is_loopback(_host(origins[0]))
        and _is_neighbour(scope.get("client"), scope.get("server"), sockets)
    )


def is_loopback(host: str) -> bool:
    """Whether a name or an address is that of the machine itself."""
    if host == "localhost":
        return True
    with suppress(ValueError):
        address = ipaddress.ip_address(host)
        mapped = getattr(address, "ipv4_mapped", None)
        return (mapped or address).is_loopback
    return False


def _host(address: str) -> str:
    with suppress(ValueError):
        return urlsplit(address).hostname or ""
    return ""


def _is_neighbour(client: object, server: object, sockets: Iterable[Path]) -> bool:
    """Whether the caller's socket is on this machine, and belongs to the user who runs the atlas."""
    match client, server:
        case ((str(host), int(port)) | [str(host), int(port)], (_, int(own)) | [_, int(own)]):
            known = [path for path in sockets if path.exists()]
            users = {user for path in known for user in _users(path, port, own)}
            return is_loopback(host) and (not known or users == {os.getuid()})
        case _:
            return False


def _users(path: Path, port: int, own: int) -> Iterable[int]:
    """Return the users of the sockets of a table that reach from one port to another."""
    ends = (f":{port:04X}", f":{own:04X}")
    for line in path.read_text(encoding="ascii").splitlines()[1:]:
        cells = line.split()
        if cells[_LOCAL].endswith(ends[0]) and cells[_REMOTE].endswith(ends[1]):
            yield int(cells[_USER])

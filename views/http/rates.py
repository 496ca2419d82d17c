"""How often one visitor, and one address, may write, send files and start heavy work; and when to come back.

Nobody keeps or logs an address: each is counted by a hash whose secret is made anew with each start, in
memory alone, and no longer than the minute or hour that is counted.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import streamlit as st
from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from streamlit.runtime.scriptrunner import get_script_run_ctx

from gis.environment import environment
from gis.errors import BusyError
from gis.words import number, say
from views.http.base_path import base_path
from views.http.machine import HEADER as MACHINE
from views.http.machine import TOKEN, is_local
from views.http.responses import error_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from limits import RateLimitItem
    from starlette.types import ASGIApp, Receive, Scope, Send

    Kind = Literal["write", "upload", "heavy"]

HEADER = "x-atlas-caller"
"""What carries the hash of an address towards the pages; one that a request brought itself is taken away."""
TOO_MANY = 429
UPLOAD = "/_stcore/upload_file/"
RATES: Mapping[Kind, tuple[tuple[RateLimitItem, ...], tuple[RateLimitItem, ...]]] = {
    "write": (
        (RateLimitItemPerMinute(60), RateLimitItemPerHour(600)),
        (RateLimitItemPerMinute(300), RateLimitItemPerHour(3000)),
    ),
    "upload": (
        (RateLimitItemPerMinute(20), RateLimitItemPerHour(120)),
        (RateLimitItemPerMinute(60), RateLimitItemPerHour(600)),
    ),
    "heavy": (
        (RateLimitItemPerMinute(30), RateLimitItemPerHour(240)),
        (RateLimitItemPerMinute(120), RateLimitItemPerHour(1200)),
    ),
}
"""What one session may, and what all sessions of one address may: a school or a town hall shares one."""
_SECRET = secrets.token_bytes(32)
_NETWORK_BITS = 64
_limiter = MovingWindowRateLimiter(MemoryStorage())


@dataclass(frozen=True)
class Caller:
    """Who asks for something.

    Attributes
    ----------
    session, address : str
        Name of the session and hash of the address; empty where they are not known.
    free : bool
        Whether nothing is counted: the administrator at the machine itself.
    """

    session: str = ""
    address: str = ""
    free: bool = False

    @classmethod
    def here(cls) -> Caller:
        """Return the visitor of the page that runs; nobody outside of one."""
        context = get_script_run_ctx(suppress_warning=True)
        if context is None:
            return cls()
        headers = st.context.headers
        free = secrets.compare_digest(headers.get(MACHINE, ""), TOKEN)
        return cls(context.session_id, headers.get(HEADER, ""), free)

    def spend(self, kind: Kind) -> None:
        """Count one act.

        Raises
        ------
        BusyError
            When there were too many; the sentence says when to come back.
        """
        if self.free:
            return
        for name, rates in zip((self.session, self.address), RATES[kind], strict=True):
            for rate in rates if name else ():
                if not _limiter.hit(rate, kind, name):
                    raise BusyError(_later(_limiter.get_window_stats(rate, kind, name).reset_time))


class Rates:
    """What goes around an application: it tells pages the caller, and counts the files that are sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer that it comes too soon."""
        if scope["type"] == "websocket":
            kept = [pair for pair in scope["headers"] if pair[0].lower() != HEADER.encode()]
            scope = {**scope, "headers": [*kept, (HEADER.encode(), hashed_address(scope).encode())]}
        elif scope["type"] == "http" and scope["method"] in {"PUT", "POST"}:
            path = scope["path"].removeprefix(base_path())
            if path.startswith(UPLOAD):
                session = path.removeprefix(UPLOAD).partition("/")[0]
                try:
                    Caller(session, hashed_address(scope), is_local(scope)).spend("upload")
                except BusyError as error:
                    await error_answer(TOO_MANY, str(error))(scope, receive, send)
                    return
        await self.app(scope, receive, send)


def hashed_address(scope: Scope) -> str:
    """Return what an address is counted by; empty where it is not known.

    Behind a proxy, which there is where `CAILLOUX_ADDRESS` is set, it is the last one of `X-Forwarded-For`:
    those before it are what the caller says. Of IPv6 a network counts as one, as it is given to one customer.
    """
    address = str((scope.get("client") or ("",))[0])
    if environment().address:
        forwarded = Headers(scope=scope).getlist("x-forwarded-for")
        address = forwarded[-1].rpartition(",")[2].strip() if forwarded else address
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if known.version == 6:  # noqa: PLR2004
        known = ipaddress.ip_network((known, _NETWORK_BITS), strict=False).network_address
    return hashlib.blake2b(known.packed, key=_SECRET, digest_size=16).hexdigest()


def _later(until: float) -> str:
    seconds = max(1, math.ceil(until - time.time()))
    if seconds <= 60:  # noqa: PLR2004
        return say("http.rate_seconds", seconds=number(seconds))
    return say("http.rate_minutes", minutes=number(math.ceil(seconds / 60)))

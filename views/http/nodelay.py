"""Answers leave at once.

Streamlit binds its socket in a way that keeps asyncio from switching off Nagle's algorithm (the protocol is
left unnamed). On a kept connection the body of each answer then waits for the browser to acknowledge the
headers, which browsers put off for some 40 ms: the fifty scripts of a page become a third of a second.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class NoDelay:
    """What goes around an application so that its connections send small pieces without waiting.

    It must be outermost, where the server itself takes the answers. Where that shows no socket, everything
    works as before.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, its connection made prompt."""
        transport = getattr(getattr(send, "__self__", None), "transport", None)
        if transport is not None:
            with suppress(OSError, AttributeError):
                connection = transport.get_extra_info("socket")
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)

"""What stands before all answers, Streamlit's own among them: who is let in, and what browsers are told."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, Response

from gis.environment import environment
from gis.words import LANGUAGES, language, say, use_language
from views.http.admission import HOST, Admission
from views.http.base_path import base_path
from views.http.page_policy import PLAIN, framed, page_policy, script_hash
from views.http.responses import error_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from gis.environment import Environment
    from views.http.admission import Refusal

PERMISSIONS = "geolocation=(self), fullscreen=(self), camera=(), microphone=(), payment=(), usb=()"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
}
XSRF_COOKIE = "_streamlit_xsrf="
PAGE = Markup(
    '<!DOCTYPE html><html lang="{0}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{1}</title></head>'
    '<body style="font: 1.1rem/1.5 sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">'
    '<main><h1 style="font-size: 1.3rem">{1}</h1><p><a href="{2}">{3}</a></p></main></body></html>'
)
POLICY_VIOLATION = 1008
"""Code of a WebSocket that is closed for what it is (RFC 6455, section 7.4.1)."""


class Gatehouse:
    """What goes around an application so that no answer leaves it without its headers.

    Parameters
    ----------
    pages : iterable of str
        Names of the pages.
    routes : iterable of BaseRoute
        What the application answers beside them.
    scripts : iterable of str
        Scripts that stand in the pages themselves.
    """

    def __init__(
        self, app: ASGIApp, *, pages: Iterable[str], routes: Sequence[BaseRoute], scripts: Iterable[str]
    ) -> None:
        self.app, self._admission = app, Admission(("", *pages), routes)
        self._scripts = [script_hash(text) for text in scripts]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it at once."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        settings = environment()
        with use_language(_language(scope)):
            refusal = self._admission.refusal(scope, settings)
            answer = _refused(refusal, scope) if refusal else self.app
        if scope["type"] == "websocket":
            if refusal:
                await receive()
                await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            else:
                await self.app(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._tell(MutableHeaders(raw=message.setdefault("headers", [])), scope, settings)
            await send(message)

        await answer(scope, receive, told)

    def _tell(self, headers: MutableHeaders, scope: Scope, settings: Environment) -> None:
        secure, host = scope["scheme"] == "https", Headers(scope=scope).get("host", "")
        for name, value in ALWAYS.items():
            headers.setdefault(name, value)
        policy = headers.get("Content-Security-Policy") or self._policy(headers, scope, host)
        headers["Content-Security-Policy"] = framed(policy, settings.embed)
        if secure and settings.hsts:
            headers["Strict-Transport-Security"] = f"max-age={settings.hsts}"
        if "location" in headers and urlsplit(headers["location"]).netloc == host:
            headers["location"] = urlsplit(headers["location"])._replace(scheme="", netloc="").geturl()
        if secure:
            _keep_cookies_safe(headers, embedded=bool(settings.embed))

    def _policy(self, headers: MutableHeaders, scope: Scope, host: str) -> str:
        # What people download from a page may be HTML, and is no page of the atlas.
        made_here = not scope["path"].startswith(f"{base_path()}/media/")
        if not (made_here and headers.get("content-type", "").startswith("text/html")):
            return PLAIN
        sockets = (f"ws://{host}", f"wss://{host}") if HOST.fullmatch(host) else ()
        return page_policy(self._scripts, sockets=sockets)


def _keep_cookies_safe(headers: MutableHeaders, *, embedded: bool) -> None:
    """Let cookies that were set over TLS return over TLS alone.

    In a frame of another site browsers keep the one against forged uploads as one of that site only (CHIPS).
    """
    cookies = headers.getlist("set-cookie")
    if not cookies:
        return
    del headers["set-cookie"]
    for cookie in cookies:
        parts = [part.strip() for part in cookie.split(";")]
        if embedded and cookie.startswith(XSRF_COOKIE):
            kept = [part for part in parts if not part.lower().startswith("samesite")]
            parts = [*kept, "SameSite=None", "Partitioned"]
        safe = parts if any(part.lower() == "secure" for part in parts) else [*parts, "Secure"]
        headers.append("set-cookie", "; ".join(safe))


def _language(scope: Scope) -> str:
    query = scope.get("query_string", b"").split(b"&")
    return next((code for code in LANGUAGES if f"lang={code}".encode() in query), LANGUAGES[0])


def _refused(refusal: Refusal, scope: Scope) -> Response:
    """Return a small page for people and JSON for programs."""
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return error_answer(refusal.status, refusal.sentence)
    start = f"{base_path()}/?lang={language()}"
    page = PAGE.format(language(), refusal.sentence, start, say("http.start"))
    return HTMLResponse(page, refusal.status, headers={"Cache-Control": "no-store"})

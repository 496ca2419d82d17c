"""What the server counts: answers by kind and status, how long they took, sessions, memory, work under way.

On a port of its own, in the text format of Prometheus
(https://prometheus.io/docs/instrumenting/exposition_formats/). Nothing of it tells one visitor from another.
"""

from __future__ import annotations

import threading
import time
from bisect import bisect_left
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from views.http.base_path import base_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

BOUNDS_S = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
KINDS = frozenset({"assets", "download", "features", "map", "media", "preview.png", "scripts", "static"})
PAGE_BYTES = 4096
"""Bytes of a page of memory, of which Linux counts them."""
PATH = "/metrics"
_STATM = Path("/proc/self/statm")


class Counts:
    """What was counted since the start."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: Counter[tuple[str, int]] = Counter()
        self._slots = [0] * (len(BOUNDS_S) + 1)
        self._seconds = 0.0
        self._sessions = 0

    def note(self, kind: str, status: int, seconds: float) -> None:
        """Count an answer."""
        with self._lock:
            self._answers[kind, status] += 1
            self._slots[bisect_left(BOUNDS_S, seconds)] += 1
            self._seconds += seconds

    def meet(self, change: int) -> None:
        """Count a session that began (1) or ended (-1)."""
        with self._lock:
            self._sessions += change

    def text(self, gauges: Mapping[str, float]) -> str:
        """Return all of it, and some gauges, as Prometheus reads it."""
        with self._lock:
            answers, slots = sorted(self._answers.items()), list(accumulate(self._slots))
            seconds, sessions = self._seconds, self._sessions
        bounds = [*(str(bound) for bound in BOUNDS_S), "+Inf"]
        lines = ["# TYPE atlas_answers_total counter"]
        lines += [f'atlas_answers_total{{kind="{kind}",status="{code}"}} {n}' for (kind, code), n in answers]
        lines += ["# TYPE atlas_answer_seconds histogram"]
        lines += [
            f'atlas_answer_seconds_bucket{{le="{bound}"}} {n}' for bound, n in zip(bounds, slots, strict=True)
        ]
        lines += [f"atlas_answer_seconds_sum {seconds:.6f}", f"atlas_answer_seconds_count {slots[-1]}"]
        for name, value in {"atlas_sessions": sessions, **gauges}.items():
            lines += [f"# TYPE {name} gauge", f"{name} {value}"]
        return "\n".join(lines) + "\n"


COUNTS = Counts()


class Counted:
    """What goes around an application and counts its answers."""

    def __init__(self, app: ASGIApp, *, pages: Iterable[str], counts: Counts = COUNTS) -> None:
        self.app, self._kinds, self._counts = app, {*KINDS, *pages}, counts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and count what came of it."""
        if scope["type"] == "websocket":
            await self._meet(scope, receive, send)
        elif scope["type"] == "http":
            await self._note(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _note(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun, status = time.perf_counter(), 500

        async def heard(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self.app(scope, receive, heard)
        finally:
            self._counts.note(self._kind(scope["path"]), status, time.perf_counter() - begun)

    async def _meet(self, scope: Scope, receive: Receive, send: Send) -> None:
        met = False

        async def heard(message: Message) -> None:
            nonlocal met
            if message["type"] == "websocket.accept":
                met = True
                self._counts.meet(1)
            await send(message)

        try:
            await self.app(scope, receive, heard)
        finally:
            if met:
                self._counts.meet(-1)

    def _kind(self, path: str) -> str:
        """Return the first part of a path where it is a known one, so that no visitor makes new ones."""
        first = path.removeprefix(base_path()).strip("/").partition("/")[0]
        return first if first in self._kinds else "other" if first else "first_page"


def memory_bytes() -> int:
    """Return the memory that the process holds; 0 where that is not told."""
    try:
        return int(_STATM.read_text(encoding="ascii").split()[1]) * PAGE_BYTES
    except OSError:
        return 0


def serve_metrics(
    address: tuple[str, int], jobs: Callable[[], int], *, counts: Counts = COUNTS
) -> ThreadingHTTPServer:
    """Answer `/metrics` on an address, in a thread of its own, until `shutdown` is called.

    Raises
    ------
    OSError
        When the address cannot be listened to.
    """

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path == PATH
            gauges = {"atlas_memory_bytes": memory_bytes(), "atlas_jobs_running": jobs()}
            body = counts.text(gauges).encode() if known else b""
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - named by the library
            """Log no requests."""

    server = ThreadingHTTPServer(address, Answering)
    threading.Thread(target=server.serve_forever, name="metrics", daemon=True).start()
    return server

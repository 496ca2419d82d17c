"""Answers with an ETag, compressed once, with the headers that keep a browser from guessing."""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from starlette.requests import Request

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    "Referrer-Policy": "same-origin",
}
REVALIDATE = "no-cache"
FOR_A_YEAR = "public, max-age=31536000, immutable"
KEPT_BYTES = 64 * 1024 * 1024
SMALLEST_PACKED = 500
"""Bytes below which compression gains nothing."""
_TOKEN = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([\d.]+)\s*)?")


@dataclass(frozen=True)
class Body:
    """Bytes to answer with, their type, and their names for a browser's cache."""

    raw: bytes
    media_type: str

    @cached_property
    def tag(self) -> str:
        """Short hash of the content."""
        return hashlib.sha256(self.raw).hexdigest()[:20]

    @cached_property
    def packed(self) -> bytes | None:
        """The content compressed with gzip, or nothing where that makes it no smaller."""
        if len(self.raw) < SMALLEST_PACKED:
            return None
        packed = gzip.compress(self.raw, 6, mtime=0)
        return packed if len(packed) < len(self.raw) else None

    @property
    def size(self) -> int:
        """Bytes that the body takes in memory."""
        return len(self.raw) + len(self.packed or b"")


class ResponseCache:
    """Bodies made once and kept until room is needed, the one not used for longest going first.

    Parameters
    ----------
    room : int
        Most bytes to keep.
    """

    def __init__(self, room: int = KEPT_BYTES) -> None:
        self._room = room
        self._bodies: OrderedDict[Hashable, Body] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Body]) -> Body:
        """Return the body of a key, made now where it is not kept."""
        with self._lock:
            if key in self._bodies:
                self._bodies.move_to_end(key)
                return self._bodies[key]
        body = make()
        with self._lock:
            self._bodies[key] = body
            while len(self._bodies) > 1 and sum(held.size for held in self._bodies.values()) > self._room:
                self._bodies.popitem(last=False)
        return body


def answer(
    request: Request, body: Body, *, cache: str = REVALIDATE, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer with a body: 304 where the browser has it already, compressed where it may be."""
    packed = body.packed if accepts_gzip(request.headers.get("accept-encoding", "")) else None
    tag = f'"{body.tag}-gz"' if packed is not None else f'"{body.tag}"'
    common = {
        **SECURITY_HEADERS,
        "Cache-Control": cache,
        "ETag": tag,
        "Vary": "Accept-Encoding",
        **(headers or {}),
    }
    if has_already(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=common)
    if packed is not None:
        common["Content-Encoding"] = "gzip"
    return Response(packed or body.raw, media_type=body.media_type, headers=common)


def error_answer(status: int, sentence: str) -> Response:
    """Answer with a sentence that says what was wrong."""
    return JSONResponse(
        {"error": sentence}, status, headers={**SECURITY_HEADERS, "Cache-Control": "no-store"}
    )


def accepts_gzip(header: str) -> bool:
    """Tell whether an Accept-Encoding header allows gzip."""
    weights = {name.lower(): float(weight or 1) for name, weight in map(_weight, header.split(",")) if name}
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def has_already(header: str, tag: str) -> bool:
    """Tell whether an If-None-Match header names a tag."""
    named = [part.strip().removeprefix("W/") for part in header.split(",")]
    return tag in named or "*" in named


def _weight(part: str) -> tuple[str, str]:
    found = _TOKEN.fullmatch(part)
    if found is None:
        return "", ""
    weight = found[2] or "1"
    return found[1], weight if re.fullmatch(r"\d+(?:\.\d*)?", weight) else "0"

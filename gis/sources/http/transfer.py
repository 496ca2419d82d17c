"""One exchange with a service: what its status means, and how its body comes to disk."""

from __future__ import annotations

import hashlib
import shutil
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from gis.sources.http.reply_cache import CachedReply
from gis.sources.http.response import CHECKS, RefusedError, TransientError, excerpt
from gis.sources.http.throttle import check_stop
from gis.words import sentence

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from gis.sources.http.reply_cache import ReplyCache
    from gis.sources.http.request import Request
    from gis.sources.settings import SourceSettings

TRANSIENT = frozenset({429, 502, 503, 504})
PARTIAL, RANGE_REFUSED = 206, 416
MEGABYTE = 1_000_000
SUMS = frozenset({"md5", "sha1", "sha256"})
ROOM_LEFT = 200 * MEGABYTE
"""Bytes that stay free on the disk beside a big file."""


@dataclass(frozen=True)
class Transfer:
    """Brings bodies to disk, under the limits of the settings.

    Attributes
    ----------
    moved : callable
        Is told the bytes as they come.
    arriving : dict
        Bytes on disk, and bytes that it has, of each big file that is under way.
    """

    settings: SourceSettings
    reply_cache: ReplyCache
    stop: threading.Event
    moved: Callable[[int], None]
    arriving: dict[str, tuple[int, int]] = field(default_factory=dict)

    def conditions(self, request: Request, stored: CachedReply | None) -> dict[str, str]:
        """Return the headers that ask for what is new only, or for the rest of a file that was cut."""
        headers = {"Accept-Encoding": "identity"} if request.whole_file else {}
        part = self.reply_cache.part_slip(request.key) if request.whole_file else None
        if part is not None and part.validator and part.checksum == request.checksum:
            headers["Range"] = f"bytes={self.reply_cache.part(request.key).stat().st_size}-"
            headers["If-Range"] = part.validator
        elif stored is None or stored.checksum != request.checksum:
            # What is kept is another edition: that it has not changed at the service would be no news.
            return headers
        elif stored.etag:
            headers["If-None-Match"] = stored.etag
        elif stored.last_modified:
            headers["If-Modified-Since"] = stored.last_modified
        return headers

    def rest_is_nothing(self, request: Request, response: httpx.Response) -> bool:
        """Whether the service answers that the part on disk is the whole file already."""
        part = self.reply_cache.part(request.key)
        if response.status_code != RANGE_REFUSED or not part.exists():
            return False
        return bool(response.headers.get("Content-Range") == f"bytes */{part.stat().st_size}")

    def refuse_status(self, request: Request, response: httpx.Response) -> None:
        """Let only success pass.

        Raises
        ------
        TransientError
            When it is worth trying again.
        RefusedError
            When it is not.
        """
        status = response.status_code
        if status == RANGE_REFUSED:
            self.reply_cache.drop_part(request.key)
        if status in TRANSIENT or status == RANGE_REFUSED:
            msg = sentence("sources.http_status", url=request.url, status=status, excerpt="")
            raise TransientError(msg, wait_s=self._wait(response, request.url))
        if not response.is_success:
            msg = sentence(
                "sources.http_status", url=request.url, status=status, excerpt=excerpt(response.read())
            )
            raise RefusedError(msg, http_status=status)

    def _wait(self, response: httpx.Response, url: str) -> float | None:
        seconds = retry_after(response.headers.get("Retry-After", ""))
        if seconds is not None and seconds > self.settings.longest_wait_s:
            msg = sentence("sources.wait_too_long", url=url, seconds=round(seconds))
            raise RefusedError(msg, http_status=response.status_code)
        return seconds

    def receive(self, request: Request, response: httpx.Response) -> CachedReply:
        """Write the body to disk as it comes, and return what is known of it.

        Raises
        ------
        RefusedError
            When it is larger than allowed.
        TransientError
            When it takes longer than allowed.
        StoppedError
            When the stop flag rises.
        """
        part = self.reply_cache.part(request.key)
        had = self._continued(request, response)
        total = had + announced(response, request.size)
        if request.whole_file:
            self._refuse_too_big(request, total, total - had)
        slip = self._slip(request, response)
        self.reply_cache.start(request.key, slip)
        limit = self.settings.most_file_bytes if request.whole_file else self.settings.most_bytes
        deadline = time.monotonic() + self.settings.longest_reply_s
        try:
            with part.open("ab" if had else "wb") as body:
                # As it comes: a service that dribbles would fill no buffer before the clock is looked at.
                for chunk in response.iter_bytes():
                    check_stop(self.stop)
                    body.write(chunk)
                    self.moved(len(chunk))
                    self._limit(request, body.tell(), limit, deadline)
                    if request.whole_file:
                        self.arriving[request.key] = (body.tell(), max(total, body.tell()))
        finally:
            self.arriving.pop(request.key, None)
        return slip

    def _slip(self, request: Request, response: httpx.Response) -> CachedReply:
        part = self.reply_cache.part_slip(request.key) if response.status_code == PARTIAL else None
        return CachedReply(
            url=request.url,
            final_url=str(response.url),
            content_type=response.headers.get("Content-Type", "").lower(),
            etag=response.headers.get("ETag", part.etag if part else ""),
            last_modified=response.headers.get("Last-Modified", part.last_modified if part else ""),
            checksum=request.checksum,
        )

    def _continued(self, request: Request, response: httpx.Response) -> int:
        """Return the bytes on disk that a reply goes on from, 0 where it begins at the beginning.

        Raises
        ------
        TransientError
            When it goes on from elsewhere, or with another edition: the part is forgotten.
        """
        if response.status_code != PARTIAL:
            return 0
        slip, part = self.reply_cache.part_slip(request.key), self.reply_cache.part(request.key)
        had = part.stat().st_size if slip is not None else 0
        same = slip is not None and response.headers.get("ETag", slip.etag) == slip.etag
        if not same or not response.headers.get("Content-Range", "").startswith(f"bytes {had}-"):
            self.reply_cache.drop_part(request.key)
            msg = sentence("sources.other_part", url=request.url)
            raise TransientError(msg)
        return had

    def _refuse_too_big(self, request: Request, size: int, coming: int) -> None:
        """Refuse a file before its first byte where it is larger than allowed, or than the disk has room."""
        if size > self.settings.most_file_bytes:
            msg = sentence(
                "sources.too_large", url=request.url, limit=self.settings.most_file_bytes // MEGABYTE
            )
            raise RefusedError(msg)
        self.reply_cache.make()
        room = shutil.disk_usage(self.reply_cache.folder).free
        if coming + ROOM_LEFT > room:
            msg = sentence(
                "sources.no_room", url=request.url, needed=-(-coming // MEGABYTE), free=room // MEGABYTE
            )
            raise RefusedError(msg)

    def _limit(self, request: Request, size: int, limit: int, deadline: float) -> None:
        if size > limit:
            self.reply_cache.drop_part(request.key)
            msg = sentence("sources.too_large", url=request.url, limit=limit // MEGABYTE)
            raise RefusedError(msg)
        if time.monotonic() > deadline:
            msg = sentence("sources.too_slow", url=request.url, seconds=self.settings.longest_reply_s)
            raise TransientError(msg)

    def check(self, request: Request, slip: CachedReply) -> None:
        """Let only a body pass that is what was asked for; another one is forgotten.

        Raises
        ------
        TransientError, RefusedError
            When it is something else.
        """
        try:
            part = self.reply_cache.part(request.key)
            CHECKS[request.check](part, slip.content_type, slip.final_url)
            _check_sum(part, request.checksum, slip.final_url)
        except (TransientError, RefusedError):
            self.reply_cache.drop_part(request.key)
            raise


def announced(response: httpx.Response, told: int | None) -> int:
    """Return the bytes that a body shall have, by its header or else its publisher; 0 where neither says."""
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdigit() else told or 0


def retry_after(text: str) -> float | None:
    """Return the seconds that a `Retry-After` header asks to wait: a number, or a date."""
    if text.strip().isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None


def _check_sum(path: Path, told: str, url: str) -> None:
    """Let only a body pass that has the checksum its publisher tells, where it is of a known kind.

    Raises
    ------
    RefusedError
        When it has another one.
    """
    kind, _, digest = told.partition(":")
    if kind not in SUMS or not digest:
        return
    with path.open("rb") as stream:
        # It tells damage on the way, not forgery: publishers choose the kind.
        found = hashlib.file_digest(stream, lambda: hashlib.new(kind, usedforsecurity=False)).hexdigest()
    if found != digest.lower():
        msg = sentence("sources.wrong_checksum", url=url)
        raise RefusedError(msg)

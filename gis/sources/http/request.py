"""One exchange with a service: what is asked, what its status means, and how its body comes to disk."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from gis.sources.http.reply_cache import CachedReply
from gis.sources.http.response import CHECKS, RefusedError, TransientError, excerpt
from gis.sources.http.throttle import check_stop
from gis.words import sentence

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping

    import httpx

    from gis.sources.http.reply_cache import ReplyCache
    from gis.sources.settings import SourceSettings

TRANSIENT = frozenset({429, 502, 503, 504})
PARTIAL, RANGE_REFUSED = 206, 416


@dataclass(frozen=True)
class Request:
    """One request.

    Attributes
    ----------
    service : str
        Key of the service in the settings: its interval holds, and it has a connection of its own.
    check : str
        What the reply must be: `json`, `xml`, `gzip`, `zip` or `any`.
    data : Mapping or None
        Fields of a form to POST; `document` is a JSON body to POST.
    whole_file : bool
        A file that may be large, and is continued where it was cut.
    """

    service: str
    url: str
    params: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    check: str = "json"
    data: Mapping[str, str] | None = None
    document: Any = None
    whole_file: bool = False

    @property
    def key(self) -> str:
        """Name of the reply on disk: the same request has the same one."""
        parts = [
            self.url,
            sorted(self.params.items()),
            self.data and sorted(self.data.items()),
            self.document,
        ]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]

    @property
    def method(self) -> str:
        """`POST` where there is something to post."""
        return "GET" if self.data is None and self.document is None else "POST"


@dataclass(frozen=True)
class Transfer:
    """Brings bodies to disk, under the limits of the settings.

    Attributes
    ----------
    moved : callable
        Is told the bytes as they come.
    """

    settings: SourceSettings
    reply_cache: ReplyCache
    stop: threading.Event
    moved: Callable[[int], None]

    def conditions(self, request: Request, stored: CachedReply | None) -> dict[str, str]:
        """Return the headers that ask for what is new only, or for the rest of a file that was cut."""
        headers = {"Accept-Encoding": "identity"} if request.whole_file else {}
        part = self.reply_cache.part_slip(request.key) if request.whole_file else None
        if part is not None and part.can_be_asked_again:
            headers["Range"] = f"bytes={self.reply_cache.part(request.key).stat().st_size}-"
            headers["If-Range"] = part.etag or part.last_modified
        elif stored is not None and stored.etag:
            headers["If-None-Match"] = stored.etag
        elif stored is not None and stored.last_modified:
            headers["If-Modified-Since"] = stored.last_modified
        return headers

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
        slip = CachedReply(
            url=request.url,
            final_url=str(response.url),
            content_type=response.headers.get("Content-Type", "").lower(),
            etag=response.headers.get("ETag", ""),
            last_modified=response.headers.get("Last-Modified", ""),
        )
        self.reply_cache.start(request.key, slip)
        part = self.reply_cache.part(request.key)
        limit = self.settings.most_file_bytes if request.whole_file else self.settings.most_bytes
        mode = "ab" if response.status_code == PARTIAL else "wb"
        deadline = time.monotonic() + self.settings.longest_reply_s
        with part.open(mode) as body:
            # As it comes: a service that dribbles would fill no buffer before the clock is looked at.
            for chunk in response.iter_bytes():
                check_stop(self.stop)
                body.write(chunk)
                self.moved(len(chunk))
                self._limit(request, body.tell(), limit, deadline)
        return slip

    def _limit(self, request: Request, size: int, limit: int, deadline: float) -> None:
        if size > limit:
            self.reply_cache.drop_part(request.key)
            msg = sentence("sources.too_large", url=request.url, limit=limit // 1_000_000)
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
            CHECKS[request.check](self.reply_cache.part(request.key), slip.content_type, slip.final_url)
        except (TransientError, RefusedError):
            self.reply_cache.drop_part(request.key)
            raise


def retry_after(text: str) -> float | None:
    """Return the seconds that a `Retry-After` header asks to wait: a number, or a date."""
    if text.strip().isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None

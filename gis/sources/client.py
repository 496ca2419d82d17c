"""The one client through which every public service is asked.

It names the project and a contact, asks at most two things of a host at a time, obeys `Retry-After`, follows
redirects, writes every body to disk under a size limit, and hands over only what it has checked.
"""

from __future__ import annotations

import hashlib
import json
import logging
import threading
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

import httpx
import stamina

from gis.sources.gate import check_stop, gate
from gis.sources.reply import CHECKS, RefusedError, Reply, TransientError, excerpt
from gis.sources.spool import Slip
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from gis.sources.settings import SourceSettings
    from gis.sources.spool import Spool

# Retries are told by the error that ends them; stamina's own log would reach the terminal.
logging.getLogger("stamina").addHandler(logging.NullHandler())

TRANSIENT = frozenset({429, 502, 503, 504})
NOT_MODIFIED, PARTIAL, RANGE_REFUSED = 304, 206, 416
CHUNK = 1 << 16


@dataclass(frozen=True)
class Ask:
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


class Client:
    """Asks public services, politely.

    Parameters
    ----------
    settings : SourceSettings
        Limits and the contact.
    spool : Spool
        Where replies are kept.
    stop : threading.Event, optional
        Flag that ends every request early.

    Attributes
    ----------
    moved_bytes, requests : int
        What has gone over the network so far.
    """

    def __init__(
        self, settings: SourceSettings, spool: Spool, *, stop: threading.Event | None = None
    ) -> None:
        self.settings = settings
        self.spool = spool
        self.stop = stop or threading.Event()
        self.moved_bytes = 0
        self.requests = 0
        self._lock = threading.Lock()
        self._links: dict[str, httpx.Client] = {}
        self._keys: dict[str, threading.Lock] = {}
        self._replies: dict[str, Reply] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for link in self._links.values():
            link.close()

    def ask(self, request: Ask) -> Reply:
        """Return the reply to a request; the same request is made once only, however many ask for it.

        Raises
        ------
        ServiceError
            When the service cannot be reached, refuses, or answers something else.
        StoppedError
            When the stop flag rises.
        """
        with self._lock:
            lock = self._keys.setdefault(request.key, threading.Lock())
        with lock:
            if request.key not in self._replies:
                self._replies[request.key] = self._kept(request) or self._with_retries(request)
            return self._replies[request.key]

    def size(self, service: str, url: str) -> int | None:
        """Return the bytes of a file as its service announces them, or nothing where it does not."""
        with gate(_host(url), places=self.settings.per_host).enter(interval=0, stop=self.stop):
            try:
                length = self._link(service).head(url).raise_for_status().headers.get("Content-Length")
            except httpx.HTTPError:
                return None
            self.requests += 1
        return int(length) if length and length.isdigit() else None

    def forget(self, keys: set[str]) -> None:
        """Drop replies that turned out to be useless."""
        for key in keys:
            self._replies.pop(key, None)
        self.spool.drop(keys)

    def _kept(self, request: Ask) -> Reply | None:
        slip = self.spool.slip(request.key)
        if slip is None or not self.spool.usable(slip):
            return None
        return self._reply(request, slip, unchanged=False)

    def _reply(self, request: Ask, slip: Slip, *, unchanged: bool) -> Reply:
        return Reply(
            path=self.spool.body(request.key),
            url=slip.final_url,
            content_type=slip.content_type,
            unchanged=unchanged,
            etag=slip.etag,
            last_modified=slip.last_modified,
        )

    def _with_retries(self, request: Ask) -> Reply:
        for attempt in stamina.retry_context(
            on=self._again, attempts=self.settings.attempts, timeout=None, wait_initial=0.5, wait_max=20.0
        ):
            with attempt:
                return self._once(request)
        raise AssertionError("stamina ends by a reply or an error")

    def _again(self, error: Exception) -> bool | float:
        if not isinstance(error, TransientError) or self.stop.is_set():
            return False
        # The gate of the host does the waiting, so that no other request slips in meanwhile.
        return True if error.wait_s is None else 0.0

    def _once(self, request: Ask) -> Reply:
        check_stop(self.stop)
        door = gate(_host(request.url), places=self.settings.per_host)
        interval = self.settings.intervals.get(request.service, 0.0)
        with door.enter(interval=interval, stop=self.stop):
            try:
                return self._exchange(request)
            except TransientError as error:
                if error.wait_s is not None:
                    door.rest(error.wait_s)
                raise
            except httpx.TooManyRedirects as error:
                msg = say("sources.redirects", url=request.url)
                raise RefusedError(msg) from error
            except httpx.HTTPError as error:
                msg = say("sources.unreachable", url=request.url, reason=error or type(error).__name__)
                raise TransientError(msg) from error

    def _exchange(self, request: Ask) -> Reply:
        kept = self.spool.slip(request.key)
        headers = self._conditions(request, kept)
        self.requests += 1
        with self._link(request.service).stream(
            "GET" if request.data is None and request.document is None else "POST",
            request.url,
            params=dict(request.params) or None,
            data=dict(request.data) if request.data is not None else None,
            json=request.document,
            headers=headers,
        ) as response:
            if response.status_code == NOT_MODIFIED and kept is not None:
                return self._reply(request, self.spool.renew(request.key, kept), unchanged=True)
            self._refuse_status(request, response)
            slip = self._receive(request, response)
        self._check(request, slip)
        return self._reply(request, self.spool.finish(request.key, slip), unchanged=False)

    def _conditions(self, request: Ask, kept: Slip | None) -> dict[str, str]:
        headers = {"Accept-Encoding": "identity"} if request.whole_file else {}
        part = self.spool.part_slip(request.key) if request.whole_file else None
        if part is not None and part.can_be_asked_again:
            headers["Range"] = f"bytes={self.spool.part(request.key).stat().st_size}-"
            headers["If-Range"] = part.etag or part.last_modified
        elif kept is not None and kept.etag:
            headers["If-None-Match"] = kept.etag
        elif kept is not None and kept.last_modified:
            headers["If-Modified-Since"] = kept.last_modified
        return headers

    def _refuse_status(self, request: Ask, response: httpx.Response) -> None:
        status = response.status_code
        if status == RANGE_REFUSED:
            self.spool.drop_part(request.key)
        if status in TRANSIENT or status == RANGE_REFUSED:
            msg = say("sources.http_status", url=request.url, status=status, excerpt="")
            raise TransientError(msg, wait_s=self._wait(response, request.url))
        if not response.is_success:
            msg = say("sources.http_status", url=request.url, status=status, excerpt=excerpt(response.read()))
            raise RefusedError(msg, http_status=status)

    def _wait(self, response: httpx.Response, url: str) -> float | None:
        asked = retry_after(response.headers.get("Retry-After", ""))
        if asked is not None and asked > self.settings.longest_wait_s:
            msg = say("sources.wait_too_long", url=url, seconds=round(asked))
            raise RefusedError(msg, http_status=response.status_code)
        return asked

    def _receive(self, request: Ask, response: httpx.Response) -> Slip:
        slip = Slip(
            url=request.url,
            final_url=str(response.url),
            content_type=response.headers.get("Content-Type", "").lower(),
            etag=response.headers.get("ETag", ""),
            last_modified=response.headers.get("Last-Modified", ""),
        )
        self.spool.start(request.key, slip)
        part = self.spool.part(request.key)
        limit = self.settings.most_file_bytes if request.whole_file else self.settings.most_bytes
        mode = "ab" if response.status_code == PARTIAL else "wb"
        deadline = time.monotonic() + self.settings.longest_reply_s
        with part.open(mode) as body:
            for chunk in response.iter_bytes(CHUNK):
                check_stop(self.stop)
                body.write(chunk)
                with self._lock:
                    self.moved_bytes += len(chunk)
                self._limit(request, body.tell(), limit, deadline)
        return slip

    def _limit(self, request: Ask, size: int, limit: int, deadline: float) -> None:
        if size > limit:
            self.spool.drop_part(request.key)
            msg = say("sources.too_large", url=request.url, limit=limit // 1_000_000)
            raise RefusedError(msg)
        if time.monotonic() > deadline:
            msg = say("sources.too_slow", url=request.url, seconds=self.settings.longest_reply_s)
            raise TransientError(msg)

    def _check(self, request: Ask, slip: Slip) -> None:
        try:
            CHECKS[request.check](self.spool.part(request.key), slip.content_type, slip.final_url)
        except (TransientError, RefusedError):
            self.spool.drop_part(request.key)
            raise

    def _link(self, service: str) -> httpx.Client:
        # One connection pool a service: Géorisques answers 404 when its two are mixed on one connection.
        with self._lock:
            if service not in self._links:
                self._links[service] = httpx.Client(
                    headers={"User-Agent": self.settings.user_agent},
                    timeout=httpx.Timeout(self.settings.timeout_s),
                    follow_redirects=True,
                    max_redirects=5,
                )
            return self._links[service]


def retry_after(text: str) -> float | None:
    """Return the seconds that a `Retry-After` header asks to wait: a number, or a date."""
    if text.strip().isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None


def _host(url: str) -> str:
    return urlsplit(url).netloc

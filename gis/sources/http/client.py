"""The one client through which every public service is asked.

It names the project and a contact, asks at most two things of a host at a time, obeys `Retry-After`, follows
redirects, writes every body to disk under a size limit, and hands over only what it has checked.
"""

from __future__ import annotations

import logging
import threading
from contextlib import nullcontext
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import httpx
import stamina

from gis.sources.http.response import RefusedError, Response, TransientError
from gis.sources.http.throttle import check_stop, gate
from gis.sources.http.transfer import Transfer
from gis.words import sentence

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from types import TracebackType

    from gis.sources.http.reply_cache import CachedReply, ReplyCache
    from gis.sources.http.request import Request
    from gis.sources.http.shared_files import SharedFiles
    from gis.sources.settings import SourceSettings

# Retries are told by the error that ends them; stamina's own log would reach the terminal.
logging.getLogger("stamina").addHandler(logging.NullHandler())

NOT_MODIFIED = 304


class Client:
    """Asks public services, politely.

    Parameters
    ----------
    settings : SourceSettings
        Limits and the contact.
    reply_cache : ReplyCache
        Where replies are kept.
    stop : threading.Event, optional
        Flag that ends every request early.
    shared : SharedFiles, optional
        Where files are kept that several communes need; with the other replies where it is not given.

    Attributes
    ----------
    moved_bytes, requests : int
        What has gone over the network so far.
    """

    def __init__(
        self,
        settings: SourceSettings,
        reply_cache: ReplyCache,
        *,
        stop: threading.Event | None = None,
        shared: SharedFiles | None = None,
    ) -> None:
        self.settings = settings
        self.reply_cache = reply_cache
        self.shared = shared
        self.stop = stop or threading.Event()
        self.moved_bytes = 0
        self.requests = 0
        self._lock = threading.Lock()
        self._transfer = Transfer(settings, reply_cache, self.stop, self._count)
        self._big = Transfer(settings, shared or reply_cache, self.stop, self._count)
        self._links: dict[str, httpx.Client] = {}
        self._keys: dict[str, threading.Lock] = {}
        self._replies: dict[str, Response] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for link in self._links.values():
            link.close()

    def ask(self, request: Request) -> Response:
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
                with self._held(request):
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
        for cache in self._caches:
            cache.drop(keys)

    def here(self, request: Request) -> int:
        """Return the bytes of a file that are on disk already, whole or in part."""
        cache = self._way(request).reply_cache
        return cache.here_bytes(request.key, checksum=request.checksum, size=request.size)

    def part_bytes(self, keys: set[str]) -> int:
        """Return the bytes of the cut files among some replies."""
        return sum(cache.part_bytes(key) for cache in self._caches for key in keys)

    @property
    def _caches(self) -> list[ReplyCache]:
        return [cache for cache in (self.reply_cache, self.shared) if cache is not None]

    def arriving(self) -> tuple[int, int]:
        """Return the bytes on disk of the big files under way, and the bytes that they have together."""
        files = [*self._transfer.arriving.values(), *self._big.arriving.values()]
        return sum(had for had, _ in files), sum(total for _, total in files)

    def _way(self, request: Request) -> Transfer:
        return self._big if request.shared else self._transfer

    def _held(self, request: Request) -> AbstractContextManager[None]:
        if self.shared is None or not request.shared:
            return nullcontext()
        return self.shared.held(request.key, self.stop)

    def _count(self, size: int) -> None:
        with self._lock:
            self.moved_bytes += size

    def _kept(self, request: Request) -> Response | None:
        cache = self._way(request).reply_cache
        slip = cache.slip(request.key)
        if slip is None or not cache.is_edition(
            request.key, slip, checksum=request.checksum, size=request.size
        ):
            return None
        if not request.checksum and not cache.usable(slip):
            return None
        return self._reply(request, slip, unchanged=False)

    def _reply(self, request: Request, slip: CachedReply, *, unchanged: bool) -> Response:
        return Response(
            path=self._way(request).reply_cache.body(request.key),
            url=slip.final_url,
            content_type=slip.content_type,
            # What another commune brought anew is no news of the service, but it is for this one.
            unchanged=unchanged and not request.shared,
            etag=slip.etag,
            last_modified=slip.last_modified,
        )

    def _with_retries(self, request: Request) -> Response:
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

    def _once(self, request: Request) -> Response:
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
                msg = sentence("sources.redirects", url=request.url)
                raise RefusedError(msg) from error
            except httpx.HTTPError as error:
                msg = sentence("sources.unreachable", url=request.url, reason=error or type(error).__name__)
                raise TransientError(msg) from error

    def _exchange(self, request: Request) -> Response:
        way = self._way(request)
        cache = way.reply_cache
        stored = cache.slip(request.key)
        headers = way.conditions(request, stored)
        self.requests += 1
        with self._link(request.service).stream(
            request.method,
            request.url,
            params=dict(request.params) or None,
            data=dict(request.data) if request.data is not None else None,
            json=request.document,
            headers=headers,
        ) as response:
            if response.status_code == NOT_MODIFIED and stored is not None:
                return self._reply(request, cache.renew(request.key, stored), unchanged=True)
            slip = cache.part_slip(request.key) if way.rest_is_nothing(request, response) else None
            if slip is None:
                way.refuse_status(request, response)
                slip = way.receive(request, response)
        way.check(request, slip)
        return self._reply(request, cache.finish(request.key, slip), unchanged=False)

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


def _host(url: str) -> str:
    return urlsplit(url).netloc

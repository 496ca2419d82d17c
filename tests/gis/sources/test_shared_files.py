"""Big files of a home: brought once for all communes, continued where they were cut, refused when wrong."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import textwrap
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import SimpleNamespace

import pytest
from werkzeug import Response

from gis.errors import ServiceError
from gis.sources import Client, Fetcher, RefusedError, ReplyCache, Request, SharedFiles, StoppedError

OLD, NEW = (b"PK" + bytes([mark]) * 400_000 for mark in (1, 2))
CUT = 150_000
PROGRAM = """
    import sys
    from pathlib import Path
    from gis.sources import Client, ReplyCache, Request, SharedFiles, SourceSettings
    home, shared = Path(sys.argv[1]), SharedFiles(Path(sys.argv[1], ".files"), hours=24)
    client = Client(SourceSettings(intervals={}), ReplyCache(home / "62386", hours=24), shared=shared)
    client.ask(Request("organic", sys.argv[2], check="zip", whole_file=True, shared=True))
"""


class Publisher:
    """A server of one file, whose ways the test decides; it counts the bytes that it sends.

    Attributes
    ----------
    cut : bool
        Break the next reply off in the middle.
    in_the_middle : callable
        Called there, once.
    trusts_ranges : bool
        Goes on from anywhere, whatever edition was there before.
    """

    def __init__(self, httpserver):
        self.body, self.etag = OLD, '"old"'
        self.ranges, self.trusts_ranges, self.cut = True, False, False
        self.in_the_middle = None
        self.sent = 0
        self.url = httpserver.url_for("/national.zip")
        httpserver.expect_request("/national.zip").respond_with_handler(self.serve)

    def serve(self, request):
        headers = {"ETag": self.etag} if self.etag else {}
        if self.etag and request.headers.get("If-None-Match") == self.etag:
            return Response(status=304, headers=headers)
        start, status = self.start(request), 200
        if start == len(self.body):
            return Response(status=416, headers={"Content-Range": f"bytes */{start}"})
        if start:
            status, headers["Content-Range"] = 206, f"bytes {start}-{len(self.body) - 1}/{len(self.body)}"
        headers["Content-Length"] = str(len(self.body) - start)
        return Response(self.pieces(start), status=status, headers=headers, content_type="application/zip")

    def start(self, request):
        wanted = request.headers.get("Range", "").removeprefix("bytes=").rstrip("-")
        same = request.headers.get("If-Range") == self.etag or self.trusts_ranges
        return int(wanted) if wanted and same and self.ranges else 0

    def pieces(self, start):
        for first, last in ((start, start + CUT), (start + CUT, len(self.body))):
            piece = self.body[first:last]
            self.sent += len(piece)
            yield piece
            then, self.in_the_middle = self.in_the_middle, None
            if then is not None:
                then()
            if self.cut:
                self.cut = False
                return

    def request(self, **changes):
        return replace(Request("organic", self.url, check="zip", whole_file=True, shared=True), **changes)


@pytest.fixture
def publisher(httpserver):
    return Publisher(httpserver)


@pytest.fixture
def commune(tmp_path, settings):
    """Make an asker of one commune of the home."""
    opened = []

    def make(code="62386", *, stop=None, hours=24.0, **changes):
        changed = replace(settings, **changes)
        shared = SharedFiles(tmp_path / ".files", hours=hours)
        client = Client(changed, ReplyCache(tmp_path / code, hours=24), stop=stop, shared=shared)
        opened.append(client)
        return Fetcher(client)

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def cut(commune, publisher):
    """Have a file cut in the middle, and return the bytes that are here."""

    def make():
        publisher.cut = True
        asker = commune(attempts=1)
        with pytest.raises(ServiceError, match="does not answer"):
            asker.ask(publisher.request())
        return asker.part_bytes()

    return make


@pytest.fixture
def begun(publisher, tmp_path):
    """Wait until some of the file lies on disk."""
    part, never = tmp_path / ".files" / f"{publisher.request().key}.part", threading.Event()

    def wait():
        while not (part.exists() and part.stat().st_size):
            never.wait(0.01)

    return wait


def left(tmp_path):
    return sorted(path.suffix for path in (tmp_path / ".files").iterdir() if path.suffix != ".lock")


def test_a_second_commune_moves_no_byte(commune, publisher):
    commune("62386").ask(publisher.request())

    second = commune("62498")

    assert second.ask(publisher.request()).path.read_bytes() == OLD
    assert (second.client.requests, second.client.moved_bytes) == (0, 0)
    assert publisher.sent == len(OLD)


def test_much_later_it_only_asks_whether_there_is_a_newer_edition(commune, publisher):
    commune("62386").ask(publisher.request())

    second = commune("62498", hours=0.0)
    reply = second.ask(publisher.request())

    assert (second.client.requests, second.client.moved_bytes) == (1, 0)
    assert not reply.unchanged, "another commune had it: for this one it is new"


def test_a_newer_edition_takes_the_place_of_the_older(commune, publisher, tmp_path):
    commune("62386").ask(publisher.request())
    publisher.body, publisher.etag = NEW, '"new"'

    assert commune("62498", hours=0.0).ask(publisher.request()).path.read_bytes() == NEW
    assert left(tmp_path) == [".body", ".json"]


def test_another_size_than_the_one_here_means_another_edition(commune, publisher):
    commune("62386").ask(publisher.request(size=len(OLD)))
    publisher.body, publisher.etag = NEW + b"more", '"new"'

    assert commune("62498").ask(publisher.request(size=len(NEW) + 4)).path.read_bytes() == NEW + b"more"


def test_a_cut_file_goes_on_in_the_update_of_another_commune(commune, publisher, cut):
    had = cut()
    second = commune("62498")

    assert second.client.here(publisher.request()) == had > 0
    assert second.ask(publisher.request()).path.read_bytes() == OLD
    assert second.client.moved_bytes == len(OLD) - had


@pytest.mark.parametrize("how", ["another edition", "no ranges", "no validator"])
def test_a_cut_file_that_cannot_be_continued_begins_anew(commune, publisher, cut, how):
    publisher.etag = "" if how == "no validator" else publisher.etag
    cut()
    if how == "another edition":
        publisher.body, publisher.etag = NEW, '"new"'
    publisher.ranges = how != "no ranges"
    again = commune()

    assert again.ask(publisher.request()).path.read_bytes() == publisher.body
    assert again.client.moved_bytes == len(publisher.body)


def test_a_server_that_goes_on_with_another_edition_is_not_trusted(commune, publisher, cut):
    cut()
    publisher.body, publisher.etag, publisher.trusts_ranges = NEW, '"new"', True

    assert commune().ask(publisher.request()).path.read_bytes() == NEW


def test_a_part_that_is_whole_already_is_not_brought_again(commune, publisher):
    body = commune().ask(publisher.request()).path
    body.with_suffix(".json").rename(body.with_name(f"{body.stem}.part.json"))
    body.rename(body.with_suffix(".part"))
    again = commune()

    assert again.ask(publisher.request()).path.read_bytes() == OLD
    assert again.client.moved_bytes == 0


def test_a_stop_ends_at_once_and_the_file_goes_on_later(commune, publisher, begun):
    stop = threading.Event()
    publisher.in_the_middle = lambda: (begun(), stop.set())
    asker = commune(stop=stop)

    with pytest.raises(StoppedError):
        asker.ask(publisher.request())
    had, later = asker.part_bytes(), commune()

    assert 0 < had < len(OLD)
    assert later.ask(publisher.request()).path.read_bytes() == OLD
    assert later.client.moved_bytes == len(OLD) - had


def test_a_killed_process_leaves_a_part_that_goes_on(commune, publisher, begun, tmp_path):
    publisher.in_the_middle = lambda: (begun(), process.kill())
    words = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(tmp_path), publisher.url]
    process = subprocess.Popen(words)
    assert process.wait(60) < 0
    later = commune("62498")

    assert later.ask(publisher.request()).path.read_bytes() == OLD
    assert later.client.moved_bytes < len(OLD)


def test_two_at_once_bring_it_once(commune, publisher):
    askers = [commune("62386"), commune("62498")]
    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(lambda asker: asker.ask(publisher.request()), askers))

    assert {reply.path.read_bytes() for reply in replies} == {OLD}
    assert publisher.sent == len(OLD)


def test_whoever_waits_for_another_update_to_bring_it_can_stop(commune, publisher):
    stop, waiting = threading.Event(), commune("62498")
    asker = commune("62386", stop=stop)
    with waiting.client.shared.held(publisher.request().key, threading.Event()):
        stop.set()
        with pytest.raises(StoppedError):
            asker.ask(publisher.request())


def test_how_far_a_file_is_can_be_asked_while_it_comes(commune, publisher):
    asker, seen, never = commune(), [], threading.Event()

    def look():
        while not asker.client.arriving()[0]:
            never.wait(0.01)
        seen.append(asker.client.arriving())

    publisher.in_the_middle = look
    asker.ask(publisher.request())

    assert seen[0][1] == len(OLD)
    assert 0 < seen[0][0] < len(OLD)
    assert asker.client.arriving() == (0, 0)


def test_a_full_disk_is_told_before_the_first_byte(commune, publisher, monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=200_100_000))
    asker = commune()

    with pytest.raises(RefusedError, match="takes 1 MB, and 200 MB are left"):
        asker.ask(publisher.request())
    assert asker.client.moved_bytes == 0
    assert left(tmp_path) == []


def test_a_file_larger_than_allowed_is_refused_before_the_first_byte(commune, publisher):
    asker = commune(most_file_bytes=100_000)

    with pytest.raises(RefusedError, match="larger than"):
        asker.ask(publisher.request())
    assert asker.client.moved_bytes == 0


@pytest.mark.parametrize("kind", ["sha1", "sha256", "md5"])
def test_a_right_checksum_passes_and_serves_without_any_request(commune, publisher, kind):
    told = f"{kind}:{hashlib.new(kind, OLD).hexdigest()}"
    commune("62386").ask(publisher.request(checksum=told))
    later = commune("62498", hours=0.0)

    assert later.ask(publisher.request(checksum=told)).path.read_bytes() == OLD
    assert later.client.requests == 0


def test_a_wrong_checksum_is_refused_and_nothing_is_kept(commune, publisher, tmp_path):
    with pytest.raises(RefusedError, match="does not have the checksum"):
        commune().ask(publisher.request(checksum="sha1:" + "0" * 40))

    assert left(tmp_path) == []


def test_another_checksum_means_another_edition(commune, publisher):
    old, new = (f"sha256:{hashlib.sha256(body).hexdigest()}" for body in (OLD, NEW))
    commune("62386").ask(publisher.request(checksum=old))
    publisher.body = NEW

    assert commune("62498").ask(publisher.request(checksum=new)).path.read_bytes() == NEW

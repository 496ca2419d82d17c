"""Every way in which a service can fail, and what the client makes of it."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from dataclasses import replace
from email.utils import formatdate

import pytest
import stamina
from werkzeug import Response

from gis.errors import InputError, ServiceError
from gis.sources import RefusedError, Request, SourceSettings, StoppedError, TransientError, load_settings
from gis.sources.http.throttle import Throttle, gate
from gis.sources.http.transfer import retry_after

COLLECTION = {"type": "FeatureCollection", "features": []}


def ask(httpserver, path="/x", **options):
    return Request("gbif", httpserver.url_for(path), **options)


def test_the_user_agent_names_the_project_and_a_contact(asker, httpserver):
    seen = []

    def note(request):
        seen.append(request.headers["User-Agent"])
        return Response("{}", content_type="application/json")

    httpserver.expect_request("/x").respond_with_handler(note)
    asker.ask(ask(httpserver))

    assert seen == ["CaillouxBlancs/0.1 (+test@example.org)"]
    assert "python" not in seen[0].lower()


def test_a_redirect_is_followed_and_the_last_address_kept(asker, httpserver):
    httpserver.expect_request("/x").respond_with_data(
        "<html>moved</html>", status=302, headers={"Location": "/2026-06-01/data"}
    )
    httpserver.expect_request("/2026-06-01/data").respond_with_json(COLLECTION)

    reply = asker.ask(ask(httpserver))

    assert reply.url.endswith("/2026-06-01/data")
    assert reply.json() == COLLECTION


def test_redirects_in_a_loop_end(asker, httpserver):
    httpserver.expect_request("/x").respond_with_data("", status=302, headers={"Location": "/x"})

    with pytest.raises(RefusedError, match="in a loop"):
        asker.ask(ask(httpserver))


@pytest.mark.parametrize(
    ("body", "content_type", "error", "says"),
    [
        ("<html><body>maintenance</body></html>", "text/html", RefusedError, "web page"),
        ("<!DOCTYPE html><p>no", "application/json", RefusedError, "web page"),
        ("<ows:ExceptionReport>bad layer</ows:ExceptionReport>", "text/xml", RefusedError, "bad layer"),
        ("", "application/json", TransientError, "empty reply"),
        (json.dumps(COLLECTION)[:-4], "application/json", TransientError, "cut short"),
        ('{"remark": "runtime error: Query timed out", "elements": []}', "", RefusedError, "timed out"),
        ('{"exceptions": [{"text": "no such type"}]}', "", RefusedError, "no such type"),
    ],
)
def test_status_200_alone_proves_nothing(asker, httpserver, body, content_type, error, says):
    httpserver.expect_request("/x").respond_with_data(body, content_type=content_type)

    with pytest.raises(error, match=says):
        asker.ask(ask(httpserver))
    assert not list(asker.client.reply_cache.folder.glob("*.body"))


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_passing_failure_is_tried_again(asker, httpserver, status):
    httpserver.expect_ordered_request("/x").respond_with_data("busy", status=status)
    httpserver.expect_ordered_request("/x").respond_with_json(COLLECTION)

    assert asker.ask(ask(httpserver)).json() == COLLECTION


def test_a_lasting_failure_ends_after_the_attempts_of_the_settings(asker, httpserver):
    httpserver.expect_request("/x").respond_with_data("busy", status=503)

    with pytest.raises(ServiceError, match="answers 503"):
        asker.ask(ask(httpserver))
    assert len(httpserver.log) == 4


def test_a_refusal_is_not_tried_again(asker, httpserver):
    httpserver.expect_request("/x").respond_with_data("<p>unknown partition</p>", status=400)

    with pytest.raises(RefusedError, match=r"answers 400\. unknown partition") as caught:
        asker.ask(ask(httpserver))
    assert caught.value.http_status == 400
    assert len(httpserver.log) == 1


def test_retry_after_is_obeyed(asker, httpserver):
    busy = Response("busy", status=429, headers={"Retry-After": "1"})
    httpserver.expect_ordered_request("/x").respond_with_response(busy)
    httpserver.expect_ordered_request("/x").respond_with_json(COLLECTION)

    started = time.monotonic()
    with stamina.set_testing(False):
        asker.ask(ask(httpserver))

    assert time.monotonic() - started >= 1.0


def test_a_wait_beyond_reason_ends_the_layer(asker, httpserver):
    busy = Response("busy", status=503, headers={"Retry-After": "86400"})
    httpserver.expect_request("/x").respond_with_response(busy)

    with pytest.raises(RefusedError, match="asks to wait 86400 s"):
        asker.ask(ask(httpserver))


def test_retry_after_is_a_number_or_a_date():
    assert retry_after("5") == 5.0
    assert 8.0 < retry_after(formatdate(time.time() + 10, usegmt=True)) <= 10.0
    assert retry_after("") is None
    assert retry_after("soon") is None


def test_a_cut_connection_is_told_as_such(asker):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def cut():
            for _ in range(4):
                link, _address = server.accept()
                link.recv(4096)
                link.sendall(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
                )
                link.close()

        thread = threading.Thread(target=cut)
        thread.start()
        with pytest.raises(ServiceError, match="does not answer"):
            asker.ask(Request("gbif", f"http://127.0.0.1:{port}/"))
        thread.join()


def test_nobody_at_the_address_is_told_as_such(asker):
    with pytest.raises(ServiceError, match="Check the connection"):
        asker.ask(Request("gbif", "http://127.0.0.1:9/"))


@pytest.fixture
def left():
    """What a server that takes its time waits for: that whoever asked has gone."""
    gone = threading.Event()
    yield gone
    gone.set()


def test_a_silent_server_is_left(ask_as, settings, httpserver, left):
    httpserver.expect_request("/x").respond_with_handler(lambda _: left.wait(10) and Response("{}"))
    asker = ask_as(settings, timeout_s=0.1, attempts=1)

    with stamina.set_testing(False), pytest.raises(ServiceError, match="does not answer"):
        asker.ask(ask(httpserver))
    left.set()


def test_a_slow_stream_ends_at_its_limit(ask_as, settings, httpserver, left):
    def drip(_request):
        def pieces():
            while not left.wait(0.05):
                yield b" "

        return Response(pieces(), content_type="application/json")

    httpserver.expect_request("/x").respond_with_handler(drip)
    asker = ask_as(settings, longest_reply_s=0.2, attempts=1)

    with stamina.set_testing(False), pytest.raises(TransientError, match="has not arrived within"):
        asker.ask(ask(httpserver))
    left.set()


def test_a_reply_larger_than_allowed_is_cut_off(ask_as, settings, httpserver):
    httpserver.expect_request("/x").respond_with_data(b" " * 200_000, content_type="application/json")
    asker = ask_as(settings, most_bytes=70_000)

    with pytest.raises(RefusedError, match="larger than"):
        asker.ask(ask(httpserver))
    assert not list(asker.client.reply_cache.folder.glob("*.part"))


def test_gzip_cut_in_the_middle_is_noticed(asker, httpserver):
    whole = gzip.compress(json.dumps(COLLECTION).encode() * 500)
    httpserver.expect_request("/x").respond_with_data(whole[: len(whole) // 2])

    with pytest.raises(TransientError, match="cut short"):
        asker.ask(ask(httpserver, check="gzip"))


def test_a_file_that_was_cut_is_continued(ask_as, settings, httpserver):
    whole = b"PK" + bytes(range(256)) * 2_000
    asked = []

    def serve(request):
        asked.append(request.headers.get("Range"))
        headers = {"ETag": '"one"', "Content-Type": "application/zip"}
        if not asked[-1]:
            return Response([whole[:100_000]], headers={**headers, "Content-Length": str(len(whole))})
        start = int(asked[-1].removeprefix("bytes=").rstrip("-"))
        assert request.headers["If-Range"] == '"one"'
        headers["Content-Range"] = f"bytes {start}-{len(whole) - 1}/{len(whole)}"
        return Response(whole[start:], status=206, headers=headers)

    httpserver.expect_request("/x").respond_with_handler(serve)
    reply = ask_as(settings).ask(ask(httpserver, check="zip", whole_file=True))

    assert reply.path.read_bytes() == whole
    assert asked[0] is None
    assert asked[1].startswith("bytes=")


def test_a_second_run_asks_only_whether_something_changed(ask_as, settings, httpserver):
    def serve(request):
        if request.headers.get("If-None-Match") == '"one"':
            return Response(status=304)
        return Response(json.dumps(COLLECTION), headers={"ETag": '"one"'}, content_type="application/json")

    httpserver.expect_request("/x").respond_with_handler(serve)
    first = ask_as(settings)
    first.ask(ask(httpserver))
    first.client.reply_cache.settle(first.keys)

    second = ask_as(settings)
    reply = second.ask(ask(httpserver))

    assert reply.unchanged
    assert second.unchanged
    assert second.client.moved_bytes == 0
    assert reply.json() == COLLECTION


def test_an_interrupted_run_uses_what_had_come(ask_as, settings, httpserver):
    httpserver.expect_oneshot_request("/x").respond_with_json(COLLECTION)
    ask_as(settings).ask(ask(httpserver))

    again = ask_as(settings)

    assert again.ask(ask(httpserver)).json() == COLLECTION
    assert again.client.requests == 0


def test_what_had_come_too_long_ago_is_asked_again(ask_as, settings, httpserver):
    httpserver.expect_request("/x").respond_with_json(COLLECTION)
    ask_as(settings).ask(ask(httpserver))

    again = ask_as(settings, resume_hours=0.0)
    again.ask(ask(httpserver))

    assert again.client.requests == 1


def test_the_same_request_is_made_once_for_all_who_ask(asker, httpserver):
    everybody_asks = threading.Event()
    httpserver.expect_request("/x").respond_with_handler(
        lambda _: everybody_asks.wait(10) and Response("{}", content_type="application/json")
    )
    threads = [threading.Thread(target=asker.ask, args=(ask(httpserver),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    everybody_asks.set()
    for thread in threads:
        thread.join()

    assert len(httpserver.log) == 1


def test_two_requests_at_a_time_reach_a_host_never_more(asker, httpserver):
    inside, most = 0, 0
    lock, pair = threading.Lock(), threading.Barrier(2)

    def serve(_request):
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        # Nobody leaves alone: both places are taken at once, and a third guest would be seen.
        pair.wait(10)
        with lock:
            inside -= 1
        return Response("{}", content_type="application/json")

    httpserver.expect_request("/x").respond_with_handler(serve)
    threads = [
        threading.Thread(target=asker.ask, args=(ask(httpserver, params={"page": str(page)}),))
        for page in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == 2


def test_requests_are_spaced_as_the_service_asks(ask_as, settings, httpserver):
    httpserver.expect_request("/x").respond_with_json({})
    asker = ask_as(settings, intervals={"gbif": 0.1})

    started = time.monotonic()
    for page in range(4):
        asker.ask(ask(httpserver, params={"page": str(page)}))

    assert time.monotonic() - started >= 0.3


def test_the_stop_flag_ends_requests_and_waits(asker, httpserver):
    asker.client.stop.set()
    with pytest.raises(StoppedError, match="as you asked"):
        asker.ask(ask(httpserver))

    door = Throttle(1)
    door.rest(60)
    with pytest.raises(StoppedError), door.enter(interval=0, stop=asker.client.stop):
        pytest.fail("the gate let someone in")


def test_one_gate_stands_before_each_host():
    assert gate("a.example", places=2) is gate("a.example", places=2)
    assert gate("a.example", places=2) is not gate("b.example", places=2)


def test_the_settings_file_replaces_addresses(tmp_path, monkeypatch):
    path = tmp_path / "services.toml"
    path.write_text('contact = "me@example.org"\n[urls]\nosm = "http://localhost:1/api"\n', encoding="utf-8")
    monkeypatch.setenv("CAILLOUX_SOURCES", str(path))

    settings = load_settings()

    assert settings.url("osm") == "http://localhost:1/api"
    assert settings.url("gbif", "occurrence/search") == "https://api.gbif.org/v1/occurrence/search"
    assert "me@example.org" in settings.user_agent
    assert replace(settings) == settings


@pytest.mark.parametrize(
    "text",
    [
        '[urls]\nosmm = "http://x"',
        '[urls]\nosm = "ftp://x"',
        "attempts = 0",
        "speed = 1",
        "attempts = true",
        "[",
    ],
)
def test_a_wrong_settings_file_is_refused_with_its_name(tmp_path, text):
    path = tmp_path / "services.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match=r"services\.toml"):
        load_settings(path)


def test_without_a_file_the_published_addresses_hold(monkeypatch):
    monkeypatch.delenv("CAILLOUX_SOURCES", raising=False)

    assert load_settings() == SourceSettings()

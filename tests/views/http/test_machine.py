"""Whether a session is taken for one of the machine itself: everything must fit, and a proxy spoils it."""

from __future__ import annotations

import os

import pytest

from tests.loops import finished
from views.http.machine import HEADER, TOKEN, MachineMark, is_local

HOST, ORIGIN = (b"host", b"localhost:8501"), (b"origin", b"http://localhost:8501")
HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"


def table(tmp_path, user, *, port=50_000):
    path = tmp_path / "tcp"
    ends = f"0100007F:{port:04X} 0100007F:{8501:04X}"
    line = f"   0: {ends} 01 00000000:00000000 00:00000000 00000000 {user} 0 1\n"
    path.write_text(HEAD + line, encoding="ascii")
    return (path,)


@pytest.fixture
def mine(tmp_path):
    return table(tmp_path, os.getuid())


def scope(*headers, client=("127.0.0.1", 50_000), server=("127.0.0.1", 8501)):
    return {
        "type": "websocket",
        "headers": list(headers or (HOST, ORIGIN)),
        "client": client,
        "server": server,
    }


@pytest.mark.parametrize("name", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501"])
def test_a_browser_on_the_machine_is_known(mine, name):
    asked = scope((b"Host", name.encode()), (b"Origin", f"http://{name}".encode()))
    assert is_local(asked, sockets=mine, address="")
    assert is_local(asked, sockets=mine, address="http://localhost:8501")


def test_where_there_is_no_table_of_sockets_the_rest_decides(tmp_path):
    assert is_local(scope(), sockets=[tmp_path / "none"], address="")


@pytest.mark.parametrize("client", [("192.168.1.7", 50_000), ("::ffff:10.0.0.1", 50_000), None, ("", 50_000)])
def test_another_machine_or_an_unknown_caller_is_not(mine, client):
    assert not is_local(scope(client=client), sockets=mine, address="")


@pytest.mark.parametrize(
    "header",
    [
        b"X-Forwarded-For",
        b"x-forwarded-proto",
        b"X-Forwarded-Host",
        b"Forwarded",
        b"X-Real-IP",
        b"Via",
        b"CF-Connecting-IP",
        b"cf-ray",
        b"True-Client-IP",
        b"X-Client-IP",
        b"X-Request-ID",
    ],
)
def test_a_proxy_that_says_so_spoils_it(mine, header):
    assert not is_local(scope(HOST, ORIGIN, (header, b"127.0.0.1")), sockets=mine, address="")


@pytest.mark.parametrize(
    "headers",
    [
        [(b"host", b"atlas.example"), ORIGIN],
        [(b"host", b"localhost.example:8501"), ORIGIN],
        [(b"host", b"user@localhost.example"), ORIGIN],
        [(b"host", b"localhost"), (b"origin", b"https://atlas.example")],
        [(b"host", b"localhost"), (b"origin", b"null")],
        [HOST],
        [ORIGIN],
        [HOST, (b"host", b"atlas.example"), ORIGIN],
        [HOST, ORIGIN, (b"origin", b"https://atlas.example")],
    ],
    ids=range(9),
)
def test_a_proxy_that_keeps_host_or_origin_spoils_it(mine, headers):
    assert not is_local(scope(*headers), sockets=mine, address="")


def test_a_proxy_that_rewrites_all_is_known_by_the_user_of_its_socket(tmp_path):
    other = table(tmp_path, os.getuid() + 1)
    assert not is_local(scope(), sockets=other, address="")


def test_a_socket_that_is_not_on_this_machine_spoils_it(tmp_path):
    assert not is_local(scope(), sockets=table(tmp_path, os.getuid(), port=50_001), address="")


def test_a_public_address_spoils_it(mine):
    assert not is_local(scope(), sockets=mine, address="https://atlas.example")


def passed_on(asked):
    seen = []

    async def app(scope, receive, send):
        seen.append(scope)

    finished(MachineMark(app)(asked, None, None))
    return dict(seen[0]["headers"]).get(HEADER.encode())


def test_the_mark_of_a_request_itself_counts_for_nothing(monkeypatch):
    monkeypatch.setenv("CAILLOUX_ADDRESS", "https://atlas.example")
    assert passed_on(scope(HOST, ORIGIN, (b"X-Atlas-Machine", TOKEN.encode()))) is None


def test_a_session_of_the_machine_itself_is_marked(monkeypatch, mine):
    monkeypatch.delenv("CAILLOUX_ADDRESS", raising=False)
    monkeypatch.setattr("views.http.machine.is_local", lambda _: True)
    assert passed_on(scope()) == TOKEN.encode()

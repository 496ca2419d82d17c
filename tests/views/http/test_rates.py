"""How much one visitor may do in a short time: a sentence says when to come back."""

from __future__ import annotations

import ipaddress

import pytest

from gis.errors import BusyError
from tests.loops import finished
from views.http.rates import HEADER, RATES, UPLOAD, Caller, Rates, hashed_address


def scope(address="192.0.2.1", *headers, kind="websocket", path="/_stcore/stream"):
    return {
        "type": kind,
        "method": "PUT",
        "path": path,
        "headers": list(headers),
        "client": (address, 50_000),
        "server": ("192.0.2.200", 8501),
    }


def spend(caller, kind="write"):
    most = RATES[kind][0][0].amount
    for _ in range(most):
        caller.spend(kind)
    return most


def test_a_session_that_goes_on_and_on_is_told_when_to_come_back_and_another_is_not():
    spend(Caller("one", "rates-a"))
    with pytest.raises(BusyError, match=r"dans \d+ s"):
        Caller("one", "rates-a").spend("write")
    Caller("two", "rates-a").spend("write")
    Caller("one", "rates-a").spend("heavy")


def test_new_sessions_do_not_help_one_address():
    per_address = RATES["upload"][1][0].amount
    for number in range(per_address):
        Caller(f"session {number}", "rates-b").spend("upload")
    with pytest.raises(BusyError):
        Caller("one more", "rates-b").spend("upload")
    Caller("one more", "rates-c").spend("upload")


def test_the_administrator_at_the_machine_is_not_counted():
    caller = Caller("three", "rates-d", free=True)
    spend(caller)
    spend(caller)


def through(asked):
    """Return what reaches an application behind the rates, and what is answered."""
    reached, told = [], []

    async def app(scope, _receive, _send):
        reached.append(scope)

    async def send(message):
        told.append(message)

    finished(Rates(app)(asked, None, send))
    return reached, told


def test_pages_learn_a_hash_of_the_address_whatever_a_request_says_of_itself():
    reached, _ = through(scope("192.0.2.1", (HEADER.encode(), b"forged")))
    named = dict(reached[0]["headers"])
    assert named[HEADER.encode()].decode() == hashed_address(scope("192.0.2.1"))
    assert b"192.0.2.1" not in named[HEADER.encode()]


def test_files_are_counted_before_anything_reads_them():
    asked = scope("192.0.2.9", kind="http", path=f"{UPLOAD}session-x/file")
    for _ in range(RATES["upload"][0][0].amount):
        assert through(asked)[0]
    reached, told = through(asked)
    assert (reached, told[0]["status"]) == ([], 429)
    assert through(scope("192.0.2.9", kind="http", path="/healthz"))[0]


def test_an_address_is_that_of_the_proxy_only_where_one_is_set_up(monkeypatch):
    seen = scope("127.0.0.1", (b"x-forwarded-for", b"198.51.100.7, 203.0.113.5"))
    assert hashed_address(seen) == hashed_address(scope("127.0.0.1"))
    monkeypatch.setenv("CAILLOUX_ADDRESS", "https://town.example")
    assert hashed_address(seen) == hashed_address(scope("203.0.113.5"))


def test_a_network_of_ipv6_counts_as_one_and_what_is_no_address_as_none():
    one, other, far = (hashed_address(scope(f"2001:db8:{part}")) for part in ("0:1::5", "0:1::6", "0:2::5"))
    assert one == other != far
    assert hashed_address(scope("testclient")) == ""
    assert ipaddress.ip_address("2001:db8::1").packed.hex() not in one

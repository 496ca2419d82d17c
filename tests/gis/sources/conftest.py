from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
import stamina
from pytest_httpserver import HTTPServer

from gis.sources import Client, Fetcher, Place, ReplyCache, SourceSettings
from gis.sources.settings import URLS
from gis.words import use_language

GRENAY = shapely.box(679000, 7038500, 682500, 7041500)


@pytest.fixture(autouse=True)
def _fast_and_english():
    with stamina.set_testing(True, attempts=4, cap=True), use_language("en"):
        yield


@pytest.fixture(scope="session")
def make_httpserver():
    """Serve several requests at a time, as real services do."""
    server = HTTPServer(host="127.0.0.1", threaded=True)
    server.start()
    yield server
    server.clear()
    server.stop()


@pytest.fixture
def place():
    return Place("62386", "Grenay", GRENAY)


@pytest.fixture
def settings(httpserver):
    """Every service at one test server, under its own name."""
    urls = {name: httpserver.url_for(f"/{name}") for name in URLS}
    return SourceSettings(contact="test@example.org", urls=urls, intervals={}, timeout_s=5.0)


@pytest.fixture
def ask_as(tmp_path):
    """Make an asker with settings of its own; each call is a new run over the same spool."""
    opened = []

    def make(settings, **changes):
        changed = replace(settings, **changes)
        client = Client(changed, ReplyCache(tmp_path / "spool", hours=changed.resume_hours))
        opened.append(client)
        return Fetcher(client)

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def asker(ask_as, settings):
    return ask_as(settings)

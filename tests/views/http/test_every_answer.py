"""The whole server as it is started, asked for all that it serves; it asks nothing of anybody outside."""

from __future__ import annotations

import os
import re
import socketserver
import subprocess
import sys
import threading
import time
import tomllib
from urllib.parse import urlsplit

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser.conftest import HOUSE, free_port, serving
from views.http.assets import asset_url
from views.http.gatehouse import ALWAYS
from views.http.scripts import HOUSE as ROOT
from views.http.scripts import listed, script_url
from views.pages import PAGES

OWN = (
    "/features/hedges.geojson",
    "/features/nonsense.geojson",
    "/download/hedges.csv",
    "/map",
    "/map/words/en.json",
    "/map/search?q=terril",
    "/preview.png",
    asset_url("leaflet/leaflet.css"),
    script_url(ROOT / min(listed())),
    "/carte",
    "/healthz",
)
STREAMLIT = ("/_stcore/health", "/_stcore/host-config", "/favicon.png", "/manifest.json", "/media/none.png")
CLOSED = (
    "/nowhere",
    "/_stcore/metrics",
    "/_stcore/agent/openapi.json",
    "/_stcore/script-health-check",
    "/map/static/" + "x" * 300,
    "/static/" + "x" * 300,
    "/features/" + "x" * 300,
)


class Outside(socketserver.ThreadingTCPServer):
    """Whatever the server would ask outside comes here, and is counted."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        self.asked = []
        super().__init__(("127.0.0.1", 0), lambda request, *_: self.asked.append(request.recv(200)))


@pytest.fixture(scope="module")
def outside():
    with Outside() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def metrics():
    return free_port()


@pytest.fixture(scope="module")
def site(outside, metrics, tmp_path_factory):
    proxy = f"http://127.0.0.1:{outside.server_address[1]}"
    told = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), proxy)
    told |= {"CAILLOUX_METRICS": str(metrics), "CAILLOUX_LOG": "json"}
    with serving(HOUSE / "streamlit_app.py", tmp_path_factory.mktemp("home"), **told) as address:
        yield address


@pytest.fixture(scope="module")
def client(site):
    with httpx.Client(base_url=site, trust_env=False, timeout=60) as client:
        yield client


@pytest.mark.parametrize("path", ["/", *OWN, *STREAMLIT, *CLOSED, *(f"/{page.url}" for page in PAGES)])
def test_every_answer_bears_its_headers(client, path):
    headers = client.get(path).headers
    assert [name for name in (*ALWAYS, "Content-Security-Policy") if name not in headers] == []
    (policy,) = headers.get_list("content-security-policy")
    assert policy.count("frame-ancestors") == 1
    assert "default-src 'none'" in policy


def test_every_file_that_the_first_page_names_is_there_and_bears_its_headers(client):
    page = client.get("/").text
    names = sorted(set(re.findall(r'(?:src|href)="(?:\.?)(/[^"#]+)"', page)))
    assert len(names) > 60
    wrong = {}
    for name in names:
        answer = client.get(name.replace("&amp;", "&"))
        if answer.status_code not in {200, 404} or "x-content-type-options" not in answer.headers:
            wrong[name] = answer.status_code
    assert wrong == {}
    lost = [name for name in names if client.head(name.replace("&amp;", "&")).status_code == 404]
    # Streamlit's page names its door for programs, which is shut.
    assert lost == ["/_stcore/agent/openapi.json"]


@pytest.mark.parametrize("path", CLOSED)
def test_there_is_nothing_at_other_paths(client, path):
    assert client.get(path).status_code == 404


def test_a_redirect_keeps_to_where_it_was_asked(client):
    answer = client.get("/carte?lang=en")
    assert (answer.status_code, answer.headers["location"]) == (307, "./?lang=en")
    assert client.get("/parcelles/").headers["location"] == "/parcelles"


def test_sockets_from_other_sites_are_refused_at_once_and_nobody_outside_is_asked(site, client, outside):
    stream = f"ws://{urlsplit(site).netloc}/_stcore/stream"
    begun = time.monotonic()
    for number in range(6):
        with pytest.raises(InvalidStatus) as told:
            connect(stream, origin=f"https://evil{number}.example", subprotocols=["streamlit"], proxy=None)
        assert told.value.response.status_code == 403
    assert client.get("/_stcore/health").text == "ok"
    # One question outside took Streamlit a second or more.
    assert time.monotonic() - begun < 6
    with connect(stream, origin=site, subprotocols=["streamlit"], proxy=None):
        pass
    assert outside.asked == []


def test_metrics_are_told_on_their_own_port(client, metrics):
    client.get("/map")
    told = httpx.get(f"http://127.0.0.1:{metrics}/metrics", trust_env=False).text
    assert 'atlas_answers_total{kind="map",status="200"}' in told
    assert "atlas_memory_bytes" in told


def test_a_wrong_setting_stops_the_start_and_says_why(tmp_path):
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "streamlit_app.py",
        "--server.port",
        str(free_port()),
    ]
    told = os.environ | {"CAILLOUX_HOME": str(tmp_path), "CAILLOUX_HSTS": "a year"}
    ended = subprocess.run(
        command, cwd=HOUSE, env=told, capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode != 0
    assert "CAILLOUX_HSTS" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_unless_told_otherwise_it_listens_to_this_machine_alone():
    settings = tomllib.loads((HOUSE / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["address"] == "127.0.0.1"

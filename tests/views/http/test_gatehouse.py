from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit import config

from views.http.gatehouse import Gatehouse
from views.http.page_policy import inline_scripts, script_hash

SCRIPT = "window.ours = true"
ALWAYS = ("x-content-type-options", "referrer-policy", "permissions-policy", "content-security-policy")


def page(_request):
    return HTMLResponse(f"<script>{SCRIPT}</script>")


def stale(_request):
    answer = PlainTextResponse("here", headers={"content-security-policy": "a; frame-ancestors *; b"})
    answer.headers.append("set-cookie", "_streamlit_xsrf=2|a; Path=/; SameSite=Lax")
    answer.headers.append("set-cookie", "other=1; Path=/")
    return answer


def away(request):
    return RedirectResponse(str(request.url.replace(path="/parcelles")))


async def socket(websocket):
    await websocket.accept()
    await websocket.close()


def served(*, base="", address="https://town.example"):
    own = [Route(f"{base}/stale", stale, methods=["GET", "POST"]), Route(f"{base}/away", away)]
    beyond = [WebSocketRoute(f"{base}/_stcore/stream", socket), Mount("/", Starlette(routes=[
        Route("/{path:path}", page, methods=["GET", "PUT"])]))]  # fmt: skip
    gatehouse = Gatehouse(
        Starlette(routes=[*own, *beyond]), pages=["parcelles"], routes=own, scripts=[SCRIPT]
    )
    return TestClient(gatehouse, base_url=address, follow_redirects=False)


@pytest.fixture
def public(monkeypatch):
    monkeypatch.setenv("CAILLOUX_ADDRESS", "https://town.example")


@pytest.mark.parametrize(
    "path", ["/", "/parcelles", "/stale", "/away", "/nowhere", "/static/js/a.js", "/favicon.png"]
)
def test_every_answer_bears_the_headers(path):
    headers = served().get(path).headers
    assert [name for name in ALWAYS if name not in headers] == []
    assert headers["content-security-policy"].endswith("frame-ancestors 'self'")
    assert "strict-transport-security" not in headers


def test_of_the_scripts_in_a_page_only_ours_may_run():
    answer = served().get("/")
    assert inline_scripts(answer.text) == [SCRIPT]
    (rule,) = [rule for rule in answer.headers["content-security-policy"].split("; ") if "script-src" in rule]
    assert script_hash(SCRIPT) in rule
    assert "unsafe" not in rule
    assert "wss://town.example" in answer.headers["content-security-policy"]


def test_what_people_took_away_runs_nothing():
    assert "script-src" not in served().get("/media/abc.html").headers["content-security-policy"]


def test_only_the_sites_that_are_named_may_frame_an_answer(monkeypatch):
    monkeypatch.setenv("CAILLOUX_EMBED", "https://www.town.example https://museum.example")
    policy = served().get("/stale").headers["content-security-policy"]
    assert policy == "a; b; frame-ancestors 'self' https://www.town.example https://museum.example"


def test_browsers_are_told_to_insist_on_tls_over_tls_alone(monkeypatch):
    monkeypatch.setenv("CAILLOUX_HSTS", "600")
    assert served().get("/").headers["strict-transport-security"] == "max-age=600"
    plain = served(address="http://town.example").get("/")
    assert "strict-transport-security" not in plain.headers


def test_a_redirect_names_neither_host_nor_scheme():
    assert served().get("/away?lang=en").headers["location"] == "/parcelles?lang=en"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("https://town.example", 200),
        ("https://town.example:443", 200),
        ("https://TOWN.example", 200),
        ("http://town.example:80", 421),
        ("https://other.example", 421),
        ("https://town.example:8443", 421),
        ("http://localhost", 421),
    ],
)
def test_the_host_must_be_that_of_the_public_address(public, address, status):
    client = served()
    host = address.partition("//")[2]
    assert client.get("/", headers={"host": host}).status_code == status


def test_whoever_asks_for_its_health_may_call_it_as_they_like(public):
    assert served().get("/_stcore/health", headers={"host": "10.0.0.7:8501"}).status_code == 200


@pytest.mark.parametrize(("host", "status"), [("localhost:8501", 200), ("[::1]", 200), ("evil.example", 421)])
def test_on_this_machine_other_names_are_refused(host, status):
    client = served(address="http://127.0.0.1:8501")
    assert client.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/parcelles/deeper",
        "/index.html",
        "/_stcore/metrics",
        "/_stcore/agent/interact",
        "/_stcore/agent/openapi.json",
        "/map/static/" + "x" * 300,
        "/static/" + "x" * 300,
        "/parcellesx",
        "//evil.example",
    ],
)
def test_there_is_nothing_at_other_paths(path):
    answer = served().get(f"https://town.example{path}")
    assert answer.status_code == 404
    assert answer.json()["error"] == "Il n’y a rien à cette adresse."


def test_people_get_a_small_page_in_their_language_with_a_way_out():
    answer = served().get("/nowhere?lang=en", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert '<html lang="en">' in answer.text
    assert 'href="/?lang=en"' in answer.text


def test_a_page_of_another_site_changes_nothing():
    client = served()
    for origin, status in (("https://evil.example", 403), ("null", 403), ("https://town.example", 200)):
        assert client.put("/static/x", headers={"origin": origin}).status_code == status
    assert client.put("/static/x").status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://TOWN.example", "https://[x"])
def test_a_socket_from_another_site_is_refused(origin):
    with (
        pytest.raises(WebSocketDisconnect),
        served().websocket_connect("wss://town.example/_stcore/stream", headers={"origin": origin}),
    ):
        pass


def test_a_socket_from_here_is_let_in():
    with served().websocket_connect(
        "wss://town.example/_stcore/stream", headers={"origin": "https://town.example"}
    ):
        pass
    with pytest.raises(WebSocketDisconnect), served().websocket_connect("wss://town.example/elsewhere"):
        pass


def test_cookies_over_tls_return_over_tls_alone(monkeypatch):
    assert (
        served(address="http://town.example").get("/stale").headers.get_list("set-cookie")[1]
        == "other=1; Path=/"
    )
    assert served().get("/stale").headers.get_list("set-cookie") == [
        "_streamlit_xsrf=2|a; Path=/; SameSite=Lax; Secure",
        "other=1; Path=/; Secure",
    ]
    monkeypatch.setenv("CAILLOUX_EMBED", "https://www.town.example")
    assert served().get("/stale").headers.get_list("set-cookie") == [
        "_streamlit_xsrf=2|a; Path=/; SameSite=None; Partitioned; Secure",
        "other=1; Path=/; Secure",
    ]


def test_under_a_path_nothing_lies_beside_it():
    before = config.get_option("server.baseUrlPath")
    config.set_option("server.baseUrlPath", "atlas")
    try:
        client = served(base="/atlas")
        found = {
            path: client.get(path).status_code for path in ("/atlas/", "/atlas/parcelles", "/atlas/stale")
        }
        lost = {path: client.get(path).status_code for path in ("/", "/parcelles", "/atlasx", "/static/a.js")}
    finally:
        config.set_option("server.baseUrlPath", before)
    assert set(found.values()) == {200}, found
    assert set(lost.values()) == {404}, lost

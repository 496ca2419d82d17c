from __future__ import annotations

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient

from views.http.metrics import Counted, Counts, memory_bytes, serve_metrics


async def socket(websocket):
    await websocket.accept()
    await websocket.receive()


@pytest.fixture
def counts():
    return Counts()


@pytest.fixture
def client(counts):
    def here(_request):
        return PlainTextResponse("here")

    routes = [Route("/parcelles", here), Route("/", here), WebSocketRoute("/stream", socket)]
    return TestClient(Counted(Starlette(routes=routes), pages=["parcelles"], counts=counts))


def test_answers_are_counted_by_page_and_status_and_no_visitor_makes_new_kinds(client, counts):
    for path in ("/", "/parcelles?ref=A+1", "/parcelles", "/search-for-me", "/2.8,50.4"):
        client.get(path)
    told = counts.text({})
    assert 'atlas_answers_total{kind="first_page",status="200"} 1' in told
    assert 'atlas_answers_total{kind="parcelles",status="200"} 2' in told
    assert 'atlas_answers_total{kind="other",status="404"} 2' in told
    assert "search" not in told
    assert "50.4" not in told
    assert "atlas_answer_seconds_count 5" in told
    assert 'atlas_answer_seconds_bucket{le="+Inf"} 5' in told


def test_durations_fall_into_slots_that_add_up(counts):
    for seconds in (0.005, 0.2, 60):
        counts.note("map", 200, seconds)
    told = counts.text({})
    assert 'le="0.01"} 1\n' in told
    assert 'le="0.3"} 2\n' in told
    assert 'le="10.0"} 2\n' in told
    assert 'le="+Inf"} 3\n' in told


def test_a_session_counts_as_long_as_it_lasts(client, counts):
    with client.websocket_connect("/stream") as opened:
        assert "atlas_sessions 1" in counts.text({})
        opened.send_text("bye")
    assert "atlas_sessions 0" in counts.text({})


def test_they_are_read_on_a_port_of_their_own(counts):
    server = serve_metrics(("127.0.0.1", 0), lambda: 3, counts=counts)
    address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        answer = httpx.get(f"{address}/metrics", trust_env=False)
        other = httpx.get(f"{address}/", trust_env=False)
    finally:
        server.shutdown()
        server.server_close()
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert "atlas_jobs_running 3" in answer.text
    assert other.status_code == 404
    assert memory_bytes() > 10_000_000

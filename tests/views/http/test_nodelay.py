from __future__ import annotations

import http.client
import socket
import threading
import time

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from views.http.nodelay import NoDelay

REQUESTS = 8
STALL_S = 0.03


@pytest.fixture
def port():
    """Serve one small answer from a socket bound as Streamlit binds its own."""
    page = Route("/", lambda _: PlainTextResponse("prompt"))
    app = NoDelay(Starlette(routes=[page]))
    bound = socket.socket(socket.AF_INET)
    bound.bind(("127.0.0.1", 0))
    bound.listen()
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    yield bound.getsockname()[1]
    server.should_exit = True
    thread.join()
    bound.close()


def test_answers_on_a_kept_connection_do_not_wait_for_an_acknowledgement(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    times = []
    for _ in range(REQUESTS):
        start = time.perf_counter()
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"prompt"
        times.append(time.perf_counter() - start)
    connection.close()
    # A stalled answer never takes less than 40 ms, a busy machine now and then does.
    assert sorted(times)[REQUESTS // 2] < STALL_S


def test_a_server_without_a_socket_answers_as_before():
    app = Starlette(routes=[Route("/", lambda _: PlainTextResponse("as before"))])
    assert TestClient(NoDelay(app)).get("/").text == "as before"

"""A real server and a real Chromium that may only talk to each other."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from views.map.bases import TILE_HOSTS

HOUSE = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No name but this machine's can be found: the network is cut.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
START_SECONDS = 40
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 800}


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # A page on a busy machine may draw itself anew under the pointer: it may try three times.
            item.add_marker(pytest.mark.flaky(reruns=2))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(script: Path, home: Path):
    """Run a Streamlit application on a free port and yield its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    paths = os.pathsep.join([str(HOUSE), os.environ.get("PYTHONPATH", "")])
    env = os.environ | {"CAILLOUX_HOME": str(home), "PYTHONPATH": paths, "PYTHONFAULTHANDLER": "1"}
    log = home / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            command + options, cwd=HOUSE, env=env, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            wait_for(server, port, log)
            yield f"http://127.0.0.1:{port}"
            assert server.poll() is None, f"the server died:\n{log.read_text()[-4000:]}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_for(server: subprocess.Popen, port: int, log: Path) -> None:
    last = time.monotonic() + START_SECONDS
    while time.monotonic() < last:
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    with serving(HOUSE / "streamlit_app.py", tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="session")
def workshop(tmp_path_factory):
    """Serve a page made for tests: one map, and buttons that change what it is asked to show."""
    script = Path(__file__).parent / "workshop" / "workshop_app.py"
    with serving(script, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    if not Path(CHROMIUM).exists():
        pytest.skip(f"Chromium is not at {CHROMIUM}")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """One page in the browser, and what it tried to reach or complained of."""

    page: object
    outside: list[str] = field(default_factory=list)
    tiles: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def note(self, request) -> None:
        address = request.url
        if address.startswith(TILE_HOSTS):
            self.tiles.append(address)
        elif urlsplit(address).hostname != "127.0.0.1" and not address.startswith(("data:", "blob:")):
            self.outside.append(address)

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.wait()

    def wait(self) -> None:
        self.page.locator(".atlas-host iframe").wait_for(timeout=30_000)
        # The first page brings its map with it; the component takes it over.
        self.page.wait_for_function("() => !window.atlasPrerender")
        self.page.frame_locator("iframe").locator("html[data-ready=true]").wait_for(timeout=30_000)
        self.frame.wait_for_function(
            "() => [...atlasApi.layers().values()].every(l => l.status !== 'loading')"
        )

    @property
    def frame(self):
        """The document of the map."""
        return next(frame for frame in self.page.frames if urlsplit(frame.url).path == "/map")

    @property
    def map(self):
        """Locators inside the map."""
        return self.page.frame_locator("iframe")

    def drawn(self, layer: str) -> int:
        """Count the features of a layer that are on the map."""
        return self.frame.evaluate(
            "key => { const l = atlasApi.layers().get(key);"
            " return l && atlas.map.hasLayer(l.group) ? l.group.getLayers().length : 0 }",
            layer,
        )

    def ink(self) -> int:
        """Count the pixels of the canvas that are not empty."""
        return self.frame.evaluate(
            "() => { const c = document.querySelector('.leaflet-overlay-pane canvas');"
            " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
            " let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n += 1; return n }"
        )

    def look_at(self, layer: str, feature: str) -> tuple[float, float]:
        """Move the map so that a feature is in its middle, and return where that is in pixels."""
        x, y = self.frame.evaluate(
            "([key, id]) => { const p = atlasApi.layers().get(key).find(id);"
            " const c = p.getCenter ? p.getCenter() : p.getLatLng();"
            " atlas.map.setView(c, 15, { animate: false });"
            " const { x, y } = atlas.map.latLngToContainerPoint(c); return [x, y] }",
            [layer, feature],
        )
        self.page.wait_for_timeout(100)
        return x, y

    def click_feature(self, layer: str, feature: str) -> None:
        """Click on the middle of a feature."""
        x, y = self.look_at(layer, feature)
        self.map.locator(".folium-map").click(position={"x": x, "y": y})

    def set_year(self, year: int) -> None:
        self.map.locator("#year").evaluate(
            "(range, year) => { range.value = year; range.dispatchEvent(new Event('input')) }", year
        )


@pytest.fixture(scope="session")
def desk_context(chromium):
    yield from context(chromium, viewport=DESK)


@pytest.fixture(scope="session")
def night_context(chromium):
    yield from context(chromium, viewport=DESK, color_scheme="dark")


@pytest.fixture(scope="session")
def phone_context(chromium):
    yield from context(chromium, viewport=PHONE, is_mobile=True, has_touch=True)


def context(browser, **options):
    """Keep one browser profile for many tests, so that scripts are fetched once."""
    made = browser.new_context(locale="fr-FR", **options)
    yield made
    made.close()


@pytest.fixture
def visit(desk_context):
    yield from visiting(desk_context)


@pytest.fixture
def night(night_context):
    yield from visiting(night_context)


@pytest.fixture
def phone(phone_context):
    yield from visiting(phone_context)


def visiting(profile):
    made = Visit(profile.new_page())
    made.page.on("request", made.note)
    made.page.on("pageerror", lambda error: made.errors.append(str(error)))
    yield made
    made.page.close()
    assert made.outside == [], "something was asked of another machine"
    assert made.errors == []

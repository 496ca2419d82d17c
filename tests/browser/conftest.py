"""A real server and a real Chromium that may only talk to each other."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections import deque
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
PATIENCE_MS = 30_000
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
def serving(script: Path, home: Path, *more: str, port: int | None = None, **settings: str):
    """Run a Streamlit application on a free port, with more options and variables, and yield its address."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    paths = os.pathsep.join([str(HOUSE), os.environ.get("PYTHONPATH", "")])
    env = os.environ | {"CAILLOUX_HOME": str(home), "PYTHONPATH": paths}
    env |= {"PYTHONFAULTHANDLER": "1", "PYTHONUNBUFFERED": "1", **settings}
    server = subprocess.Popen(
        [*command, *options, *more],
        cwd=HOUSE,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    log = Log(server.stdout)
    try:
        assert log.until_it_answers(START_SECONDS), f"the server did not start:\n{log}"
        yield f"http://127.0.0.1:{port}"
        assert server.poll() is None, f"the server died:\n{log}"
    finally:
        server.terminate()
        server.wait(timeout=20)
        server.stdout.close()


class Log:
    """What a server writes, and whether it has said that it can be visited."""

    def __init__(self, lines) -> None:
        self.lines, self.told, self.answers = deque(maxlen=200), threading.Event(), False
        threading.Thread(target=self._read, args=(lines,), daemon=True).start()

    def _read(self, lines) -> None:
        with contextlib.suppress(ValueError):  # closed while it was read
            for line in lines:
                self.lines.append(line)
                if line.strip().startswith(("URL:", "Local URL:")):
                    self.answers = True
                    self.told.set()
        self.told.set()

    def until_it_answers(self, seconds: float) -> bool:
        self.told.wait(seconds)
        return self.answers

    def __str__(self) -> str:
        return "".join(self.lines)


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
def driver():
    if not Path(CHROMIUM).exists():
        pytest.skip(f"Chromium is not at {CHROMIUM}")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        yield running.chromium


@pytest.fixture(scope="session")
def chromium(driver):
    browser = driver.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


COUNT_RUNS = """window.runsEnded = 0;
new MutationObserver((changes) => {
  window.runsEnded += changes.filter((change) => change.oldValue === "running").length;
}).observe(document, {
  subtree: true, attributeFilter: ["data-test-script-state"], attributeOldValue: true,
});"""
SETTLED = """(before) => window.runsEnded > before
  && document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")
  && !document.querySelector("[data-testid=stStatusWidget], [data-stale=true]")"""


def settled(page) -> None:
    """Wait until a page has run to its end and nothing of an earlier run is left."""
    page.wait_for_function(SETTLED, arg=0)


@contextlib.contextmanager
def running_again(page):
    """Wait until what is done inside has made the page run again, to its end."""
    before = page.evaluate("() => window.runsEnded")
    yield
    page.wait_for_function(SETTLED, arg=before)


LIT = """(dark) => {
  const [red, green, blue] = getComputedStyle(document.querySelector("[data-testid=stApp]"))
    .backgroundColor.match(/\\d+/g).map(Number);
  const moving = document.getAnimations()
    .some((one) => one instanceof CSSTransition && one.playState === "running");
  return red + green + blue < 384 === dark && !moving;
}"""
MAP_LIT = "(dark) => (document.documentElement.dataset.theme === 'dark') === dark"


def by_day_and_night(visit):
    """Show a page in the colours of the day, then in those of the night."""
    for theme in ("light", "dark"):
        visit.page.emulate_media(color_scheme=theme)
        dark = theme == "dark"
        visit.page.wait_for_function(LIT, arg=dark)
        if visit.page.locator(".atlas-host iframe").count():
            visit.frame.wait_for_function(MAP_LIT, arg=dark)
        yield theme


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

    def hear(self, message) -> None:
        if "Content Security Policy" in message.text:
            self.errors.append(message.text)

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.wait()

    def wait(self) -> None:
        self.page.locator(".atlas-host iframe").wait_for(timeout=30_000)
        # The first page brings its map with it; the component takes it over.
        self.page.wait_for_function("() => !window.atlasPrerender")
        self.page.frame_locator("iframe").locator("html[data-ready=true]").wait_for(timeout=30_000)
        self.until_loaded()

    def until_loaded(self) -> None:
        """Wait until every layer that the map shows has come."""
        self.frame.wait_for_function(
            "() => [...atlasApi.layers().values()].every(l => l.status !== 'loading')"
        )

    def painted(self) -> None:
        """Wait until the map has drawn what it was asked to: the browser draws once between two frames."""
        self.frame.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def settled(self) -> None:
        """Wait until the page has run to its end and nothing of an earlier run is left."""
        settled(self.page)

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

    def until_drawn(self, layer: str) -> None:
        """Wait until a layer has features on the map."""
        self.frame.wait_for_function(
            "key => { const l = atlasApi.layers().get(key);"
            " return l && atlas.map.hasLayer(l.group) && l.group.getLayers().length > 0 }",
            arg=layer,
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
        self.painted()
        return x, y

    def click_feature(self, layer: str, feature: str) -> None:
        """Click on the middle of a feature."""
        x, y = self.look_at(layer, feature)
        self.map.locator(".folium-map").click(position={"x": x, "y": y})

    def set_year(self, year: int) -> None:
        self.map.locator("#year").evaluate(
            "(range, year) => { range.value = year; range.dispatchEvent(new Event('input')) }", year
        )


def profile(driver, folder, **options):
    """Keep one browser with its cache on disk for many tests: scripts are fetched and compiled once."""
    made = driver.launch_persistent_context(
        folder, executable_path=CHROMIUM, args=FLAGS, locale="fr-FR", **options
    )
    made.add_init_script(COUNT_RUNS)
    yield made
    made.close()


@pytest.fixture(scope="session")
def desk_context(driver, tmp_path_factory):
    yield from profile(driver, tmp_path_factory.mktemp("desk"), viewport=DESK)


@pytest.fixture(scope="session")
def phone_context(driver, tmp_path_factory):
    folder = tmp_path_factory.mktemp("phone")
    yield from profile(driver, folder, viewport=PHONE, is_mobile=True, has_touch=True)


@pytest.fixture
def visit(desk_context):
    """A desk, in the tab that all tests share: a page opens there in half of the time."""
    with visiting(desk_context.pages[0]) as made:
        yield made


@pytest.fixture
def night(visit):
    visit.page.emulate_media(color_scheme="dark")
    return visit


@pytest.fixture
def phone(phone_context):
    with visiting(phone_context.pages[0]) as made:
        yield made


@pytest.fixture
def fresh(chromium):
    """A desk in a browser of its own, for tests that hold requests back or move the clock."""
    context = chromium.new_context(locale="fr-FR", viewport=DESK)
    context.add_init_script(COUNT_RUNS)
    with visiting(context.new_page()) as made:
        yield made
    context.close()


@contextlib.contextmanager
def visiting(page):
    """Visit in a tab; at the end, nothing went out, nothing broke, and the tab is as it was."""
    made = Visit(page)
    told = {
        "request": made.note,
        "pageerror": lambda error: made.errors.append(str(error)),
        "console": made.hear,
    }
    for name, hear in told.items():
        page.on(name, hear)
    size = page.viewport_size
    yield made
    page.goto("about:blank")
    for name, hear in told.items():
        page.remove_listener(name, hear)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size)
    page.set_default_timeout(PATIENCE_MS)
    assert made.outside == [], "something was asked of another machine"
    assert made.errors == []

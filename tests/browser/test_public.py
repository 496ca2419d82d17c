"""As a town serves it: under a path, behind nginx with TLS, shown in a frame on another site."""

from __future__ import annotations

import re
from contextlib import ExitStack
from urllib.parse import urlsplit

import httpx
import pytest

from tests.browser.conftest import (
    CHROMIUM,
    COUNT_RUNS,
    DESK,
    FLAGS,
    HOUSE,
    free_port,
    serving,
    settled,
)
from tests.services.nginx import MUSEUM, STRANGER, TOWN, before, missing

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "all is there")
NAMES = ", ".join(f"MAP {name} 127.0.0.1" for name in (TOWN, MUSEUM, STRANGER))
PROBED = re.compile(r"/atlas/\w+/_stcore/(health|host-config)")
"""Where Streamlit looks for its server before it knows under which path that is."""


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """Serve the atlas as a town does, and return the port of nginx."""
    port, folder = free_port(), tmp_path_factory.mktemp("nginx")
    address = f"https://{TOWN}:{port}/atlas"
    told = {"CAILLOUX_ADDRESS": address, "CAILLOUX_EMBED": f"https://{MUSEUM}:{port}", "CAILLOUX_HSTS": "60"}
    home = tmp_path_factory.mktemp("home")
    script = HOUSE / "streamlit_app.py"
    with ExitStack() as running:
        inside = running.enter_context(serving(script, home, "--server.baseUrlPath", "atlas", **told))
        running.enter_context(before(urlsplit(inside).port, port, folder))
        yield port


@pytest.fixture(scope="module")
def context(driver):
    rules = f"--host-resolver-rules={NAMES}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    flags = [flag for flag in FLAGS if "resolver" not in flag]
    browser = driver.launch(executable_path=CHROMIUM, args=[*flags, rules])
    context = browser.new_context(locale="fr-FR", viewport=DESK, ignore_https_errors=True)
    context.add_init_script(COUNT_RUNS)
    yield context
    browser.close()


@pytest.fixture
def tab(context):
    page = context.new_page()
    page.asked, page.lost, page.told = [], [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("response", lambda answer: answer.status >= 400 and page.lost.append(answer.url))
    page.on("console", lambda message: page.told.append(message.text))
    yield page
    page.close()


def until_drawn(page):
    """Wait until a map in the page, or in a frame of it, has drawn its layers, and return its frame."""
    # The first page brings its map with it; the component takes it over.
    page.wait_for_function("() => !window.atlasPrerender")
    frame = next(filter(holds_map, page.frames), None) or page.wait_for_event("framenavigated", holds_map)
    frame.wait_for_selector("html[data-ready=true]")
    frame.wait_for_function("() => [...atlasApi.layers().values()].every(l => l.status !== 'loading')")
    return frame


def holds_map(frame):
    return urlsplit(frame.url).path.endswith("/map")


def refused(page):
    return [text for text in page.told if "Content Security Policy" in text]


def test_each_page_works_under_the_path_and_asks_for_nothing_beside_it(tab, port):
    here = f"https://{TOWN}:{port}"
    tab.goto(f"{here}/atlas/carte?lang=en")
    assert tab.url.startswith(f"{here}/atlas/?lang=en")
    for name in ("", "parcelles?lang=en", "trajectoire?tab=curves"):
        tab.goto(f"{here}/atlas/{name}")
        settled(tab)
        if not name.startswith("trajectoire"):
            frame = until_drawn(tab)
            assert any(frame.evaluate("() => [...atlasApi.layers().values()].map(l => l.status === 'ready')"))
    tab.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first.wait_for()
    asked = {urlsplit(url) for url in tab.asked if url.startswith("http") and "geopf" not in url}
    assert {url.netloc for url in asked} == {f"{TOWN}:{port}"}
    assert {url.path for url in asked if not url.path.startswith("/atlas/")} == set()
    assert [url for url in tab.lost if not PROBED.search(url)] == []
    assert refused(tab) == []


def test_what_a_page_links_to_is_there(port):
    here = f"https://{TOWN}:{port}"

    def get(address):
        asked = address.replace(here, f"https://127.0.0.1:{port}")
        return httpx.get(asked, headers={"host": f"{TOWN}:{port}"}, verify=False)  # noqa: S501 - its own

    head = get(f"{here}/atlas/?lang=en").text
    picture = re.search(r'property="og:image" content="([^"]+)"', head)[1].replace("&amp;", "&")
    assert picture.startswith(f"{here}/atlas/preview.png")
    answer = get(picture)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.headers["strict-transport-security"] == "max-age=60"
    assert get(f"{here}/atlas/download/hedges.geojson?lang=en").status_code == 200
    bare = get(f"{here}/atlas/carte?lang=en")
    assert (bare.status_code, bare.headers["location"]) == (307, "./?lang=en")
    assert get(f"{here}/atlas").headers["location"] == "/atlas/"


def test_a_site_that_is_named_shows_it_in_a_frame_and_files_can_be_brought_there(tab, port):
    tab.goto(f"https://{MUSEUM}:{port}/")
    frame = until_drawn(tab)
    assert any(frame.evaluate("() => [...atlasApi.layers().values()].map(l => l.status === 'ready')"))
    page = tab.frame_locator("iframe")
    page.get_by_role("button", name="Depuis un fichier").click()
    with tab.expect_response(
        lambda answer: "upload_file" in answer.url and answer.request.method == "PUT"
    ) as got:
        page.locator("input[type=file]").set_input_files(
            {
                "name": "a.geojson",
                "mimeType": "application/geo+json",
                "buffer": b'{"type": "FeatureCollection"}',
            }
        )
    assert got.value.status == 204
    assert refused(tab) == []


def test_no_other_site_shows_it(tab, port):
    tab.goto(f"https://{STRANGER}:{port}/")
    tab.wait_for_function("() => document.readyState === 'complete'")
    assert any("frame-ancestors" in text for text in refused(tab))
    assert all("/atlas/" not in frame.url for frame in tab.frames)

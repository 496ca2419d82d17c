from __future__ import annotations

import base64
import hashlib
import re

import folium
import pytest

from views.http.scripts import SHARED, script_url, scripts_in
from views.map.bases import BASES
from views.map.document import CLIENT, build, document, policy


@pytest.fixture(scope="module")
def drawn(territory):
    return document(territory)


def test_folium_makes_the_map(territory):
    assert isinstance(build(territory), folium.Map)


def test_the_document_is_the_same_each_time(territory):
    first, second = (build(territory).get_root().render() for _ in range(2))
    assert first == second


def test_the_document_loads_nothing_from_elsewhere(drawn):
    html, _ = drawn
    asked = re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=[\"']?([^\"' >]+)", html)
    assert asked
    assert all(address.startswith("/scripts/") for address in asked)
    loaded = [address for address in re.findall(r'url\("?([^)"]+)"?\)', html) if not address.startswith("#")]
    assert loaded
    assert all(address.startswith("/") for address in loaded)


def test_styles_and_scripts_cannot_end_early(drawn):
    html, _ = drawn
    for tag in ("script", "style"):
        assert (
            len(re.findall(f"<{tag}[ >]", html))
            == html.count(f"</{tag}>")
            == len(re.findall(f"<{tag}[ >].*?</{tag}>", html, re.DOTALL))
        )


def test_scripts_and_styles_run_only_as_they_stand(drawn):
    html, rules = drawn
    inline = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert inline
    for text in inline:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in rules
    assert "unsafe" not in rules
    assert "default-src 'none'" in rules


def test_only_pictures_may_come_from_the_base_maps(drawn):
    for rule in drawn[1].split("; "):
        assert ("https://" in rule) == rule.startswith("img-src")
    assert policy("<p>").count("sha256") == 0


def test_every_base_map_names_its_maker_and_is_reachable_under_the_policy(drawn):
    for base in BASES:
        assert "©" in base.attribution
        assert any(base.url.startswith(host) for host in re.findall(r"https://[^\s;]+", drawn[1]))
        assert all(part in base.url for part in ("{x}", "{y}", "{z}"))


def test_features_are_fetched_and_never_inside_the_document(drawn, territory):
    html, _ = drawn
    assert '"coordinates":' not in html
    for layer in territory.layers:
        assert f"/features/{layer.key}.geojson?" in html
    assert "urban_zones" not in html


def test_every_module_of_the_map_is_fetched_at_once_and_under_its_version(drawn):
    modules = re.findall(r'<link rel="modulepreload" href="([^"]+)">', drawn[0])
    assert modules == [script_url(path) for path in scripts_in(CLIENT, SHARED)]
    assert re.findall(r'<script type="module" src="([^"]+)">', drawn[0]) == [script_url(CLIENT / "boot.js")]

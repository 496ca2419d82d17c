from __future__ import annotations

import html
import json
import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from views.app.first_page import HEAD, INDEX, ROOT, SPEECH, TITLE, routes, with_map

PAGE = INDEX.read_text(encoding="utf-8")


def data_of(page: str) -> dict:
    return json.loads(html.unescape(re.search(r'data-map="([^"]+)"', page)[1]))


def test_streamlit_still_has_the_page_that_is_filled():
    for part in (HEAD, ROOT, SPEECH, TITLE):
        assert PAGE.count(part) == 1


def test_the_page_comes_with_the_map_that_the_address_asks_for(empty_home):
    asked = {"layers": "slag_heaps", "base": "none", "lang": "en", "lat": "50.45", "lon": "2.79", "z": "15"}
    made = with_map(PAGE, asked)
    data = data_of(made)
    assert (data["layers"], data["base"], data["language"]) == (["slag_heaps"], "none", "en")
    assert data["view"] == {"lat": 50.45, "lon": 2.79, "zoom": 15.0}
    assert f'src="{html.escape(data["src"])}"' in made
    assert '<html lang="en">' in made
    assert "<title>Cailloux blancs" in made


def test_what_the_map_needs_is_asked_for_at_once(empty_home):
    ahead = data_of(with_map(PAGE, {"layers": "slag_heaps,parcels"}))["prefetch"]
    assert [re.search(r"/(\w+)\.(?:geo)?json", address)[1] for address in ahead] == [
        "fr",
        "commune",
        "slag_heaps",
    ]


@pytest.mark.parametrize(
    "asked",
    [
        {"lang": "xx"},
        {"layers": "<script>"},
        {"territory": "99999"},
        {"territory": "../x"},
        {"embed": "true"},
    ],
)
def test_anything_unusual_is_left_to_the_page(empty_home, asked):
    assert with_map(PAGE, asked) == PAGE


def test_nothing_of_the_address_gets_into_the_page(empty_home):
    made = with_map(PAGE, {"q": "<script>alert(1)</script>", "base": "none"})
    assert "alert(1)" not in made


def test_another_page_than_streamlits_is_left_alone(empty_home):
    assert with_map("<p>other</p>", {}) == "<p>other</p>"


def test_the_first_page_is_found_by_its_name_and_keeps_what_is_asked():
    client = TestClient(Starlette(routes=routes()), follow_redirects=False)
    answer = client.get("/carte?lang=en&year=2010")
    assert answer.headers["location"].endswith("/?lang=en&year=2010")

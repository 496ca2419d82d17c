from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from views.map.routes import routes


@pytest.fixture(scope="module")
def server(empty_home):
    return TestClient(Starlette(routes=routes()))


def test_the_map_comes_with_its_policy(server):
    answer = server.get("/map")
    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-cache"


def test_a_browser_that_has_the_map_is_not_sent_it_again(server):
    tag = server.get("/map").headers["etag"]
    assert server.get("/map", headers={"If-None-Match": tag}).status_code == 304


def test_words_come_in_two_languages_and_no_third(server):
    assert server.get("/map/words/en.json").json()["language"] == "en"
    answer = server.get("/map/words/xx.json")
    assert answer.status_code == 404
    assert "fr, en" in answer.json()["error"]


def test_search_forgives_slips_and_says_what_is_too_long(server):
    hits = server.get("/map/search", params={"q": "chevalment"}).json()["hits"]
    assert hits[0]["layer"] == "places"
    answer = server.get("/map/search", params={"q": "x" * 10_000, "lang": "en"})
    assert answer.status_code == 400
    assert "too long" in answer.json()["error"]
    assert server.get("/map/search", params={"q": "<script>"}).json() == {"hits": []}


def test_an_unknown_commune_is_answered_with_a_sentence(server):
    answer = server.get("/map", params={"territory": "99999"})
    assert answer.status_code == 404
    assert "99999" in answer.json()["error"]

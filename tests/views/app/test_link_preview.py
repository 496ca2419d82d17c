from __future__ import annotations

import html
import re
import struct

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.export.preview import PIXELS
from views.app import first_page, link_preview


@pytest.fixture(scope="module")
def client(empty_home):
    return TestClient(
        Starlette(routes=[*first_page.routes(), *link_preview.routes()]), base_url="https://atlas.example"
    )


def named(page):
    found = re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in found}


def size(content):
    return struct.unpack(">II", content[16:24])


def test_the_map_names_a_picture_of_what_its_address_shows(client):
    lines = named(client.get("/?layers=slag_heaps&lang=en").text)
    assert lines["og:title"] == "Map of Loos-en-Gohelle"
    assert lines["og:image"].startswith("https://atlas.example/preview.png?")
    picture = client.get(lines["og:image"])
    assert picture.headers["content-type"] == "image/png"
    assert size(picture.content) == PIXELS
    assert [int(lines[f"og:image:{side}"]) for side in ("width", "height")] == list(PIXELS)


def test_other_layers_and_other_ground_give_another_picture(client):
    asked = ("", "?layers=slag_heaps", "?layers=slag_heaps&lat=50.45&lon=2.79&z=15", "?lang=en")
    pictures = {client.get(f"/preview.png{query}").content for query in asked}
    assert len(pictures) == len(asked)


def test_the_picture_is_named_where_the_atlas_is_published(client, monkeypatch):
    monkeypatch.setenv("CAILLOUX_ADDRESS", "https://ville.example/atlas")
    assert named(client.get("/").text)["og:image"].startswith("https://ville.example/atlas/preview.png?")


@pytest.mark.parametrize("query", ["layers=<script>", "lat=x&lon=y", "z=1e9", "lat=89&lon=0"])
def test_nonsense_in_an_address_still_gives_a_picture(client, query):
    assert size(client.get(f"/preview.png?{query}").content) == PIXELS


def test_an_unknown_commune_is_told_in_a_sentence(client):
    reply = client.get("/preview.png?territory=99999")
    assert reply.status_code == 404
    assert "Traceback" not in reply.text


def test_nothing_of_the_address_gets_into_the_page_but_as_text(client):
    page = client.get('/?lat="><script>alert(1)</script>').text
    assert "<script>alert" not in page

"""Room on the disk as the page of data shows it, and frees it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from gis.rights import operator
from gis.sources import ReplyCache, SharedFiles
from gis.sources.http.reply_cache import CachedReply
from views.app import person
from views.ui import jobs

PAGE = """
import runpy
from views.app import shell
shell.begin()
runpy.run_module("views.pages.data.page")
"""
URL = "https://static.example.org/rpg-bio-2021-national.shp.zip"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CAILLOUX_HOME", str(tmp_path))
    monkeypatch.setattr(person, "here", operator)
    keep(SharedFiles(tmp_path / ".files", hours=24), "a" * 32, 240_000_000)
    keep(ReplyCache(tmp_path / ".spool" / "62528", hours=24), "b" * 32, 2_000_000)
    return tmp_path


def keep(cache, key, size):
    cache.start(key, CachedReply(URL, URL, etag='"one"'))
    with cache.part(key).open("wb") as body:
        body.truncate(size)
    cache.finish(key, cache.part_slip(key))


@pytest.fixture
def page(home):
    shown = AppTest.from_string(PAGE, default_timeout=60)
    shown.query_params["lang"], shown.query_params["part"] = "en", "disk"
    return shown


def text(page):
    assert not page.exception, page.exception
    return "".join(element.proto.body for element in page.get("html"))


def test_the_room_is_shown_by_commune_and_by_file_and_freed_by_a_button(page, home):
    before = text(page.run())
    page.button(key="data_free").click().run()
    after = text(page)

    assert "The atlas takes 242.0 MB" in before
    assert "rpg-bio-2021-national.shp.zip" in before
    assert "Loos-en-Gohelle" in before
    assert "242.0 MB can be freed" in before
    assert "242.0 MB freed." in page.success[0].value
    assert "There is nothing to free." in after
    assert not list(home.rglob("*.body"))


def test_nothing_is_offered_while_an_update_runs(page, home, monkeypatch):
    busy = jobs.DataJob("estimate", "62528", home)
    monkeypatch.setattr(jobs, "job_of", lambda _home: busy)

    text(page.run())

    assert "An update is running" in page.caption[0].value

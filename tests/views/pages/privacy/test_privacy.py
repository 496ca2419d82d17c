from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from gis.words import LANGUAGES, catalogue, say

VIEWS = Path(__file__).parents[4] / "views"


def test_the_page_says_what_is_kept_why_and_until_when():
    page = AppTest.from_file(str(VIEWS / "pages" / "privacy" / "page.py"), default_timeout=60).run()
    assert not page.exception
    text = " ".join(str(part.proto) for part in page.get("html"))
    assert "_streamlit_xsrf" in text
    assert text.count("<tr>") == 12
    assert say("privacy_page.start") in [part.value for part in page.markdown]


def test_visitors_read_it_in_each_language():
    words = {key: text for key, text in catalogue().items() if key.startswith("privacy_page.")}
    assert words
    assert {key for key, text in words.items() if set(LANGUAGES) - set(text)} == set()


def test_every_page_links_to_it_at_its_foot():
    page = AppTest.from_file(str(VIEWS / "script" / "atlas.py"), default_timeout=60).run()
    assert not page.exception
    links = [str(part.proto) for part in page.get("page_link")]
    assert any("confidentialite" in link for link in links)

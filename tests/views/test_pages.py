from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gis.words import catalogue
from views.pages import FOLDER, PAGES

ATLAS = Path(__file__).parents[2] / "views" / "script" / "atlas.py"


def test_every_page_of_the_menu_has_a_script_and_a_title():
    for entry in PAGES:
        assert (FOLDER / f"{entry.name}.py").is_file()
        assert f"pages.{entry.name}" in catalogue()
    assert sum(entry.first for entry in PAGES) == 1


@pytest.mark.parametrize(("language", "title"), [("fr", "Carte"), ("en", "Map")])
def test_the_first_page_opens_in_both_languages(language, title):
    page = AppTest.from_file(str(ATLAS), default_timeout=30)
    page.query_params["lang"] = language
    page.run()
    assert not page.exception
    assert not page.error
    assert any(tab.label == title for tab in page.tabs)

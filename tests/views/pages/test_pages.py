from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gis.words import catalogue, say
from views.pages import FOLDER, PAGES

ATLAS = Path(__file__).parents[3] / "views" / "script" / "atlas.py"


def test_every_page_of_the_menu_has_a_script_and_a_title():
    for entry in PAGES:
        assert (FOLDER / entry.name / "page.py").is_file()
        assert f"pages.{entry.name}" in catalogue()
    assert sum(entry.first for entry in PAGES) == 1


@pytest.mark.parametrize(("language", "table"), [("fr", "Les couches en tableau"), ("en", "The layers as a")])
def test_the_first_page_opens_in_both_languages(language, table):
    page = AppTest.from_file(str(ATLAS), default_timeout=30)
    page.query_params["lang"] = language
    page.run()
    assert not page.exception
    assert not page.error
    assert any(box.label.startswith(table) for box in page.expander)


def test_the_table_comes_when_it_is_opened():
    page = AppTest.from_file(str(ATLAS), default_timeout=30).run()
    assert not page.dataframe


def test_a_commune_without_data_is_told_in_a_sentence_with_the_way_to_the_page_of_data():
    page = AppTest.from_file(str(ATLAS), default_timeout=30)
    page.query_params["territory"] = "99999"
    page.run()
    assert not page.exception
    assert "99999" in page.error[0].value
    link, _foot = page.get("page_link")
    assert link.proto.label == say("shell.fetch_data")

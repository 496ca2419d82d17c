from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gis.tours import to_token

ATLAS = Path(__file__).parents[4] / "views" / "pages" / "tours" / "page.py"


@pytest.fixture
def page():
    made = AppTest.from_file(str(ATLAS), default_timeout=60)
    made.query_params["tour"] = "demi_journee"
    made.run()
    assert not made.exception
    return made


def order(page) -> list[str]:
    return [visit.stop.id for visit in page.session_state["tours_state"].wish.visits]


def address(page) -> str:
    """Return what the address says of the tour; Streamlit gives a list or its only text."""
    told = page.query_params["tour"]
    return told if isinstance(told, str) else told[0]


def test_an_address_that_the_page_has_just_replaced_undoes_nothing(page):
    state = page.session_state["tours_state"]
    moved = list(reversed(order(page)))
    state.wish = state.wish.reordered(moved)
    page.query_params["tour"] = "demi_journee"
    page.run()
    assert order(page) == moved
    assert address(page) == to_token(state.wish)
    page.query_params["tour"] = "demi_journee"
    page.run()
    assert order(page) == moved
    assert address(page) == to_token(state.wish)


def test_another_tour_in_the_address_is_opened_at_once(page):
    before = order(page)
    page.query_params["tour"] = "energie"
    page.run()
    assert not page.exception
    assert order(page) != before


def test_a_pace_that_no_field_shows_stays(page):
    state = page.session_state["tours_state"]
    state.change(pace=0.7)
    page.run()
    assert page.session_state["tours_state"].wish.pace == 0.7

from __future__ import annotations

import time

import pytest
import streamlit as st

from gis.errors import InputError
from gis.words import language, use_language
from views.ui.state import LATE_SECONDS, SPOKEN, PageState


@pytest.fixture
def now(monkeypatch):
    told = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: told[0])
    return told


@pytest.fixture
def bar(monkeypatch):
    """Return what stands in the address bar."""
    parameters: dict[str, str] = {}
    monkeypatch.setattr(st, "query_params", parameters)
    monkeypatch.setattr(st, "session_state", {SPOKEN: "en"})
    return parameters


def test_an_address_just_replaced_is_late_and_any_other_is_not(now, bar):
    state = PageState()
    bar["tour"] = "first"
    state.write(tour="second")
    assert not state.late("tour")
    bar["tour"] = "first"
    assert state.late("tour")
    now[0] += LATE_SECONDS
    assert not state.late("tour"), "by then it is somebody going back"


def test_what_is_too_old_is_forgotten(now, bar):
    state = PageState()
    state.write(tour="first")
    now[0] += 2 * LATE_SECONDS
    state.write(tour="second")
    assert list(state.replaced) == [("tour", "first")]


def test_only_what_somebody_else_wrote_is_news(bar):
    state = PageState()
    assert state.news("ref", "shape") is None
    state.write(ref="AB 12")
    assert bar == {"ref": "AB 12"}
    assert state.news("ref", "shape") is None
    bar["shape"] = "1,2"
    assert state.news("ref", "shape") == {"ref": "AB 12", "shape": "1,2"}
    assert state.news("ref", "shape") is None


def test_an_empty_text_takes_its_parameter_out_of_the_address(bar):
    state = PageState()
    state.write(mode="many")
    state.write(mode="")
    assert bar == {}


def test_what_could_not_be_done_is_a_sentence_in_the_language_of_the_visitor(bar):
    state = PageState()

    def fail() -> None:
        msg = f"no in {language()}"
        raise InputError(msg)

    with use_language("fr"):
        state.attempt(fail)
        assert state.trouble == "no in en"
        state.attempt(lambda: None)
    assert state.trouble == ""


def test_each_page_has_one_state_for_each_visitor(bar):
    class OnePage(PageState):
        KEY = "one_page"

    class OtherPage(PageState):
        KEY = "other_page"

    assert OnePage.here() is OnePage.here()
    assert type(OtherPage.here()) is OtherPage

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from gis.indicators import all_series
from gis.territory import Territory
from gis.words import use_language


@pytest.fixture(scope="module")
def loos():
    return Territory()


def every_curve(code):
    # Streamlit runs the body alone, in a thread of its own.
    from gis.territory import Territory  # noqa: PLC0415
    from gis.words import use_language  # noqa: PLC0415
    from views.pages.trajectory.series_tab import show_curves  # noqa: PLC0415

    with use_language(code):
        show_curves(Territory())


def what_no_map_measures(code):
    from gis.territory import Territory  # noqa: PLC0415
    from gis.words import use_language  # noqa: PLC0415
    from views.pages.trajectory.events_tab import show_unmapped  # noqa: PLC0415

    with use_language(code):
        show_unmapped(Territory())


def shown(script, code):
    page = AppTest.from_function(script, args=(code,), default_timeout=30).run()
    assert not page.exception
    return page


def keys_in(value):
    """Return every key of a JSON document, however deep."""
    if isinstance(value, dict):
        return set(value).union(*map(keys_in, value.values()))
    return set().union(*map(keys_in, value)) if isinstance(value, list) else set()


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_chart_describes_itself_and_asks_nothing_of_the_network(loos, code):
    drawn = shown(every_curve, code).get("vega_lite_chart")
    charts = [json.loads(chart.proto.spec) for chart in drawn]
    with use_language(code):
        curves = [one.text() for one in all_series(loos) if one.table()["value"].count() > 1]
    assert charts
    assert {chart["description"] for chart in charts} == set(curves)
    assert "url" not in set().union(*map(keys_in, charts))


def test_a_year_is_never_written_as_an_amount():
    told = " ".join(element.proto.body for element in shown(what_no_map_measures, "en").get("html"))
    assert "2008" in told
    assert "2,008" not in told
    assert "WGS84" not in told

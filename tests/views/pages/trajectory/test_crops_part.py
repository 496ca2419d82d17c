"""What was farmed year by year, on the page."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from gis.indicators import crop_years
from gis.territory import Territory
from gis.words import use_language
from views.ui.crop_chart import crop_chart

HEAD = "year,crop,crop_group,area_ha,parcels,state,source,source_url,fetched_at"
GROUPS = range(1, 10)


def page_of(code, home):
    # Streamlit runs the body alone, in a thread of its own.
    from pathlib import Path  # noqa: PLC0415

    from gis.territory import Territory  # noqa: PLC0415
    from gis.words import use_language  # noqa: PLC0415
    from views.pages.trajectory.crops_part import show_crops  # noqa: PLC0415

    with use_language(code):
        show_crops(Territory(home=Path(home)))


def shown(code, home):
    page = AppTest.from_function(page_of, args=(code, str(home)), default_timeout=30).run()
    assert not page.exception
    return page


def told(page):
    return " ".join(item.proto.body for item in page.get("html"))


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / Territory().code
    folder.mkdir()
    years = [f"2023,C{n},{n},{10 * n},1,known,RPG 2023,https://example.org/,2026" for n in GROUPS]
    rows = [HEAD, *years, "2022,,,,,not_published,RPG 2022,,2026", "2021,BTH,1,7,1,known,RPG 2021,,2026"]
    (folder / "farmland_years.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_chart_puts_small_groups_together_and_tells_itself_in_words(home, code):
    page = shown(code, home)
    (chart,) = page.get("vega_lite_chart")
    spec = json.loads(chart.proto.spec)
    assert "2022" in spec["description"]
    assert spec["description"] in told(page)
    with use_language(code):
        drawn = crop_chart(crop_years(Territory(home=home))).to_dict()
    groups = {row["group"] for data in drawn["datasets"].values() for row in data if "group" in row}
    assert len(groups) == 8
    assert "?" in told(page), "a year that is not published is no zero"


def test_where_one_year_is_known_it_is_said_how_to_get_more(tmp_path):
    page = shown("en", tmp_path)
    assert not page.get("vega_lite_chart")
    assert "Only one year is known" in told(page)
    assert "part=update" in told(page)

"""The map comes with the page and stays when Streamlit has started."""

from __future__ import annotations

import pytest

STREAMLIT = "**/static/js/index.*.js"


@pytest.fixture
def early(fresh, site):
    """Open the first page with Streamlit's start held back; yield the visit and what lets it go on."""
    visit, held = fresh, []

    def hold(route):
        held.append(route)

    visit.page.route(STREAMLIT, hold)
    visit.page.goto(f"{site}/?base=none", wait_until="commit")
    visit.map.locator("html[data-ready=true]").wait_for()
    visit.frame.wait_for_function("() => atlasApi.layers().get('slag_heaps').status === 'ready'")

    def go_on():
        for route in held:
            route.continue_()
        visit.wait()

    return visit, go_on


def test_the_map_is_drawn_before_streamlit_starts(early):
    visit, _ = early
    assert visit.drawn("slag_heaps") == 8
    assert visit.page.get_by_role("heading", level=1).inner_text().startswith("Carte")
    visit.click_feature("slag_heaps", "T074")
    visit.map.locator(".card").wait_for()


def test_the_page_takes_over_the_map_as_it_is(early):
    visit, go_on = early
    visit.frame.evaluate("() => { window.same = true }")
    before = visit.page.locator("iframe").bounding_box()
    go_on()
    assert visit.frame.evaluate("() => window.same")
    assert visit.page.locator("iframe").count() == 1
    assert visit.page.get_by_role("heading", level=1).count() == 1
    after = visit.page.locator("iframe").bounding_box()
    assert after == {key: pytest.approx(value, abs=2) for key, value in before.items()}


def test_what_people_do_early_reaches_the_address(early):
    visit, go_on = early
    visit.set_year(2004)
    go_on()
    assert "year=2004" in visit.page.url
    visit.set_year(2006)
    assert "year=2006" in visit.page.url


def test_the_map_gives_way_to_another_page(early):
    visit, _ = early
    visit.page.evaluate("() => history.pushState({}, '', '/balades')")
    visit.page.locator("iframe").wait_for(state="detached")
    assert visit.page.evaluate("() => window.atlasPrerender === undefined")


def test_a_browser_that_cannot_move_the_frame_gets_a_new_one(fresh, site):
    fresh.page.add_init_script("delete Element.prototype.moveBefore")
    fresh.open(f"{site}/?base=none")
    assert fresh.page.locator("iframe").count() == 1
    assert fresh.drawn("slag_heaps") == 8

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from gis.export.tour import field_page
from gis.tours import plan_tour, ready_tours
from tests.browser.conftest import PHONE

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
DAY = dt.date(2026, 9, 15)
SERIOUS = {"serious", "critical"}
AT_THE_YARD = {"latitude": 50.44280, "longitude": 2.78775, "accuracy": 8}


def at(hour: int, minute: int) -> dt.datetime:
    """Return a moment of the day in Loos-en-Gohelle, where summer time is two hours ahead."""
    return dt.datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=dt.timezone(dt.timedelta(hours=2)))


@pytest.fixture(scope="module")
def file(territory, tmp_path_factory):
    tour = plan_tour(territory, ready_tours(territory)["demi_journee"].request(DAY))
    path = tmp_path_factory.mktemp("field") / "tour.html"
    path.write_text(field_page(tour), encoding="utf-8")
    return path


@pytest.fixture
def open_file(chromium, file):
    made = []

    def opener(moment, *, position=AT_THE_YARD, allowed=True):
        options = {"geolocation": position, "permissions": ["geolocation"]} if allowed else {}
        context = chromium.new_context(
            viewport=PHONE, is_mobile=True, has_touch=True, offline=True, **options
        )
        page = context.new_page()
        page.asked, page.broken = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.broken.append(str(error)))
        page.on("console", lambda told: page.broken.append(told.text) if told.type == "error" else None)
        page.clock.set_fixed_time(moment)
        page.goto(file.as_uri())
        made.append((context, page))
        return page

    yield opener
    for context, page in made:
        assert page.asked == [file.as_uri()] * len(page.asked), "something was asked of a network"
        assert page.broken == []
        context.close()


def walk_on(page, steps: int) -> None:
    for _ in range(steps):
        page.locator("#go").click()


def test_it_works_from_storage_with_the_network_off(open_file):
    page = open_file(at(8, 45))
    assert page.asked == [page.url]
    expect(page.locator("#title")).to_contain_text("demi-journée")
    expect(page.locator("#stop h2")).to_contain_text("1. Mairie")
    expect(page.locator("#late")).to_contain_text("À l’heure")
    inked = page.evaluate(
        "() => { const c = document.querySelector('#map canvas'); const d = c.getContext('2d')"
        ".getImageData(0, 0, c.width, c.height).data; let n = 0;"
        " for (let i = 3; i < d.length; i += 4) if (d[i]) n += 1; return n }"
    )
    assert inked > 500


def test_it_knows_where_we_are_and_how_far_the_next_stop_is(open_file):
    page = open_file(at(10, 20))
    walk_on(page, 6)
    expect(page.locator("#stop h2")).to_contain_text("4. Base 11/19")
    expect(page.locator("#position")).to_contain_text("Vous êtes à l’étape")
    page.locator("#after").click()
    expect(page.locator("#position")).to_contain_text("vol d’oiseau")


def test_it_tells_how_late_the_group_is(open_file):
    page = open_file(at(9, 45))
    walk_on(page, 1)
    expect(page.locator("#late")).to_contain_text("60 min de retard")
    walk_on(page, 1)
    expect(page.locator("#stop h2")).to_contain_text("2. Église")
    expect(page.locator("#late")).to_have_class("is-late")


def test_without_a_position_a_group_that_sets_out_late_is_late(open_file):
    page = open_file(at(9, 52), allowed=False)
    walk_on(page, 6)
    expect(page.locator("#stop h2")).to_contain_text("4. Base 11/19")
    expect(page.locator("#late")).to_contain_text("20 min de retard")


def test_the_way_down_from_the_last_stop_is_led_too(open_file):
    page = open_file(at(12, 12), allowed=False)
    walk_on(page, 12)
    expect(page.locator("#stop h2")).to_contain_text("Parking de la Base 11/19")
    assert page.locator("#stop ol li").count() > 3
    expect(page.locator("#late")).to_contain_text("À l’heure")
    expect(page.locator("#list button").last).to_have_attribute("aria-current", "step")
    page.clock.set_fixed_time(at(13, 8))
    walk_on(page, 1)
    expect(page.locator("#stop h2")).to_have_text("La visite est finie.")
    page.clock.set_fixed_time(at(15, 0))
    page.reload()
    expect(page.locator("#late")).to_contain_text("10 min de retard")


def test_another_day_it_says_when_the_tour_is(open_file):
    page = open_file(at(9, 0) + dt.timedelta(days=3))
    expect(page.locator("#late")).to_contain_text("15 septembre 2026")


def test_without_a_position_the_rest_works(open_file):
    page = open_file(at(9, 0), allowed=False)
    page.locator("#locate").click()
    expect(page.locator("#position")).to_contain_text("Position inconnue")
    expect(page.locator("#stop .tell")).to_contain_text("6 850")


def test_it_remembers_where_the_group_is_when_it_is_closed(open_file):
    page = open_file(at(9, 30))
    walk_on(page, 2)
    page.reload()
    expect(page.locator("#stop h2")).to_contain_text("2. Église")


def test_it_speaks_english_and_ends(open_file):
    page = open_file(at(13, 10))
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.locator("#stop h3")).to_have_text("What to tell")
    walk_on(page, 12)
    expect(page.locator("#stop h2")).to_contain_text("End of the tour: ")
    expect(page.locator("#late")).to_contain_text("late")
    walk_on(page, 1)
    expect(page.locator("#stop h2")).to_have_text("The tour is over.")
    page.get_by_role("button", name="Start again").click()
    expect(page.locator("#stop h2")).to_contain_text("1. Mairie")


def test_buttons_are_big_and_nothing_scrolls_sideways(open_file):
    page = open_file(at(9, 0))
    heights = page.eval_on_selector_all(
        "main button", "found => found.map(b => b.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_it_has_no_serious_finding(open_file):
    page = open_file(at(9, 0))
    # The policy of the file lets no other script run inside: axe looks from a copy without it.
    page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")
    markup = page.content().replace('http-equiv="Content-Security-Policy"', "data-policy")
    copy = page.context.new_page()
    copy.set_content(markup.split('<script type="application/json"')[0] + "</body></html>")
    found = axe.Axe().run(copy).response["violations"]
    copy.close()
    assert [item["id"] for item in found if item["impact"] in SERIOUS] == []

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from gis.tours import from_token, library
from tests.browser.conftest import by_day_and_night
from tests.gis.small_territory import METRES

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
SERIOUS = {"serious", "critical"}
MAYOR = "Mairie de Loos-en-Gohelle (parking)"
FILES = ("pdf", "booklet", "html", "gpx", "kml", "ics", "mail", "letters")


def findings(page) -> list[str]:
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{item['id']}: {node['target']} {node['failureSummary']}"
        for item in found
        if item["impact"] in SERIOUS
        for node in item["nodes"]
    ]


class Tours:
    """The page of tours as a visitor sees it."""

    def __init__(self, visit, address: str) -> None:
        self.visit, self.page = visit, visit.page
        visit.open(address)
        self.lines = self.page.locator("ol[aria-label] > li")
        self.lines.first.wait_for()

    def order(self) -> list[str]:
        return self.lines.evaluate_all("found => found.map(line => line.dataset.id)")

    def times(self) -> list[str]:
        return self.page.locator("ol .time").all_inner_texts()

    def conflicts(self) -> str:
        return " ".join(self.page.locator(".tour-conflict").all_inner_texts()).replace("\u00a0", " ")

    def line(self, key: str):
        return self.page.locator(f"li[data-id={key}]")

    def until_times_change(self, before: list[str]) -> None:
        script = (
            "before => { const all = [...document.querySelectorAll('*')];"
            " const hosts = all.map(e => e.shadowRoot).filter(Boolean);"
            " const found = hosts.flatMap(h => [...h.querySelectorAll('ol .time')].map(t => t.textContent));"
            " return found.length && found.sort().join() !== before.sort().join() }"
        )
        self.page.wait_for_function(script, arg=before, timeout=15_000)


@pytest.fixture
def tours(visit, site):
    return Tours(visit, f"{site}/visites?tour=demi_journee")


def test_a_ready_made_tour_opens_with_its_timetable_map_and_files(tours):
    assert tours.order()[0] == "mairie"
    assert len(tours.order()) == len(tours.times()) == 6
    assert tours.times()[0] == "08:45 – 09:05"
    assert tours.page.locator(".tour-summary").inner_text().count("étapes") == 1
    for kind in FILES:
        expect(tours.page.locator(f".st-key-tours_file_{kind} button")).to_be_enabled()
    assert tours.visit.ink() > 1000


def test_a_button_moves_a_stop_and_the_times_follow(tours):
    before = tours.times()
    tours.line("mairie").get_by_role("button", name="Reculer").click()
    tours.until_times_change(before)
    assert tours.order()[:2] == ["eglise_st_vaast", "mairie"]
    assert tours.times()[0] == "08:45 – 09:00"


def test_the_arrow_keys_move_a_stop_and_the_focus_stays_on_it(tours):
    grip = tours.line("coeur_de_loos").locator(".grip")
    grip.focus()
    tours.page.keyboard.press("ArrowUp")
    expect(tours.lines.nth(1)).to_have_attribute("data-id", "coeur_de_loos")
    expect(tours.line("eglise_st_vaast").locator(".time")).not_to_have_text("09:06 – 09:21")
    expect(tours.line("coeur_de_loos").locator(".grip")).to_be_focused()


def test_a_stop_is_dragged_to_another_place(tours):
    tours.page.set_viewport_size({"width": 1280, "height": 1400})
    before = tours.times()
    grip = tours.line("cd2e").locator(".grip").bounding_box()
    goal = tours.lines.nth(1).bounding_box()
    tours.page.mouse.move(grip["x"] + 12, grip["y"] + 12)
    tours.page.mouse.down()
    tours.page.mouse.move(grip["x"] + 12, grip["y"] - 60, steps=4)
    tours.page.mouse.move(grip["x"] + 12, goal["y"] + 6, steps=6)
    tours.page.mouse.up()
    tours.until_times_change(before)
    assert tours.order()[:3] == ["mairie", "cd2e", "eglise_st_vaast"]


def test_a_locked_time_that_cannot_be_kept_is_a_named_conflict_and_the_atlas_finds_an_order(tours):
    tours.line("cd2e").locator(".lock").fill("10:00")
    tours.page.locator(".tour-conflict").first.wait_for()
    assert "CD2E" in tours.conflicts()
    assert "trop tard" in tours.conflicts()
    tours.page.get_by_role("button", name="Trouver le meilleur ordre").click()
    tours.page.locator(".tour-conflict").first.wait_for(state="detached")
    expect(tours.line("cd2e").locator(".time")).to_have_text("10:00 – 10:25")


def test_a_stop_is_dropped_added_and_put_on_the_map(tours):
    tours.line("cd2e").get_by_role("button", name="Ôter").click()
    tours.line("cd2e").wait_for(state="detached")
    box = tours.page.get_by_role("combobox", name="Ajouter une étape")
    box.click()
    tours.page.keyboard.type("figuier")
    tours.page.get_by_role("option").first.wait_for()
    tours.page.keyboard.press("Enter")
    tours.line("figuier").wait_for()
    tours.page.locator(".tour-conflict").first.wait_for()
    assert "n’a pas de lieu connu" in tours.conflicts()
    tours.page.locator(".st-key-tours_place_figuier button").click()
    tours.page.get_by_text("Cliquez sur la carte").wait_for()
    tours.visit.frame.evaluate("() => atlas.map.setView([50.4440, 2.7960], 15, { animate: false })")
    tours.visit.map.locator(".folium-map").click()
    tours.page.locator(".tour-conflict").first.wait_for(state="detached")
    expect(tours.line("figuier").locator(".time")).not_to_have_text("–")


def test_the_closed_cone_takes_no_stop(tours):
    tours.line("mairie").locator(".name").click()
    tours.page.locator(".st-key-tours_stop").wait_for()
    tours.page.locator(".st-key-tours_stop").get_by_role("button", name="Poser sur la carte").click()
    tours.page.get_by_text("Cliquez sur la carte").wait_for()
    tours.visit.frame.evaluate("() => atlas.map.setView([50.4454, 2.7830], 16, { animate: false })")
    tours.visit.map.locator(".folium-map").click()
    tours.page.get_by_test_id("stToast").get_by_text("fermé au public").wait_for()
    assert tours.conflicts() == ""


def test_a_link_opens_the_same_tour_in_either_language(tours, site):
    before = tours.times()
    tours.line("mairie").get_by_role("button", name="Reculer").click()
    tours.until_times_change(before)
    tours.page.wait_for_url("**tour=e*")
    order, times, link = tours.order(), tours.times(), tours.page.url
    again = Tours(tours.visit, link)
    assert (again.order(), again.times()) == (order, times)
    english = Tours(tours.visit, f"{link}&lang=en")
    english.page.get_by_role("heading", name="Tours").wait_for()
    assert (english.order(), english.times()) == (order, times)
    english.page.get_by_role("button", name="Field page").wait_for()


def test_a_damaged_link_says_so_and_a_tour_stands_all_the_same(visit, site):
    tours = Tours(visit, f"{site}/visites?tour=<script>")
    assert "lien de visite" in tours.page.get_by_role("alert").first.inner_text()
    assert len(tours.order()) == 6


def test_every_file_comes_down(tours):
    papers = dict.fromkeys(("pdf", "booklet", "letters"), b"%PDF")
    starts = papers | {"html": b"<!DOCTYPE html>", "ics": b"BEGIN:VCALENDAR"}
    for kind in FILES:
        with tours.page.expect_download() as waiting:
            tours.page.locator(f".st-key-tours_file_{kind} button").click()
        content = waiting.value.path().read_bytes()
        assert content.startswith(starts.get(kind, b"")), kind
        assert len(content) > 500, kind


def test_a_theme_proposes_a_tour(tours):
    before, times = tours.order(), tours.times()
    tours.page.get_by_text("Visite prête, ou thème").click()
    tours.page.get_by_role("button", name="Énergie et construction").click()
    propose = tours.page.get_by_role("button", name="Proposer une visite")
    expect(propose).to_be_enabled()
    propose.click()
    tours.until_times_change(times)
    assert tours.order() != before
    assert tours.conflicts() == ""


def test_a_theme_chosen_the_moment_it_can_be_seen_is_kept_and_stays_while_folded(tours):
    title, theme = "Visite prête, ou thème", "Énergie et construction"
    tours.page.evaluate(
        "([title, theme]) => new Promise((done) => {"
        " const named = (tag, text) => [...document.querySelectorAll(tag)]"
        "  .find((found) => found.textContent.includes(text));"
        " named('summary', title).click();"
        " const look = () => { const pill = named('button', theme);"
        "  if (pill) { pill.click(); done(); } else requestAnimationFrame(look); }; look(); })",
        [title, theme],
    )
    propose = tours.page.get_by_role("button", name="Proposer une visite")
    expect(propose).to_be_enabled()
    fold = tours.page.locator("summary", has_text=title)
    fold.click()
    expect(propose).to_be_hidden()
    fold.click()
    expect(propose).to_be_enabled()


def order_of(url, stops) -> list[str]:
    """Return the order of stops that an address asks for."""
    return [
        visit.stop.id for visit in from_token(parse_qs(urlsplit(url).query)["tour"][0], stops, METRES).visits
    ]


def test_two_moves_in_haste_are_both_kept(tours, territory):
    stops = library(territory)
    hosts = "[...document.querySelectorAll('*')].map(e => e.shadowRoot).filter(Boolean)"
    for pause, place in ((40, 2), (90, 4)):
        tours.page.evaluate(
            "(pause) => { const press = () => " + hosts + ".flatMap(h =>"
            " [...h.querySelectorAll('li[data-id=mairie] [data-via=down]')])[0].click();"
            " press(); return new Promise((done) => setTimeout(() => { press(); done(); }, pause)); }",
            pause,
        )
        expect(tours.lines.nth(place)).to_have_attribute("data-id", "mairie")
        tours.page.wait_for_url("**tour=e*")
        tours.page.wait_for_url(lambda url, place=place: order_of(url, stops).index("mairie") == place)
        tours.visit.settled()
        assert tours.order().index("mairie") == place


def test_day_and_hours_change_the_tour(tours):
    tours.page.get_by_text("Jour, heures, groupe").click()
    toggle = tours.page.get_by_text("Le groupe monte", exact=True)
    toggle.click()
    tours.page.locator(".tour-conflict").first.wait_for()
    assert "ne monte pas" in tours.conflicts()
    expect(tours.line("belvedere74a").locator(".time")).to_have_text("–")


def test_own_stops_are_kept_taken_along_and_brought_back(tours, tmp_path):
    page = tours.page
    page.get_by_role("tab", name="Mes étapes").click()
    page.get_by_text("Ajouter une étape à moi").click()
    page.locator(".st-key-tours_own_place button").click()
    page.get_by_text("Cliquez sur la carte").wait_for()
    tours.visit.frame.evaluate("() => atlas.map.setView([50.4560, 2.7935], 16, { animate: false })")
    tours.visit.map.locator(".folium-map").click()
    page.get_by_role("textbox", name="Nom").fill("Chez <b>Jo</b>")
    page.get_by_role("button", name="Garder et ajouter à la visite").click()
    page.locator("li[data-id^=own-]").wait_for(state="attached")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Emporter mes étapes").click()
    document = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert document["stops"][0]["name"] == "Chez <b>Jo</b>"
    page.get_by_role("button", name="Oublier « Chez <b>Jo</b> »").click()
    page.get_by_text("est oublié").wait_for()
    file = tmp_path / "guide.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Apporter", exact=True).click()
    page.get_by_text("1 ajouté").wait_for()
    file.write_text(json.dumps(document | {"version": 7}), encoding="utf-8")
    page.get_by_text("guide.json").wait_for(state="detached")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Apporter", exact=True).click()
    page.get_by_role("alert").get_by_text("Version 7").wait_for()
    page.get_by_role("button", name="Oublier « Chez <b>Jo</b> »").click()
    page.get_by_text("est oublié").wait_for()


def test_the_page_has_no_serious_finding_by_day_or_night(tours):
    tours.line("cd2e").locator(".name").click()
    tours.page.locator(".st-key-tours_stop").wait_for()
    tours.visit.settled()
    assert {theme: findings(tours.page) for theme in by_day_and_night(tours.visit)} == {
        "light": [],
        "dark": [],
    }


def test_a_phone_shows_it_without_sideways_scroll(phone, site):
    tours = Tours(phone, f"{site}/visites?tour=demi_journee&lang=en")
    assert findings(tours.page) == []
    assert tours.page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    before = tours.times()
    tours.line("mairie").locator("[data-via=down]").click()
    tours.until_times_change(before)

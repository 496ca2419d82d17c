from __future__ import annotations

import io
import json
import re

import pytest
from pypdf import PdfReader

from tests.browser.conftest import by_day_and_night, settled
from tests.browser.test_biodiversity import taken
from tests.browser.test_walks import serious

MANY_STEPS_MS = 10_000


def opened(visit, site, tab: str = "", more: str = ""):
    address = f"{site}/trajectoire?tab={tab}{more}"
    if tab == "years":
        visit.open(address)
    else:
        visit.page.goto(address)
    visit.page.get_by_role("tabpanel").first.wait_for()
    return visit.page


def test_published_stands_beside_measured_with_every_source(visit, site):
    page = opened(visit, site)
    row = page.get_by_role("row", name=re.compile("^Longueur de la ceinture verte"))
    row.wait_for()
    told = row.inner_text()
    assert "16 km / 15 km" in told.replace("\u00a0", " ")
    assert "16,41" in told
    assert "Concordent par construction" in told
    row.get_by_text("Les 3 sources").click()
    assert row.locator("details li").count() == 3
    assert page.get_by_text("Concordance par construction").count() == 1


def test_figures_that_differ_are_told_apart(visit, site):
    page = opened(visit, site)
    page.get_by_label("Montrer").click()
    page.get_by_role("option", name="Mesure et publié diffèrent").click()
    page.get_by_role("row", name=re.compile("^Part de la commune restée")).wait_for(state="detached")
    signs = set(page.locator(".years-sign").all_inner_texts())
    assert signs == {"≠"}


def test_figures_are_taken_as_json_and_csv(visit, site, tmp_path):
    page = opened(visit, site)
    found = json.loads(taken(page, "JSON", tmp_path))
    assert {"key", "published", "measured", "status", "agrees", "sources"} <= found[0].keys()
    content = taken(page, "CSV", tmp_path).decode("utf-8-sig")
    assert content.splitlines()[0].startswith("key,title,published")
    assert content.count("heaps_open_area") == 4


def test_curves_are_drawn_and_told(visit, site):
    page = opened(visit, site, "curves")
    page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").nth(4).wait_for()
    assert page.get_by_text("2010 : 7,0 % ; 2015 : 8,0 %").count() == 1
    tables = page.get_by_text("Les mêmes chiffres en tableau")
    tables.nth(7).wait_for()
    assert tables.count() == 8


def test_the_year_of_the_slider_is_that_of_the_map(visit, site):
    page = opened(visit, site, "years", "&year=2005")
    visit.wait()
    page.locator(".years-now", has_text="2005").wait_for()
    before = visit.drawn("hedges")
    slider = page.get_by_role("slider", name="Année")
    slider.focus()
    slider.press("End")
    page.locator(".years-now", has_text="2025").wait_for()
    visit.frame.wait_for_function(
        "n => atlasApi.layers().get('hedges').group.getLayers().length > n", arg=before
    )
    assert "year=2025" in page.url
    assert before > 0


def test_years_are_played_and_stopped(fresh, site):
    fresh.page.clock.install()
    page = opened(fresh, site, "years", "&year=2000")
    page.get_by_role("button", name="Lire").click()
    page.locator(".years-now", has_text="2002").wait_for(timeout=15_000)
    page.get_by_role("button", name="Arrêter").click()
    page.get_by_role("button", name="Lire").wait_for()
    settled(page)
    stopped = page.locator(".years-now").inner_text()
    page.clock.run_for(MANY_STEPS_MS)
    settled(page)
    assert page.locator(".years-now").inner_text() == stopped


def test_what_no_map_measures_is_told_by_chapter(visit, site):
    page = opened(visit, site, "years")
    page.get_by_role("heading", name="Ce que la carte ne mesure pas").wait_for()
    settled(page)
    whole = page.locator(".years-line .years-chapter").count()
    chapter = page.get_by_role("combobox", name="Chapitre")
    # Its list closes when the page scrolls.
    chapter.scroll_into_view_if_needed()
    settled(page)
    chapter.click()
    page.get_by_role("option", name="Énergie").click()
    page.wait_for_function(
        "n => { const all = document.querySelectorAll('.years-line .years-chapter');"
        " return all.length < n && [...all].every(e => e.textContent === 'Énergie') }",
        arg=whole,
    )


def test_the_poster_is_a_pdf_of_one_page(visit, site, tmp_path):
    page = opened(visit, site, "poster")
    content = taken(page, "Affiche PDF", tmp_path)
    assert len(PdfReader(io.BytesIO(content)).pages) == 1


def test_the_other_language_keeps_the_tab(visit, site):
    page = opened(visit, site, "curves")
    page.get_by_text("English", exact=True).click()
    page.get_by_role("tab", name="Series", selected=True).wait_for()
    page.get_by_text("The source changes after 2012").wait_for()


@pytest.mark.parametrize("tab", ["measured", "curves", "years", "poster"])
def test_the_trajectory_has_no_serious_finding_by_day_or_night(visit, site, tab):
    page = opened(visit, site, tab)
    settled(page)
    assert {theme: serious(page) for theme in by_day_and_night(visit)} == {"light": [], "dark": []}


@pytest.mark.parametrize("tab", ["measured", "curves", "years"])
def test_a_phone_shows_the_trajectory_without_sideways_scroll(phone, site, tab):
    page = opened(phone, site, tab)
    settled(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    assert serious(page) == []

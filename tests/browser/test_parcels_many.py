"""Many parcels at once: progress, stop, good and bad lines of a list, what is kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.conftest import serving
from tests.browser.test_access import findings


@pytest.fixture(scope="module")
def slow_site(tmp_path_factory):
    """Serve the atlas with screenings that rest after each chunk."""
    script = Path(__file__).parent / "workshop" / "slow_app.py"
    with serving(script, tmp_path_factory.mktemp("home")) as address:
        yield address


def figures(text: str) -> list[int]:
    return [int(re.sub(r"\D", "", part)) for part in re.findall(r"\d[\d\s\u202f\u00a0]*", text)]


def test_a_screening_tells_how_far_it_is_and_can_be_stopped(visit, slow_site):
    visit.open(f"{slow_site}/parcelles?mode=many")
    visit.page.get_by_role("button", name=re.compile("^Examiner")).click()
    bar = visit.page.get_by_test_id("stProgress").filter(has_text="parcelles sur")
    bar.wait_for()
    told = bar.inner_text()
    first, total = figures(told)
    visit.page.request.get(f"{slow_site}/step")
    visit.page.wait_for_function(
        "old => document.querySelector('[data-testid=stProgress]').innerText !== old", arg=told
    )
    later, _ = figures(bar.inner_text())
    assert first < later < total
    visit.page.get_by_role("button", name="Arrêter").click()
    told = visit.page.get_by_role("alert").filter(has_text="Arrêté")
    told.wait_for()
    done, every = figures(told.inner_text())
    assert later <= done < every == total
    assert figures(visit.page.locator(".parcel-count").inner_text())[:2] == [done, done]


def test_a_second_visitor_is_told_their_place_and_the_map_opens_meanwhile(visit, slow_site, chromium):
    visit.open(f"{slow_site}/parcelles?mode=many")
    visit.page.get_by_role("button", name=re.compile("^Examiner")).click()
    running = visit.page.get_by_test_id("stProgress").filter(has_text="parcelles sur")
    running.wait_for()
    with chromium.new_context(locale="fr-FR") as context:
        other = context.new_page()
        other.goto(f"{slow_site}/parcelles?mode=many")
        other.get_by_role("button", name=re.compile("^Examiner")).click()
        waiting = other.get_by_test_id("stProgress")
        waiting.filter(has_text="1 calcul avant le vôtre").wait_for()
        third = context.new_page()
        third.goto(f"{slow_site}/")
        third.frame_locator("iframe").first.locator(".leaflet-container").wait_for()
        assert figures(running.inner_text())
        visit.page.get_by_role("button", name="Arrêter").click()
        waiting.filter(has_text="parcelles sur").wait_for()
        other.get_by_role("button", name="Arrêter").click()
        other.get_by_role("alert").filter(has_text="Arrêté").wait_for()


def test_of_two_lines_the_good_one_is_done_and_the_bad_one_reported(visit, site):
    visit.open(f"{site}/parcelles?mode=many")
    visit.page.get_by_text("Une liste", exact=True).click()
    box = visit.page.get_by_role("textbox", name=re.compile("^Collez"))
    box.fill("AB 12\nZZ 9999\n")
    box.press("Control+Enter")
    visit.page.get_by_text(re.compile("^1 lignes? refusées?")).click()
    with visit.page.expect_download() as started:
        visit.page.get_by_role("button", name="CSV", exact=True).click()
    report = started.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert report[1].startswith("2,ZZ 9999,")
    assert len(report) == 2
    visit.page.get_by_role("button", name=re.compile("^Examiner 1")).click()
    visit.page.locator(".parcel-count", has_text=re.compile("^1 ")).wait_for(timeout=30_000)
    # Two dots on the whole commune would be found by nobody: the map goes there.
    visit.frame.wait_for_function("() => atlas.map.getZoom() > 16")


def test_a_row_of_the_result_leads_to_its_dossier_and_back(visit, site):
    visit.open(f"{site}/parcelles?mode=many")
    visit.page.get_by_text("Une liste", exact=True).click()
    box = visit.page.get_by_role("textbox", name=re.compile("^Collez"))
    box.fill("AB 12\nAB 13\n")
    box.press("Control+Enter")
    visit.page.get_by_role("button", name=re.compile("^Examiner 2")).click()
    visit.page.locator(".parcel-count", has_text=re.compile("^2 ")).wait_for(timeout=30_000)
    table = visit.page.get_by_test_id("stDataFrame").last
    table.scroll_into_view_if_needed()
    table.click(position={"x": 16, "y": 50})
    visit.page.get_by_role("button", name="Ouvrir le dossier de AB 12").click()
    visit.page.locator(".parcel-title", has_text="AB 12").wait_for()
    visit.page.go_back()
    visit.page.locator(".parcel-count", has_text=re.compile("^2 ")).wait_for()


def test_chosen_filters_can_be_read_in_the_dark(night, site):
    night.open(f"{site}/parcelles?mode=many")
    night.page.get_by_role("button", name=re.compile("^Examiner")).click()
    box = night.page.get_by_role("combobox", name=re.compile("^Concernée par"))
    box.fill("Haies")
    box.press("Enter")
    box.press("Escape")
    night.page.locator("[data-tag]").wait_for()
    assert findings(night.page) == []

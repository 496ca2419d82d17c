from __future__ import annotations

import pytest

from tests.browser.conftest import by_day_and_night

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
SERIOUS = {"serious", "critical"}


def findings(where) -> list[str]:
    results = axe.Axe().run(where).response
    return [
        f"{item['id']}: {node['target']} {node['failureSummary']}"
        for item in results["violations"]
        if item["impact"] in SERIOUS
        for node in item["nodes"]
    ]


def test_page_and_map_have_no_serious_finding_by_day_or_night(visit, site):
    visit.open(f"{site}/?layers=slag_heaps,places&base=none")
    visit.click_feature("slag_heaps", "T074")
    visit.map.locator(".card").wait_for()
    for theme in by_day_and_night(visit):
        assert (theme, findings(visit.frame), findings(visit.page)) == (theme, [], [])


def test_a_phone_has_no_serious_finding_and_no_sideways_scroll(phone, site):
    phone.open(f"{site}/?base=none&lang=en")
    phone.map.get_by_role("button", name="Layers and legend").click()
    assert findings(phone.frame) == []
    for place in (phone.page, phone.frame):
        assert place.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")

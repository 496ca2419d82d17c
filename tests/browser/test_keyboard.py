"""The keys alone: search, choose, read the table, take files away."""

from __future__ import annotations

import re

import pytest

MOST_STEPS = 60
FOCUS = """() => {
  let one = document.activeElement;
  for (;;) {
    const inner = one?.shadowRoot?.activeElement ?? one?.contentDocument?.activeElement;
    if (!inner) break;
    one = inner;
  }
  return `${one?.tagName} ${one?.getAttribute("aria-label") || one?.innerText || ""}`;
}"""


def go_to(visit, name: str) -> None:
    """Press the tabulator key until something of that name has the focus."""
    passed = []
    for _ in range(MOST_STEPS):
        visit.page.keyboard.press("Tab")
        passed.append(" ".join(visit.page.evaluate(FOCUS).split()))
        if re.search(name, passed[-1]):
            return
    pytest.fail(f"{name} was not reached: {passed}")


def test_a_place_is_found_and_the_table_taken_away(visit, site):
    visit.open(f"{site}/?base=none")
    go_to(visit, "^INPUT Chercher")
    visit.page.keyboard.type("belvedere")
    visit.map.get_by_role("option").first.wait_for()
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    visit.map.get_by_role("heading", name=re.compile("elvédère")).first.wait_for()
    go_to(visit, "^SUMMARY .*tableau")
    visit.page.keyboard.press("Enter")
    visit.page.get_by_role("link", name="CSV").wait_for()
    go_to(visit, "^A CSV")
    with visit.page.expect_download() as started:
        visit.page.keyboard.press("Enter")
    assert started.value.suggested_filename.endswith(".csv")


def test_a_parcel_is_found_and_its_sheet_taken_away(visit, site):
    visit.open(f"{site}/parcelles")
    visit.settled()
    go_to(visit, "^INPUT Parcelle")
    visit.page.keyboard.type("ab 12")
    visit.page.keyboard.press("Enter")
    visit.page.locator(".parcel-title", has_text="AB 12").wait_for()
    visit.settled()
    go_to(visit, "PDF")
    with visit.page.expect_download() as started:
        visit.page.keyboard.press("Enter")
    assert started.value.suggested_filename.endswith(".pdf")

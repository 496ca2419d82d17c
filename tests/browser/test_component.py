from __future__ import annotations

import re

import pytest


@pytest.fixture
def bench(visit, workshop):
    visit.open(workshop)
    visit.frame.evaluate("() => { window.same = true }")
    return visit


def switch(visit, name: str) -> None:
    runs = int(visit.page.get_by_text(re.compile(r"^runs=")).inner_text().split("=")[1])
    visit.page.get_by_text(name, exact=True).click()
    visit.page.get_by_text(f"runs={runs + 1}", exact=True).wait_for()


def view(visit) -> list[float]:
    return visit.frame.evaluate(
        "() => [atlas.map.getCenter().lat, atlas.map.getCenter().lng, atlas.map.getZoom()]"
    )


def test_a_click_on_a_picked_layer_is_reported(bench):
    bench.click_feature("slag_heaps", "T074")
    bench.page.get_by_text("event=feature slag_heaps T074 none").wait_for()


def test_the_map_stays_mounted_and_where_it_was(bench):
    bench.frame.evaluate("() => atlas.map.setView([50.4567, 2.7912], 15, { animate: false })")
    before = view(bench)
    for name in ("overlay", "shafts"):
        switch(bench, name)
    assert bench.frame.evaluate("() => window.same")
    assert view(bench) == before
    shapes = ".leaflet-overlay-pane path, .leaflet-pane path.leaflet-interactive"
    bench.map.locator(shapes).first.wait_for(state="attached")
    bench.until_drawn("mine_shafts")


def test_texts_of_an_overlay_are_text_and_never_markup(bench):
    switch(bench, "overlay")
    assert bench.map.locator(".overlay-label").inner_text() == "<b>boucle</b>"
    switch(bench, "overlay")
    bench.map.locator(".overlay-label").wait_for(state="detached")


def test_fit_moves_the_map_once(bench):
    switch(bench, "fit")
    lat, lon, _ = view(bench)
    assert lat == pytest.approx(50.445, abs=0.002)
    assert lon == pytest.approx(2.785, abs=0.002)
    bench.frame.evaluate("() => atlas.map.setView([50.47, 2.77], 15, { animate: false })")
    switch(bench, "overlay")
    assert view(bench)[:2] == [pytest.approx(50.47), pytest.approx(2.77)]


def test_a_polygon_drawn_with_the_pointer_is_reported(bench):
    bench.map.get_by_role("button", name="Dessiner une surface").click()
    ground = bench.map.locator(".folium-map")
    for x, y in ((300, 120), (420, 130), (380, 240)):
        ground.click(position={"x": x, "y": y})
    bench.map.get_by_role("button", name="Terminer").click()
    bench.page.get_by_text(re.compile("^event=drawn .*Polygon")).wait_for()
    assert bench.map.locator(".card").count() == 0


def test_a_point_is_placed_with_the_keyboard(bench):
    bench.map.get_by_role("button", name="Placer un point").click()
    bench.page.keyboard.press("Enter")
    bench.page.get_by_text(re.compile("^event=drawn .*Point")).wait_for()


def test_a_profile_follows_the_route(bench):
    switch(bench, "profile")
    slider = bench.map.get_by_role("slider", name="Profil")
    slider.focus()
    bench.page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "800\u00a0m, 62\u00a0m"

"""Years that run, full screen, one's own place, the legend, cards on phones."""

from __future__ import annotations

import re

import pytest

HERE = {"latitude": 50.4489, "longitude": 2.7905}
FAR = {"latitude": 48.8566, "longitude": 2.3522}
MANY_STEPS_MS = 10_000


@pytest.fixture
def opened(visit, site):
    visit.open(f"{site}/?base=none")
    return visit


@pytest.fixture
def located(opened, desk_context):
    desk_context.grant_permissions(["geolocation"])
    yield opened
    desk_context.clear_permissions()


def test_the_years_run_to_today_and_stop(opened):
    opened.set_year(2023)
    opened.map.get_by_role("button", name="Faire défiler").click()
    shown = opened.map.locator(".years output")
    for year in ("2024", "2025"):
        opened.map.locator(".years output strong", has_text=year).wait_for()
    opened.map.get_by_role("button", name="Faire défiler").wait_for()
    assert "aujourd’hui" in shown.inner_text()
    assert "year" not in opened.page.url


def test_the_years_can_be_paused(fresh, site):
    fresh.page.clock.install()
    fresh.open(f"{site}/?base=none")
    fresh.set_year(1990)
    fresh.map.get_by_role("button", name="Faire défiler").click()
    fresh.page.clock.run_for(MANY_STEPS_MS)
    fresh.map.get_by_role("button", name="Arrêter").click()
    paused = fresh.frame.evaluate("() => atlasApi.state.year")
    assert paused > 1990
    fresh.page.clock.run_for(MANY_STEPS_MS)
    assert fresh.frame.evaluate("() => atlasApi.state.year") == paused


def test_the_map_fills_the_screen_and_gives_it_back(opened):
    button = opened.map.get_by_role("button", name="Plein écran")
    frame = opened.frame
    before = frame.evaluate("() => innerHeight")
    button.click()
    frame.wait_for_function("(low) => document.fullscreenElement && innerHeight > low", arg=before)
    frame.wait_for_function("() => atlas.map.getSize().y === innerHeight")
    button.click()
    frame.wait_for_function("(low) => !document.fullscreenElement && innerHeight === low", arg=before)


def test_people_are_shown_where_they_are(located, desk_context):
    desk_context.set_geolocation(HERE)
    located.map.get_by_role("button", name="Me localiser").click()
    located.frame.wait_for_function("() => atlas.map.getZoom() === 16")
    centre = located.frame.evaluate("() => atlas.map.getCenter()")
    assert (centre["lat"], centre["lng"]) == (
        pytest.approx(HERE["latitude"], abs=1e-3),
        pytest.approx(HERE["longitude"], abs=1e-3),
    )


def test_people_far_away_are_told_so(located, desk_context):
    desk_context.set_geolocation(FAR)
    located.map.get_by_role("button", name="Me localiser").click()
    toast = located.map.locator(".toast")
    toast.wait_for()
    assert "hors de la carte" in toast.inner_text()


def test_the_classes_of_shown_layers_are_in_the_legend(opened):
    heaps = opened.map.locator("[data-legend=slag_heaps]")
    assert "Terril fermé au public" in heaps.inner_text()
    opened.map.get_by_role("button", name="Légende", exact=True).click()
    assert heaps.is_hidden()
    opened.map.locator("[data-layer=slag_heaps] .about summary").click()
    assert heaps.is_visible()


def test_a_card_lies_at_the_foot_of_a_phone_and_leaves_its_place_in_sight(phone, site):
    phone.open(f"{site}/?base=none")
    phone.frame.evaluate("() => { atlas.map.setView([50.4455, 2.7905], 14, { animate: false }) }")
    x, y = phone.frame.evaluate(
        "() => { const c = atlasApi.layers().get('slag_heaps').find('T074').getCenter();"
        " const p = atlas.map.latLngToContainerPoint(c); return [p.x, p.y] }"
    )
    phone.map.locator(".folium-map").click(position={"x": x, "y": y})
    sheet = phone.map.locator(".sheet")
    sheet.wait_for()
    assert "11/19" in sheet.get_by_role("heading").first.inner_text()
    phone.frame.wait_for_function(
        "() => { const c = atlasApi.layers().get('slag_heaps').find('T074').getCenter();"
        " const { top } = document.querySelector('.sheet').getBoundingClientRect();"
        " return atlas.map.latLngToContainerPoint(c).y < top }"
    )
    sheet.get_by_role("button", name=re.compile("Fermer")).click()
    sheet.wait_for(state="hidden")


def test_a_surface_that_many_species_share_is_filled_once(opened):
    opened.frame.evaluate("() => { atlas.map.setZoom(15, { animate: false }) }")
    opened.map.get_by_text("La nature", exact=True).click()
    opened.map.get_by_label("Plantes et animaux", exact=True).check()
    opened.frame.wait_for_function("() => atlasApi.layers().get('species_sites').status === 'ready'")
    filled, kept = opened.frame.evaluate(
        "() => { const { paths: all } = atlasApi.layers().get('species_sites');"
        " const paths = all.filter((path) => path.getLatLngs);"
        " const surface = (path) => String(path.feature.geometry.coordinates);"
        " const full = paths.filter((path) => path.options.fill).map(surface);"
        " return [full.length === new Set(full).size, paths.length > full.length] }"
    )
    assert filled
    assert kept

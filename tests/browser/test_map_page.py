from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from pyproj import Transformer

from tests.browser.conftest import visiting
from views.http.scripts import script_url
from views.map.document import CLIENT

MISSION = {"slag_heaps", "green_belt", "organic_farmland", "hedges", "nourishing_gardens"}
HEAP = "T074"


def asked(visit) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(visit.page.url).query).items()}


@pytest.fixture
def opened(visit, site):
    visit.open(site)
    return visit


@pytest.fixture(scope="module")
def seen(desk_context, site):
    """The page as it opens, for tests that look and touch nothing."""
    with visiting(desk_context.new_page()) as visit:
        visit.open(site)
        yield visit
    visit.page.close()


def test_the_map_is_drawn_without_network(seen):
    assert seen.drawn("slag_heaps") == 8
    assert seen.ink() > 1000
    assert seen.map.locator(".leaflet-ground-pane path").count() == 1
    note = seen.map.locator(".base-note")
    note.wait_for()
    assert "injoignable" in note.inner_text()
    assert seen.tiles


def test_the_five_mission_layers_are_on_at_the_start(seen):
    shown = set(seen.frame.evaluate("() => [...atlasApi.state.visible]"))
    assert shown == MISSION


def test_a_layer_is_switched_on_and_off(opened):
    box = opened.map.get_by_label("Terrils", exact=True)
    box.uncheck()
    assert opened.drawn("slag_heaps") == 0
    box.check()
    assert opened.drawn("slag_heaps") == 8
    assert opened.page.locator("[data-testid=stStatusWidget]").count() == 0


def test_themes_without_data_fold_under_one_line_that_leads_to_where_they_are_had(opened):
    fold = opened.map.locator("[data-group=absent]")
    assert fold.locator("li").count() == 0
    fold.get_by_text("thèmes sans données ici").click()
    assert fold.get_by_role("link").get_attribute("href").startswith("/donnees?territory=62528")
    row = fold.locator("[data-layer=urban_zones]")
    assert "pas de donnée" in row.inner_text()
    assert row.locator("input").is_disabled()


def test_a_click_opens_the_facts_of_a_feature_with_status_and_source(opened):
    opened.click_feature("slag_heaps", HEAP)
    card = opened.map.locator(".card")
    card.wait_for()
    text = card.inner_text()
    assert card.get_attribute("data-id") == HEAP
    assert "fermé au public" in text
    assert "généralisé" in text
    assert "Source" in text
    assert card.locator("a[href^=http]").count() >= 1
    card.get_by_role("button", name="Fermer la fiche").click()
    card.wait_for(state="detached")


def test_the_keyboard_opens_the_feature_at_the_centre(opened):
    opened.look_at("slag_heaps", HEAP)
    opened.map.locator(".folium-map").focus()
    opened.page.keyboard.press("Enter")
    card = opened.map.locator(".card")
    card.wait_for()
    assert card.get_attribute("data-id") == HEAP
    opened.page.keyboard.press("Escape")
    card.wait_for(state="detached")


def test_the_year_moves_what_stands(visit, site):
    visit.open(f"{site}/?layers=heritage&base=none")
    assert visit.drawn("heritage") > 0
    visit.set_year(2000)
    assert visit.drawn("heritage") == 0
    assert asked(visit)["year"] == "2000"
    visit.set_year(2025)
    assert visit.drawn("heritage") > 0
    assert "year" not in asked(visit)


def test_heaps_stand_before_they_turn_green(opened):
    before = opened.drawn("slag_heaps")
    opened.set_year(1987)
    assert opened.drawn("slag_heaps") == before


def test_a_link_opens_the_same_map_again(opened, site):
    opened.map.get_by_label("Terrils", exact=True).uncheck()
    opened.set_year(2004)
    opened.map.locator("#base-none").check()
    opened.frame.evaluate("() => atlas.map.setView([50.4567, 2.7912], 15, { animate: false })")
    link = opened.page.url
    assert link.startswith(site)
    opened.page.goto("about:blank")
    opened.open(link)
    view = opened.frame.evaluate(
        "() => [atlas.map.getCenter().lat, atlas.map.getCenter().lng, atlas.map.getZoom()]"
    )
    assert view == [pytest.approx(50.4567, abs=1e-4), pytest.approx(2.7912, abs=1e-4), 15]
    state = opened.frame.evaluate("() => ({ ...atlasApi.state, visible: [...atlasApi.state.visible] })")
    assert set(state["visible"]) == MISSION - {"slag_heaps"}
    assert (state["year"], state["base"]) == (2004, "none")


def test_the_other_language_takes_page_and_map_and_leaves_the_view(opened):
    opened.frame.evaluate(
        "() => { window.same = true; atlas.map.setView([50.4567, 2.7912], 15, { animate: false }) }"
    )
    opened.page.get_by_text("English", exact=True).click()
    opened.map.get_by_label("Slag heaps", exact=True).wait_for()
    assert opened.frame.evaluate("() => window.same")
    assert opened.frame.evaluate("() => document.documentElement.lang") == "en"
    assert opened.frame.evaluate("() => atlas.map.getZoom()") == 15
    opened.page.get_by_role("heading", name=re.compile("^Map")).wait_for()
    assert asked(opened)["lang"] == "en"


def test_nonsense_in_the_address_falls_back_with_one_line(visit, site):
    visit.open(f"{site}/?lat=north&z=99&layers=<script>&base=moon&year=1066&lang=xx")
    alerts = visit.page.get_by_role("alert")
    alerts.first.wait_for()
    told = alerts.all_inner_texts()
    assert sum("adresse" in text for text in told) == 1
    assert "1066" in " ".join(told)
    assert set(visit.frame.evaluate("() => [...atlasApi.state.visible]")) == MISSION


def test_search_forgives_and_goes_there(opened):
    box = opened.map.get_by_role("combobox")
    box.fill("chevalment")
    opened.map.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    card = opened.map.locator(".card")
    card.wait_for()
    assert "Chevalement" in card.inner_text()
    assert opened.drawn("places") > 0


def test_search_takes_anything(opened):
    box = opened.map.get_by_role("combobox")
    for text in ("<script>alert(1)</script>", "x" * 10_000):
        box.fill(text)
        answer = opened.map.get_by_role("option").first
        answer.wait_for()
        assert "alert(1)" not in opened.frame.content()
        assert answer.inner_text()
        box.fill("")
        answer.wait_for(state="detached")


def test_measuring_agrees_with_lambert_93(seen):
    metres = seen.frame.evaluate(
        "async (module) => { const { lengthOf, projector } = await import(module);"
        " return lengthOf([[2.77, 50.45], [2.80, 50.47]], projector('62528')) }",
        script_url(CLIENT / "metres.js"),
    )
    to = Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True)
    (x1, y1), (x2, y2) = to.transform(2.77, 50.45), to.transform(2.80, 50.47)
    assert metres == pytest.approx(((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5, abs=0.01)


def test_a_distance_is_measured_with_the_keyboard(opened):
    opened.map.get_by_role("button", name="Mesurer").click()
    opened.page.keyboard.press("Enter")
    opened.frame.evaluate("() => { atlas.map.panBy([200, 0], { animate: false }) }")
    opened.page.keyboard.press("Enter")
    opened.map.get_by_role("button", name="Terminer").click()
    assert re.search(r"\d[\d\u202f,]*\s(m|km)", opened.map.locator(".measure").last.inner_text())


def test_every_layer_is_a_table_with_its_files(opened):
    opened.page.get_by_text("Les couches en tableau").click()
    opened.page.get_by_test_id("stDataFrame").wait_for()
    links = opened.page.locator(".atlas-downloads a")
    endings = [urlsplit(link.get_attribute("href")).path.rpartition(".")[2] for link in links.all()]
    assert endings == ["geojson", "gpkg", "csv"]

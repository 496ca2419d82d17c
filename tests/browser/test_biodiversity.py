from __future__ import annotations

import json
import re

import pytest

from tests.browser.conftest import by_day_and_night, settled
from tests.browser.test_walks import serious

HEDGE = {"type": "LineString", "coordinates": [[2.785, 50.465], [2.789, 50.466]]}
AWAY = {"type": "LineString", "coordinates": [[2.35, 48.85], [2.36, 48.86]]}


def opened(visit, site, tab: str = "", more: str = ""):
    visit.open(f"{site}/biodiversite?tab={tab}{more}")
    return visit.page


def taken(page, name: str, tmp_path) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).first.click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path.read_bytes()


def brought(page, shape: dict, tmp_path) -> None:
    file = tmp_path / "hedge.geojson"
    file.write_text(json.dumps(shape), encoding="utf-8")
    page.get_by_role("button", name="Apporter un fichier").click()
    page.locator("input[type=file]").set_input_files(file)


def test_species_are_filtered_and_absence_is_not_claimed(visit, site):
    page = opened(visit, site)
    page.get_by_text("57 espèces sur 57").wait_for()
    assert page.get_by_text("l’absence d’observation n’est pas une absence").count() >= 1
    field = page.get_by_label("Chercher une espèce")
    field.fill("machaon")
    field.press("Enter")
    page.get_by_text("1 espèces sur 57").wait_for()


def test_a_filtered_list_is_taken_as_csv(visit, site, tmp_path):
    page = opened(visit, site)
    field = page.get_by_label("Chercher une espèce")
    field.fill("hirondelle")
    field.press("Enter")
    page.get_by_text("3 espèces sur 57").wait_for()
    content = taken(page, "CSV pour tableur", tmp_path).decode("utf-8-sig")
    assert content.count("\r\n") == 4
    assert "Riparia riparia" in content


def test_months_and_the_census_are_charts_that_words_tell_too(visit, site):
    page = opened(visit, site)
    page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").nth(2).wait_for()
    assert page.get_by_text("2014–2019 : aucun chiffre publié").count() >= 1
    assert page.get_by_text("La source change après 2012").count() == 1
    assert page.get_by_text("2022 : vue, sans nombre").count() >= 1
    assert page.get_by_text("Les mêmes chiffres en tableau").count() == 3


def test_fragile_species_are_at_no_site_of_the_map(visit, site):
    page = opened(visit, site)
    field = page.get_by_label("Chercher une espèce")
    field.fill("grand-duc")
    field.press("Enter")
    page.get_by_text("1 espèces sur 57").wait_for()
    visit.map.locator(".overlay-label").first.wait_for(state="detached")


def test_a_site_of_the_address_has_a_sheet(visit, site, tmp_path):
    page = opened(visit, site, "sites", "&site=T059")
    page.get_by_role("heading", name="5 de Béthune (T059)").wait_for()
    visit.map.locator(".overlay-label", has_text="T059").wait_for()
    content = taken(page, "Fiche PDF", tmp_path)
    assert content.startswith(b"%PDF")


def test_a_click_on_a_heap_opens_its_sheet(visit, site):
    page = opened(visit, site, "sites", "&site=G010")
    page.get_by_role("heading", name="(G010)").wait_for()
    visit.click_feature("slag_heaps", "T074")
    page.get_by_role("heading", name="11/19 de Lens Est (T074)").wait_for()
    assert "site=T074" in page.url


def test_connections_are_told_in_plain_words_and_as_a_table(visit, site, tmp_path):
    page = opened(visit, site, "links")
    page.get_by_text("valent ensemble un seul habitat").wait_for()
    page.get_by_text(re.compile(r"Sans «\s.+, .+ de la connectivité disparaîtrait")).wait_for()
    assert page.get_by_role("row", name=re.compile("^1. ")).count() == 1
    visit.map.locator(".overlay-label", has_text="6").wait_for()
    found = json.loads(taken(page, "JSON", tmp_path))
    assert found["group"] == "butterflies"
    assert len(found["patch_importance"]) == found["patches"]


def test_another_group_moves_the_figures(visit, site):
    page = opened(visit, site, "links")
    page.get_by_text("tous sont reliés").wait_for()
    page.get_by_label("Groupe d’espèces").click()
    page.get_by_role("option", name="Carabes").click()
    page.get_by_text(re.compile(r"Pour ce groupe \(carabes")).wait_for()


def test_a_drawn_hedge_is_answered_by_its_effect(visit, site):
    page = opened(visit, site, "plant")
    page.get_by_role("heading", name="Propositions").wait_for()
    settled(page)
    box = visit.map.locator(".folium-map")
    visit.map.get_by_role("button", name=re.compile("ligne", re.IGNORECASE)).click()
    box.click(position={"x": 180, "y": 140})
    box.click(position={"x": 220, "y": 150})
    box.dblclick(position={"x": 240, "y": 170})
    page.get_by_role("heading", name="Ce que la haie change").wait_for()
    assert page.get_by_text(re.compile("la connectivité gagne")).count() == 1
    visit.map.locator(".overlay-label", has_text="Haie ajoutée").first.wait_for()


def test_a_proposal_is_tried_and_taken_away(visit, site):
    page = opened(visit, site, "plant")
    page.get_by_role("button", name="Essayer la proposition 1").click()
    page.get_by_role("heading", name="Ce que la haie change").wait_for()
    assert page.get_by_text("Coût supposé").count() >= 2
    page.get_by_role("button", name="Retirer la haie").click()
    page.get_by_role("heading", name="Ce que la haie change").wait_for(state="detached")


def test_the_price_of_a_metre_can_be_changed_and_the_map_shows_before_and_after(visit, site):
    page = opened(visit, site, "plant")
    page.get_by_role("button", name="Essayer la proposition 1").click()
    page.get_by_role("heading", name="Ce que la haie change").wait_for()
    visit.map.locator(".overlay-label", has_text="Haie ajoutée").first.wait_for()
    price = page.get_by_label("Prix supposé du mètre")
    price.fill("22")
    price.press("Enter")
    page.get_by_text(re.compile("Coût que vous supposez.+22,00")).first.wait_for()
    page.get_by_role("radio", name="Avant").click()
    visit.map.locator(".overlay-label", has_text="Haie ajoutée").first.wait_for(state="detached")
    visit.open(f"{site}/biodiversite?tab=belt")
    page.get_by_text(re.compile("Il faudrait la place de chaque arbre")).wait_for()
    page.get_by_text(re.compile("y sont à pied, par les rues et les chemins")).wait_for()


def test_a_hedge_of_a_file_is_measured(visit, site, tmp_path):
    page = opened(visit, site, "plant")
    brought(page, HEDGE, tmp_path)
    page.get_by_role("heading", name="Ce que la haie change").wait_for()


def test_a_hedge_of_another_commune_is_refused_with_a_reason(visit, site, tmp_path):
    page = opened(visit, site, "plant")
    brought(page, AWAY, tmp_path)
    page.get_by_text("Cette haie est hors de la commune").wait_for()


def test_the_belt_and_what_nobody_knows_of_it(visit, site):
    page = opened(visit, site, "belt")
    page.get_by_text("La boucle est fermée").wait_for()
    assert page.get_by_text("ce n’est pas zéro").count() == 2
    page.get_by_role("button", name="Calculer la mosaïque").click()
    page.get_by_text(re.compile("Maille effective")).wait_for(timeout=60_000)


def test_the_other_language_keeps_tab_and_site(visit, site):
    page = opened(visit, site, "sites", "&site=T059")
    page.get_by_role("heading", name="(T059)").wait_for()
    page.get_by_text("English", exact=True).click()
    page.get_by_role("button", name="PDF sheet").wait_for()
    assert page.get_by_role("heading", name="(T059)").count() == 1


@pytest.mark.parametrize("tab", ["species", "sites", "links", "plant", "belt"])
def test_nature_has_no_serious_finding_by_day_or_night(visit, site, tab):
    page = opened(visit, site, tab)
    page.locator("[role=tabpanel] h2").first.wait_for()
    settled(page)
    assert {theme: serious(page) for theme in by_day_and_night(visit)} == {"light": [], "dark": []}


@pytest.mark.parametrize("tab", ["species", "links", "plant"])
def test_a_phone_shows_nature_without_sideways_scroll(phone, site, tab):
    page = opened(phone, site, tab)
    page.locator("[role=tabpanel] h2").first.wait_for()
    settled(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    assert serious(page) == []

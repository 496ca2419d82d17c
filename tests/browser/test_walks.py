from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import by_day_and_night

WALK = "loop~50.4575_2.7932~km6~theme.heaps"
TRACK = """<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="test">
<trk><name>a <b/>track</name><trkseg><trkpt lat="50.4540" lon="2.7900"/>
<trkpt lat="50.4480" lon="2.7850"/><trkpt lat="50.4440" lon="2.7835"/></trkseg></trk></gpx>"""
SERIOUS = {"serious", "critical"}


def opened(visit, site, walk: str = "", more: str = ""):
    visit.open(f"{site}/balades?{'walk=' + walk if walk else ''}{more}")
    return visit


def until_asked(visit, wanted) -> None:
    """Wait until the address asks for what is wanted: the page writes it a moment after its answer."""
    visit.page.wait_for_url(lambda url: wanted(parse_qs(urlsplit(url).query).get("walk", [""])[0]))


def cards(visit):
    return visit.page.locator(".walk-card h2")


def serious(where) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(where).response["violations"]
    return [
        f"{item['id']}: {node['target']} {node['failureSummary']}"
        for item in found
        if item["impact"] in SERIOUS
        for node in item["nodes"]
    ]


def test_a_place_and_a_length_give_three_loops_and_a_link(visit, site):
    opened(visit, site)
    start = visit.page.get_by_label("Départ", exact=True)
    start.fill("mairi")
    start.press("Enter")
    visit.page.get_by_text("Mairie de Loos-en-Gohelle", exact=False).first.wait_for()
    visit.page.get_by_role("button", name="Trouver trois boucles").click()
    visit.page.get_by_role("button", name="Voir la boucle 3").wait_for()
    assert cards(visit).count() == 3
    until_asked(visit, lambda text: text.startswith("loop~50.45"))
    assert visit.page.get_by_text("illustratif").count() >= 4


def test_a_click_on_the_map_is_the_start(visit, site):
    opened(visit, site)
    visit.page.get_by_text("Touchez la carte pour choisir").wait_for()
    visit.map.locator(".folium-map").click(position={"x": 300, "y": 220})
    visit.map.locator(".overlay-label", has_text="Départ").wait_for()
    visit.page.locator("input[aria-label='Départ']:not([value=''])").wait_for()
    assert visit.map.locator(".card").count() == 0


def test_where_the_browser_is_can_be_the_start(visit, site):
    visit.page.context.grant_permissions(["geolocation"])
    visit.page.context.set_geolocation({"latitude": 50.4575, "longitude": 2.7932})
    opened(visit, site)
    visit.page.get_by_role("button", name="Où je suis").click()
    visit.map.locator(".overlay-label", has_text="Départ").wait_for()
    visit.page.context.clear_permissions()


def test_a_link_opens_the_same_walk_again(visit, site):
    opened(visit, site, WALK + "~no2")
    cards(visit).nth(2).wait_for()
    before = cards(visit).all_inner_texts()
    visit.page.goto("about:blank")
    opened(visit, site, WALK + "~no2")
    cards(visit).nth(2).wait_for()
    assert cards(visit).all_inner_texts() == before
    assert visit.page.get_by_role("button", name="Voir la boucle 2").count() == 0
    assert visit.page.locator(".walk-title").first.inner_text().startswith("Boucle de")


def test_another_loop_is_chosen_and_the_address_follows(visit, site):
    opened(visit, site, WALK)
    visit.page.get_by_role("button", name="Voir la boucle 2").click()
    visit.page.get_by_role("button", name="Voir la boucle 1").wait_for()
    until_asked(visit, lambda text: text == WALK + "~no2")


def test_the_profile_and_the_map_point_at_each_other(visit, site):
    opened(visit, site, WALK)
    profile = visit.map.get_by_role("slider", name="Profil")
    profile.focus()
    profile.press("ArrowRight")
    first = profile.get_attribute("aria-valuetext")
    profile.press("End")
    last = int(profile.get_attribute("aria-valuenow"))
    assert profile.get_attribute("aria-valuetext") != first
    assert last == pytest.approx(6000, rel=0.05)
    half = visit.frame.evaluate(
        "() => { const lines = []; atlas.map.eachLayer((layer) => layer.getLatLngs && lines.push(layer));"
        " const path = lines.find((layer) => layer.options.weight === 5);"
        " const spots = path.getLatLngs().flat(); const { x, y } ="
        " atlas.map.latLngToContainerPoint(spots[Math.floor(spots.length / 2)]); return [x, y] }"
    )
    visit.map.locator(".folium-map").hover(position={"x": half[0], "y": half[1]}, force=True)
    expect(profile).not_to_have_attribute("aria-valuenow", str(last))
    assert 0 < int(profile.get_attribute("aria-valuenow")) < last


def test_what_is_told_of_a_walk(visit, site):
    opened(visit, site, WALK + "~day.2026-09-15")
    visit.page.get_by_role("heading", name="Le chemin, pas à pas").wait_for()
    for title in ("Terrils : accès et sécurité", "Mûr en septembre sur le chemin", "À chercher des yeux"):
        assert visit.page.get_by_role("heading", name=title.replace(" :", "\u00a0:")).count() == 1
    told = visit.page.locator(".walk-care").all_inner_texts()
    assert any("18" in text for text in told)
    assert visit.page.locator(".walk-cues li").count() > 5


def test_a_walk_is_taken_along(visit, site):
    opened(visit, site, WALK)
    taken = {}
    for kind in ("gpx", "kml", "pdf"):
        with visit.page.expect_download() as waiting:
            visit.page.locator(f".st-key-walks_file_{kind} button").click()
        assert waiting.value.suggested_filename.endswith(f".{kind}")
        taken[kind] = waiting.value.path().read_bytes()
        assert taken[kind].startswith(b"%PDF" if kind == "pdf" else b"<?xml"), kind
    assert b"walk=loop~50.4575_2.7932~km6~theme.heaps" in taken["gpx"]
    assert b"Boucle de" in taken["gpx"]


@pytest.mark.parametrize(
    ("walk", "offer", "then"),
    [
        ("loop~50.4575_2.7932~km0", "Demander", "km0.5"),
        ("loop~50.4575_2.7932~km500", "Demander", "km40"),
        ("loop~50.4575_2.7932~min2", "Demander", "min10"),
        ("loop~50.6_2.7932~km5", "Partir du chemin le plus proche", "km5"),
    ],
)
def test_what_cannot_be_met_is_answered_with_the_nearest_that_can(visit, site, walk, offer, then):
    opened(visit, site, walk)
    visit.page.get_by_role("button", name=offer).click()
    visit.page.locator(".walk-card").first.wait_for()
    until_asked(visit, lambda text: text.split("~")[2:3] == [then])


def test_a_broken_link_says_so_and_leaves_the_form(visit, site):
    opened(visit, site, "loop~<script>")
    visit.page.get_by_text("n’a pas pu être lue").wait_for()
    assert visit.page.get_by_role("button", name="Trouver trois boucles").count() == 1


def test_a_way_leads_through_a_stop(visit, site):
    opened(visit, site, "way~50.4575_2.7932~50.4540_2.7900~50.4430_2.7885")
    visit.page.get_by_role("tab", name="De A à B", selected=True).wait_for()
    visit.page.get_by_text(re.compile("^Balade de")).wait_for()
    labels = visit.map.locator(".overlay-label").all_inner_texts()
    assert {"Départ", "Étape 1", "Arrivée"} <= set(labels)


def test_a_track_is_told_what_it_crosses(visit, site, tmp_path):
    file = tmp_path / "track.gpx"
    file.write_text(TRACK, encoding="utf-8")
    opened(visit, site)
    visit.page.get_by_role("tab", name="Ma trace").click()
    visit.page.locator("input[type=file]").set_input_files(file)
    first = visit.page.locator(".walk-crossings > li").first
    first.wait_for()
    assert "fermé au public" in first.inner_text()
    assert re.search(r"sur \d+\sm", first.inner_text())


def test_a_file_that_is_no_track_is_refused_with_a_reason(visit, site, tmp_path):
    file = tmp_path / "bomb.gpx"
    file.write_text('<!DOCTYPE x [<!ENTITY a "aaaa">]><gpx>&a;</gpx>', encoding="utf-8")
    opened(visit, site)
    visit.page.get_by_role("tab", name="Ma trace").click()
    visit.page.locator("input[type=file]").set_input_files(file)
    visit.page.get_by_text("entités XML").wait_for()


def test_published_walks_are_told_without_a_line_of_their_own(visit, site):
    opened(visit, site)
    visit.page.get_by_role("tab", name="Balades publiées").click()
    visit.page.get_by_role("heading", name="Le figuier").wait_for()
    visit.page.get_by_text("Le tracé n’est pas publié").nth(3).wait_for()
    visit.page.get_by_role("button", name=re.compile("Chercher une boucle de 12,00")).click()
    visit.page.get_by_role("tab", name="Une boucle", selected=True).wait_for()
    until_asked(visit, lambda text: text.endswith("km12"))


def test_a_stretch_is_closed_and_leaves_the_loops_until_it_is_mended(visit, site):
    opened(visit, site)
    visit.page.get_by_role("tab", name="État des chemins").click()
    visit.page.get_by_text("Touchez la carte sur le chemin").wait_for()
    visit.map.locator(".folium-map").click(position={"x": 300, "y": 220})
    visit.page.get_by_text("Tronçon choisi").wait_for()
    reason = visit.page.get_by_label("Pourquoi")
    reason.fill("<b>arbre tombé</b>")
    reason.press("Enter")
    visit.page.get_by_role("button", name="Signaler ce tronçon").click()
    visit.page.get_by_role("heading", name="<b>arbre tombé</b>").wait_for()
    visit.map.locator(".overlay-label", has_text="Fermé").wait_for()
    visit.page.get_by_role("button", name="C’est réglé").click()
    visit.page.get_by_text("Personne n’a rien signalé").wait_for()


def test_the_other_language_takes_the_walk_along(visit, site):
    opened(visit, site, WALK)
    visit.page.get_by_text("English", exact=True).click()
    visit.page.get_by_role("button", name="Show loop 2").wait_for()
    assert visit.page.get_by_role("heading", name="The way, step by step").count() == 1
    until_asked(visit, lambda text: text == WALK)


def test_walks_have_no_serious_finding_by_day_or_night(visit, site):
    opened(visit, site, WALK)
    visit.page.get_by_role("heading", name="Le chemin, pas à pas").wait_for()
    for theme in by_day_and_night(visit):
        assert (theme, serious(visit.page), serious(visit.frame)) == (theme, [], [])


def test_a_phone_shows_the_form_first_with_large_targets_and_no_sideways_scroll(phone, site):
    opened(phone, site)
    button = phone.page.get_by_role("button", name="Trouver trois boucles")
    assert button.bounding_box()["height"] >= 44
    assert button.bounding_box()["y"] < phone.page.locator("iframe").bounding_box()["y"]
    assert serious(phone.page) == []
    for place in (phone.page, phone.frame):
        assert place.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")

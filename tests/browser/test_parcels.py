from __future__ import annotations

import io
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import shapely
from pypdf import PdfReader

from gis.parcels import parcels_of
from tests.browser.conftest import by_day_and_night
from tests.browser.test_access import findings
from tests.gis.small_territory import METRES


def asked(visit) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(visit.page.url).query).items()}


def title(visit, reference: str):
    found = visit.page.locator(".parcel-title", has_text=re.compile(rf"{reference}$"))
    found.wait_for()
    return found


def find(visit, text: str) -> None:
    box = visit.page.get_by_role("textbox", name="Parcelle, lieu, rue ou coordonnées")
    box.fill(text)
    box.press("Enter")


def see(visit, lon: float, lat: float, zoom: int = 17) -> tuple[float, float]:
    """Move the map to a place and return where that is in the page."""
    x, y = visit.frame.evaluate(
        "([lon, lat, zoom]) => { atlas.map.setView([lat, lon], zoom, { animate: false });"
        " const { x, y } = atlas.map.latLngToContainerPoint([lat, lon]); return [x, y] }",
        [lon, lat, zoom],
    )
    visit.until_loaded()
    visit.painted()
    return x, y


def click_map(visit, x: float, y: float) -> None:
    visit.map.locator(".folium-map").click(position={"x": x, "y": y})


def view(visit) -> list[float]:
    return visit.frame.evaluate(
        "() => [atlas.map.getCenter().lat, atlas.map.getCenter().lng, atlas.map.getZoom()]"
    )


def draw(visit, corners) -> None:
    visit.map.get_by_role("button", name="Dessiner une surface").click()
    for x, y in corners:
        click_map(visit, x, y)
        visit.painted()
    visit.map.get_by_role("button", name="Terminer").click()


@pytest.fixture(scope="module")
def parcel(territory):
    """A large parcel, so that a click in its middle cannot miss it."""
    parcels = parcels_of(territory)
    return parcels[parcels.ids[int(shapely.area(parcels.layer.geometry).argmax())]]


@pytest.fixture(scope="module")
def middle(parcel):
    spot = shapely.point_on_surface(parcel.geometry)
    return METRES.point_to_lonlat(shapely.get_x(spot), shapely.get_y(spot))


@pytest.fixture
def opened(visit, site):
    visit.open(f"{site}/parcelles")
    return visit


def test_a_reference_in_any_writing_opens_the_dossier(opened):
    find(opened, "ab0012")
    title(opened, "AB 12")
    assert asked(opened)["ref"] == "62528000AB0012"
    opened.page.get_by_text(re.compile("n’engage personne")).wait_for()
    text = opened.page.locator(".stMain").inner_text()
    for words in ("Contenance fiscale", "Surface mesurée", "non concerné", "pas de donnée", "Bilan des sols"):
        assert words in text


def test_a_click_on_the_map_opens_the_dossier_and_moves_nothing(opened, parcel, middle):
    x, y = see(opened, *middle)
    opened.frame.evaluate("() => { window.same = true }")
    before = view(opened)
    click_map(opened, x, y)
    title(opened, parcel.reference)
    opened.map.locator(".overlay-label", has_text=parcel.reference).wait_for()
    opened.settled()
    assert view(opened) == before
    assert opened.frame.evaluate("() => window.same")
    assert asked(opened)["ref"] == parcel.id


def test_a_neighbour_is_one_step_away(opened):
    find(opened, "AB 12")
    title(opened, "AB 12")
    pill = opened.page.locator(".stMain [data-testid=stButtonGroup]").last.get_by_role("radio").first
    reference = pill.inner_text()
    pill.click()
    title(opened, reference)


def test_a_section_is_asked_about_not_guessed(opened):
    find(opened, "AB")
    question = opened.page.locator(".stAlert")
    question.wait_for()
    assert "Laquelle" in question.inner_text()
    assert opened.page.locator(".parcel-title").count() == 0
    box = opened.page.get_by_role("combobox", name=re.compile("^Choisir"))
    box.fill("AB 123")
    box.press("Enter")
    title(opened, "AB 123")


def test_coordinates_find_the_parcel(opened, parcel, middle):
    lon, lat = middle
    find(opened, f"{lat:.6f}, {lon:.6f}")
    title(opened, parcel.reference)


def test_what_is_not_there_is_said_kindly(opened):
    answers = {"ZZ 9999": "plus proches", "59350000AB0001": "commune", "xyzzy quux": "Rien ne s’appelle"}
    for text, told in answers.items():
        find(opened, text)
        opened.page.get_by_role("alert").filter(has_text=told).wait_for()
        assert opened.page.get_by_role("alert").count() == 1


def test_a_link_opens_the_dossier_and_goes_there(visit, site, parcel, middle):
    visit.open(f"{site}/parcelles?ref={parcel.id}")
    title(visit, parcel.reference)
    visit.frame.wait_for_function("() => atlas.map.getZoom() > 14")
    lat, lon, zoom = view(visit)
    assert (lon, lat) == (pytest.approx(middle[0], abs=0.01), pytest.approx(middle[1], abs=0.01))
    assert zoom > 14


def test_a_broken_link_says_so_and_the_page_stands(visit, site):
    visit.open(f"{site}/parcelles?ref=<script>")
    alert = visit.page.get_by_role("alert")
    alert.wait_for()
    assert visit.map.locator(".folium-map").is_visible()


def test_the_way_back_leads_through_what_was_asked_to_the_empty_page(opened):
    find(opened, "AB 12")
    title(opened, "AB 12")
    find(opened, "AB 13")
    title(opened, "AB 13")
    opened.page.go_back()
    title(opened, "AB 12")
    opened.page.go_back()
    opened.page.get_by_text("Écrivez une référence").wait_for()
    assert "ref" not in asked(opened)
    opened.page.go_forward()
    title(opened, "AB 12")


def test_the_way_back_leads_out_of_a_mode(opened):
    opened.page.get_by_role("radio", name="Avant / après").click()
    opened.page.get_by_text("Dessinez l’emprise").wait_for()
    opened.page.go_back()
    opened.page.get_by_text("Écrivez une référence").wait_for()


def test_a_link_reopens_parcel_view_layers_and_language(opened):
    find(opened, "AB 12")
    title(opened, "AB 12")
    opened.map.get_by_role("button", name="Couches et légende").click()
    opened.map.get_by_label("Haies", exact=True).uncheck()
    see(opened, 2.7905, 50.4489, zoom=16)
    opened.page.get_by_role("radio", name="English").click()
    opened.page.locator(".parcel-title", has_text="Parcel AB 12").wait_for()
    opened.page.wait_for_url(re.compile("(?=.*lang=en)(?=.*z=16)"))
    opened.settled()
    link, seen = opened.page.url, view(opened)
    shown = opened.frame.evaluate("() => [...atlasApi.state.visible]")
    opened.page.goto("about:blank")
    opened.open(link)
    opened.page.locator(".parcel-title", has_text="Parcel AB 12").wait_for()
    opened.settled()
    assert view(opened) == pytest.approx(seen, abs=1e-4)
    assert opened.frame.evaluate("() => [...atlasApi.state.visible]") == shown
    assert "hedges" not in shown
    assert "hedges" not in asked(opened)["layers"]


def test_what_was_said_is_said_again_in_the_other_language(opened):
    find(opened, "ZZ 9999")
    opened.page.get_by_role("alert").filter(has_text="plus proches").wait_for()
    opened.page.get_by_role("radio", name="English").click()
    opened.page.get_by_role("alert").filter(has_text="nearest ones").wait_for()


def test_another_page_keeps_the_language_in_its_address(opened):
    opened.page.get_by_role("radio", name="English").click()
    opened.page.get_by_role("link", name="Map", exact=True).click()
    opened.page.wait_for_url(re.compile(r"/\?.*lang=en"))
    opened.page.get_by_role("link", name="Parcels", exact=True).click()
    opened.page.wait_for_url(re.compile(r"/parcelles\?.*lang=en"))


def test_a_broken_view_in_the_address_says_so(visit, site, parcel):
    visit.open(f"{site}/parcelles?ref={parcel.id}&lat=nowhere&layers=dragons")
    visit.page.get_by_role("alert").filter(has_text="dragons").wait_for()
    title(visit, parcel.reference)


def test_a_drawn_shape_has_a_dossier_and_a_link(opened, site, middle):
    x, y = see(opened, *middle, zoom=16)
    draw(opened, [(x - 60, y - 60), (x + 60, y - 60), (x + 60, y + 60), (x - 60, y + 60)])
    title(opened, "Forme dessinée")
    area = opened.page.locator(".parcel-facts dd").first.inner_text()
    link = opened.page.url
    assert "shape=" in link
    opened.page.goto("about:blank")
    opened.open(link)
    title(opened, "Forme dessinée")
    assert opened.page.locator(".parcel-facts dd").first.inner_text() == area


def test_an_uploaded_shape_has_a_dossier(opened, parcel, tmp_path):
    ring = [list(METRES.point_to_lonlat(x, y)) for x, y in shapely.get_coordinates(parcel.geometry)]
    document = {
        "type": "Feature",
        "properties": {"name": "Préau <b>neuf</b>"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    file = tmp_path / "projet.geojson"
    file.write_text(json.dumps(document), encoding="utf-8")
    opened.page.get_by_role("button", name="Depuis un fichier").click()
    opened.page.locator("input[type=file]").set_input_files(file)
    opened.page.locator(".parcel-title", has_text="Préau <b>neuf</b>").wait_for()


def test_a_file_that_is_none_is_refused_in_one_line(opened, tmp_path):
    file = tmp_path / "empty.geojson"
    file.write_bytes(b"")
    opened.page.get_by_role("button", name="Depuis un fichier").click()
    opened.page.locator("input[type=file]").set_input_files(file)
    opened.page.get_by_role("alert").first.wait_for()


def test_every_file_is_downloaded_and_the_sheet_leads_back(visit, site, parcel):
    visit.open(f"{site}/parcelles?ref={parcel.id}")
    title(visit, parcel.reference)
    with visit.page.expect_download() as started:
        visit.page.get_by_role("button", name="PDF").click()
    content = started.value.path().read_bytes()
    assert started.value.suggested_filename.endswith(".pdf")
    first = PdfReader(io.BytesIO(content)).pages[0]
    assert parcel.reference in first.extract_text()
    assert f"/parcelles?ref={parcel.id}" in first.extract_text()
    for kind in ("GeoPackage", "XLSX", "JSON"):
        with visit.page.expect_download() as started:
            visit.page.get_by_role("button", name=kind).click()
        assert started.value.path().stat().st_size > 1_000, kind


def test_all_parcels_are_screened_filtered_shown_and_taken_away(visit, site, territory):
    visit.open(f"{site}/parcelles?mode=many")
    visit.page.get_by_role("button", name=re.compile("^Examiner")).click()
    count = visit.page.locator(".parcel-count")
    count.wait_for(timeout=60_000)
    every = count.inner_text()
    box = visit.page.get_by_role("combobox", name=re.compile("^Concernée par"))
    box.fill("Haies")
    box.press("Enter")
    box.press("Escape")
    visit.page.wait_for_function(
        "old => document.querySelector('.parcel-count').innerText !== old", arg=every
    )
    visit.frame.wait_for_function("() => document.querySelectorAll('.leaflet-overlay-pane path').length > 0")
    with visit.page.expect_download() as started:
        visit.page.get_by_role("button", name="CSV", exact=True).click()
    rows = started.value.path().read_text(encoding="utf-8-sig").splitlines()
    kept = int(re.sub(r"\D", "", count.inner_text().split(" parcelles")[0]))
    assert len(rows) - 1 == kept
    assert 0 < kept < len(parcels_of(territory))


def test_a_pasted_list_keeps_the_good_lines_and_reports_the_others(visit, site):
    visit.open(f"{site}/parcelles?mode=many")
    visit.page.get_by_text("Une liste", exact=True).click()
    box = visit.page.get_by_role("textbox", name=re.compile("^Collez"))
    box.fill("AB 12\nab0012\n=1+1\nAB 13\n")
    box.press("Control+Enter")
    visit.page.get_by_text(re.compile("lignes? refusées?")).first.wait_for()
    visit.page.get_by_role("button", name=re.compile("^Examiner 2")).click()
    visit.page.locator(".parcel-count", has_text=re.compile("^2 ")).wait_for(timeout=30_000)


def test_two_variants_stand_side_by_side_and_a_link_reopens_them(visit, site, middle):
    visit.open(f"{site}/parcelles?mode=project")
    x, y = see(visit, *middle, zoom=16)
    draw(visit, [(x - 60, y - 60), (x, y - 60), (x, y), (x - 60, y)])
    heads = visit.page.locator(".parcel-table thead th")
    heads.filter(has_text="Variante A").wait_for()
    assert visit.page.get_by_role("radio", name="Variante B").is_checked()
    draw(visit, [(x, y), (x + 80, y), (x + 80, y + 80), (x, y + 80)])
    heads.filter(has_text="Variante B").wait_for()
    labels = "() => document.querySelectorAll('.overlay-label').length === 2"
    visit.frame.wait_for_function(labels)
    visit.page.wait_for_url(re.compile("variant_b="))
    table = visit.page.locator(".parcel-table").first.inner_text()
    link, seen = visit.page.url, view(visit)
    visit.page.goto("about:blank")
    visit.open(link)
    heads.filter(has_text="Variante B").wait_for()
    visit.frame.wait_for_function(labels)
    assert visit.page.locator(".parcel-table").first.inner_text() == table
    assert view(visit) == pytest.approx(seen, abs=1e-4)


def test_the_way_back_takes_a_variant_away(visit, site, middle):
    visit.open(f"{site}/parcelles?mode=project")
    x, y = see(visit, *middle, zoom=16)
    draw(visit, [(x - 60, y - 60), (x, y - 60), (x, y), (x - 60, y)])
    table = visit.page.locator(".parcel-table")
    table.first.wait_for()
    visit.page.go_back()
    table.first.wait_for(state="detached")


def test_the_page_speaks_english_and_stays_on_the_parcel(visit, site, parcel):
    visit.open(f"{site}/parcelles?ref={parcel.id}&lang=en")
    visit.page.locator(".parcel-title", has_text=f"Parcel {parcel.reference}").wait_for()
    assert "binds nobody" in visit.page.locator(".stMain").inner_text()


@pytest.mark.parametrize("mode", ["one", "many", "project"])
def test_the_page_has_no_serious_finding_by_day_or_night(visit, site, parcel, mode):
    visit.open(f"{site}/parcelles?ref={parcel.id}&mode={mode}")
    visit.settled()
    assert {theme: findings(visit.page) for theme in by_day_and_night(visit)} == {"light": [], "dark": []}


def test_a_phone_reads_the_dossier_without_scrolling_sideways(phone, site, parcel):
    phone.open(f"{site}/parcelles?ref={parcel.id}")
    title(phone, parcel.reference)
    assert phone.page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    assert findings(phone.page) == []

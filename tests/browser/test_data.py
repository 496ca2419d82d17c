"""The page of data against services of this machine: updates, own files, another commune, the probe."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from werkzeug import Response

from gis.sources import PROBES
from gis.territory import read_manifest
from layers.places import THEME as PLACES
from tests.browser.conftest import running_again, serving, settled
from tests.services.mapserver import missing
from tests.services.town import Town

HOUSE = Path(__file__).parents[2]
GRENAY, PARCEL = "62386", "623860000A0002"
LONG = 120_000

pytestmark = [
    pytest.mark.mapserver,
    pytest.mark.skipif(bool(missing()), reason=missing() or "all is there"),
]


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    with Town(tmp_path_factory.mktemp("services"), GRENAY) as running:
        found = {"nom": "Grenay", "code": GRENAY, "codesPostaux": ["62160"], "population": 6600}
        running.http.expect_request("/geo_api/communes").respond_with_json([found])
        yield running


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def site(town, home):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAILLOUX_SOURCES", str(town.toml()))
        with serving(HOUSE / "streamlit_app.py", home) as address:
            yield address


@pytest.fixture
def page(visit, site):
    visit.page.set_default_timeout(20_000)
    return visit.page


@pytest.fixture
def go(page, site):
    def open_at(query):
        page.goto(f"{site}/donnees?{query}")
        page.get_by_role("heading", level=1).wait_for()

    return open_at


def end_of_work(page):
    page.get_by_role("button", name="Fermer").wait_for(timeout=LONG)


def close(page):
    button = page.get_by_role("button", name="Fermer")
    if button.count():
        button.click()
        button.wait_for(state="detached")


def cells(page, layer):
    return page.locator(f"tr[data-layer={layer}]").first.inner_text()


@pytest.fixture(scope="module")
def built(site, home, desk_context):
    """Build the second commune's atlas from the page, once for the tests that read it."""
    page = desk_context.new_page()
    page.goto(f"{site}/donnees?territory={GRENAY}")
    page.get_by_text("pas encore de données").wait_for(timeout=LONG)
    page.get_by_role("button", name=f"Construire : {GRENAY}").click()
    page.locator("progress").wait_for()
    end_of_work(page)
    told = page.locator(".data-counts").first.inner_text()
    page.get_by_role("link", name="Ouvrir la carte : Grenay").click()
    page.wait_for_url("**/?territory=62386**")
    page.close()
    return told


def test_what_is_in_use_says_status_source_age_and_outcome(page, go):
    go("")
    text = cells(page, "slag_heaps")
    for words in ("Terrils", "généralisé", "Mission Bassin Minier", "Licence Ouverte", "âge inconnu"):
        assert words in text
    assert "pas de donnée" in cells(page, "urban_zones")
    assert "données de l’atlas" in cells(page, "places")
    assert page.get_by_text("Toutes les couches en service sont en ordre.").count() == 1


def test_a_layer_is_chosen_counted_fetched_and_then_official(page, go, home):
    go("part=update")
    page.get_by_text("Celles que je choisis").click()
    choose(page, "Couches", "Cavités")
    page.keyboard.press("Escape")
    page.locator(".data-plan tr[data-layer=cavities]").wait_for()
    page.get_by_role("button", name="Récupérer 1 couche").click()
    end_of_work(page)
    assert "1 récupérée" in page.locator(".data-counts").first.inner_text()
    assert read_manifest(home / "62528")["layers"]["cavities"]["status"] == "official"
    close(page)
    go("")
    text = cells(page, "cavities")
    assert "officiel" in text
    assert "à jour" in text
    assert "récupérée" in text


def test_the_services_say_beforehand_how_much(page, go, built):
    close_all(page, go)
    go(f"part=update&territory={GRENAY}")
    page.get_by_text("Toutes, même récentes").click()
    page.get_by_role("button", name="Combien").click()
    end_of_work(page)
    for layer, told in {"farmland": "91 objets", "parcels": "ko", "commune": "ne le dit pas"}.items():
        page.locator(f"tr[data-layer={layer}]", has_text=told).first.wait_for()
    close(page)


def test_a_failed_layer_says_why_and_keeps_what_was_there(page, go, town, built):
    close_all(page, go)
    with answering(town, "/georisques/cavites", lambda _: Response("gone", status=404)):
        fetch_cavities(page, go, f"territory={GRENAY}")
        assert "1 en échec" in page.locator(".data-counts").first.inner_text()
    close(page)
    go(f"territory={GRENAY}")
    text = cells(page, "cavities")
    assert "échec" in text
    assert "restent en place" in text
    assert "officiel" in text


def test_an_update_is_stopped_and_goes_on(page, go, town, built):
    close_all(page, go)
    release = threading.Event()

    def slow(_request):
        release.wait(20)
        return Response(json.dumps({"results": 0, "data": []}), content_type="application/json")

    with answering(town, "/georisques/cavites", slow):
        fetch_cavities(page, go, f"territory={GRENAY}", wait=False)
        page.locator("progress").wait_for()
        # The page stays free while the work goes on elsewhere.
        page.get_by_text("Une autre commune", exact=True).click()
        page.get_by_text("Communes présentes ici").wait_for()
        page.get_by_role("button", name="Arrêter").click()
        page.get_by_text("Arrêt demandé").wait_for()
        release.set()
        end_of_work(page)
        page.get_by_text("Récupération arrêtée").wait_for()
    page.get_by_role("button", name="Reprendre").click()
    page.get_by_text("Récupération terminée").wait_for(timeout=LONG)
    end_of_work(page)
    assert "1 récupérée" in page.locator(".data-counts").first.inner_text(), page.inner_text("body")
    close(page)


def test_an_own_file_is_seen_matched_put_in_place_and_taken_away(page, go, home, tmp_path):
    go("part=own")
    choose(page, "Quelle couche ?", "Haies")
    page.locator("input[type=file]").set_input_files(hedges(tmp_path))
    page.get_by_text("Aperçu : 1 lignes sur 3 conviennent.").wait_for()
    listed = page.locator(".data-misfits").inner_text()
    assert "la ligne n’a pas de géométrie" in listed
    assert "hors" in listed or "commune" in listed
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready=true]").wait_for(timeout=LONG)
    frame.locator(".leaflet-overlay-pane path").first.wait_for()
    page.get_by_text("Colonnes :").click()
    page.get_by_role("combobox", name="Noms scientifiques").scroll_into_view_if_needed()
    choose(page, "Noms scientifiques", "remarque")
    page.get_by_role("button", name="Mettre en place").click()
    page.get_by_text("1 lignes sur 3 mises en place").wait_for()
    entry = read_manifest(home / "62528")["layers"]["hedges"]
    assert (entry["status"], entry["features"], entry["source"]) == ("own", 1, "haies de la ville.geojson")
    assert entry["mapping"]["species"] == "remarque"
    page.get_by_role("button", name="Retirer").click()
    page.get_by_role("button", name="Oui, retirer").click()
    page.get_by_text("est retirée").wait_for()
    assert "hedges" not in read_manifest(home / "62528")["layers"]


def test_a_file_that_does_not_say_its_system_is_asked(page, go, tmp_path):
    go("part=own")
    choose(page, "Quelle couche ?", "Arbres fruitiers")
    path = tmp_path / "arbres.csv"
    path.write_text("nom,x,y\nPoirier,686000,7040000\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_text("ne dit pas dans quel système").wait_for()
    choose(page, "Système des coordonnées", "Lambert-93")
    page.get_by_text("Aperçu : 1 lignes sur 1 conviennent.").wait_for()


def test_a_broken_file_is_one_sentence(page, go, tmp_path):
    go("part=own")
    path = tmp_path / "casse.gpkg"
    path.write_bytes(b"SQLite format 3\x00 and then nothing")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("alert").get_by_text("ne s’ouvre pas").wait_for()


def test_a_commune_is_found_by_name(page, go, built):
    close_all(page, go)
    go("part=elsewhere")
    page.get_by_label("Nom, code postal ou code INSEE").fill("grenay")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Mettre à jour : Grenay").wait_for()
    listed = page.locator(".data-communes").inner_text()
    assert "Grenay" in listed
    assert "Loos-en-Gohelle" in listed


@pytest.mark.parametrize("code", ["99999", "<b>x</b>", "../../etc"])
def test_a_code_that_is_none_is_answered_kindly(page, go, code):
    go(f"territory={code}")
    page.get_by_text("Communes présentes ici").wait_for()
    page.get_by_role("link", name="Loos-en-Gohelle").wait_for()


def test_the_services_are_probed(page, go, built):
    close_all(page, go)
    go(f"part=probe&territory={GRENAY}")
    page.get_by_test_id("stButton").get_by_role("button", name="Sonder les services").click()
    end_of_work(page)
    rows = page.locator(".data-probe tbody tr")
    assert rows.count() == len(PROBES)
    assert "conforme" in rows.first.inner_text()
    page.get_by_role("button", name="Le résultat (JSON)").wait_for()
    close(page)


def test_a_second_commune_built_from_services_alone_opens_on_the_map(visit, site, built):
    assert "33 récupérées" in built
    visit.open(f"{site}/?territory={GRENAY}&base=none")
    assert "Grenay" in visit.page.get_by_role("heading", level=1).inner_text()
    assert "Loos" not in visit.page.get_by_test_id("stMain").inner_text()
    assert visit.drawn("hedges") > 0
    row = visit.map.locator("[data-layer=slag_heaps]")
    assert visit.drawn("slag_heaps") > 2, "what lies around the commune is drawn, too"
    assert "officiel" in row.inner_text()


def test_a_dossier_of_the_second_commune_is_read_in_the_page(visit, site, built):
    page = visit.page
    page.goto(f"{site}/parcelles?territory={GRENAY}&ref={PARCEL}")
    page.get_by_text("9 950").first.wait_for(timeout=LONG)
    text = page.get_by_test_id("stMain").inner_text()
    assert "Grenay" in text
    assert "Zone" in text or "urbanisme" in text
    assert "Loos" not in text


def test_the_command_line_reads_the_same_dossier(home, built):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "gis",
            "--territory",
            GRENAY,
            "--home",
            str(home),
            "dossier",
            PARCEL,
            "--json",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=HOUSE,
    )
    document = json.loads(done.stdout)
    assert document["parcel"]["contenance_m2"] == 9_950
    statuses = {theme["key"]: theme["status"] for theme in document["themes"]}
    assert statuses["urban_zones"] == "official"
    assert statuses["species_sites"] == "no_data"


@pytest.mark.parametrize(
    "query",
    [
        *("parcelles?", "balades?", "visites?", "biodiversite?", "donnees?", "donnees?part=update&"),
        *("trajectoire?", "trajectoire?tab=curves&", "trajectoire?tab=years&", "trajectoire?tab=poster&"),
        *("biodiversite?tab=sites&", "biodiversite?tab=links&", "biodiversite?tab=belt&"),
    ],
)
def test_no_page_of_the_second_commune_is_broken_or_speaks_of_the_first(page, site, built, query):
    page.goto(f"{site}/{query}territory={GRENAY}")
    page.get_by_role("heading", level=1, name="Grenay").wait_for()
    page.get_by_test_id("stStatusWidget").wait_for(state="detached")
    text = page.get_by_test_id("stMain").inner_text()
    assert "Loos" not in text
    assert "n’existe pas" not in text
    assert page.locator('[data-testid="stAlertContentError"]').count() == 0


def test_figures_that_nobody_publishes_are_told_as_measured(page, site, built):
    page.goto(f"{site}/trajectoire?territory={GRENAY}")
    page.get_by_text("Aucun chiffre publié n’est connu pour Grenay").wait_for()
    page.get_by_text("Frise 2021–2023").wait_for()
    assert "Surface de la commune" in page.locator(".years-table").inner_text()


def test_a_layer_without_service_leads_to_where_a_file_is_brought(page, go, built):
    go(f"territory={GRENAY}")
    page.locator("tr[data-layer=places]").get_by_role("link", name="apportez votre fichier").click()
    page.get_by_text("Apporter un fichier").wait_for()
    page.get_by_text(PLACES.about).wait_for()


def test_the_other_pages_keep_the_commune(page, site, built):
    page.goto(f"{site}/?territory={GRENAY}")
    page.get_by_role("link", name="Données").click()
    page.get_by_role("heading", name="Données Grenay").wait_for()
    page.wait_for_url(f"**/donnees?*territory={GRENAY}*")


@pytest.mark.parametrize("query", ["", "part=update", "part=own", "part=elsewhere", "part=probe"])
def test_no_part_has_a_serious_finding(go, page, query):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    go(f"{query}&lang=en")
    settled(page)
    results = axe.Axe().run(page).response
    serious = [item["id"] for item in results["violations"] if item["impact"] in {"serious", "critical"}]
    assert serious == []


@pytest.mark.parametrize("query", ["", "part=update", "part=elsewhere"])
def test_a_phone_does_not_scroll_sideways(phone, site, query):
    phone.page.goto(f"{site}/donnees?{query}")
    phone.page.get_by_role("heading", level=1).wait_for()
    phone.settled()
    assert phone.page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def choose(page, label, words):
    settled(page)
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(words)
    with running_again(page):
        page.get_by_role("option").filter(has_text=words).first.click()


def close_all(page, go):
    go("")
    settled(page)
    close(page)


def fetch_cavities(page, go, query, *, wait=True):
    go(f"part=update&{query}")
    page.get_by_text("Celles que je choisis").click()
    choose(page, "Couches", "Cavités")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Récupérer 1 couche").click()
    if wait:
        end_of_work(page)


@contextlib.contextmanager
def answering(town, path, answer):
    """Let one address of the town answer otherwise for a while."""
    handlers = town.http.handlers
    kept = [item for item in handlers if item.matcher.uri == path]
    for item in kept:
        handlers.remove(item)
    other = town.http.expect_request(path)
    other.respond_with_handler(answer)
    yield
    handlers.remove(other)
    handlers.extend(kept)


def hedges(folder):
    def feature(points, **properties):
        shape = points and {"type": "LineString", "coordinates": points}
        return {"type": "Feature", "properties": properties, "geometry": shape}

    path = folder / "haies de la ville.geojson"
    features = [
        feature(
            [[2.78, 50.452], [2.785, 50.454]], nom="Haie du Foyer", annee_plantation="2012", remarque="charme"
        ),
        feature(None, nom="Sans tracé"),
        feature([[5.0, 45.0], [5.01, 45.0]], nom="Loin"),
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path

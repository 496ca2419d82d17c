"""A coast, a mountain and a town of 30,000 parcels, built from official replies, opened page by page."""

from __future__ import annotations

import re

import pytest

from gis.rights import operator
from gis.territory import Territory
from gis.update import Setup, update
from tests.browser.conftest import serving
from tests.browser.test_access import findings
from tests.official.commune import COMMUNES
from tests.official.server import Official
from tests.services.mapserver import no_server

pytestmark = [
    pytest.mark.mapserver,
    pytest.mark.skipif(bool(no_server()), reason=no_server() or "all is there"),
]
WITH_MAP = ("carte", "parcelles", "balades", "visites", "biodiversite")
WITHOUT_MAP = ("trajectoire", "donnees")
MINES = re.compile(r"terrils?\b|\bmini(?:er|ers|ère|ères)\b|puits de mine|cités? minière", re.IGNORECASE)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Return a home with the three communes."""
    folder = tmp_path_factory.mktemp("home")
    for commune in COMMUNES:
        with Official(commune, tmp_path_factory.mktemp("services")) as official:
            assert (
                update(commune.insee, actor=operator(), home=folder, setup=Setup(official.settings())).failed
                == []
            )
    return folder


@pytest.fixture(scope="module")
def address(home, request):
    with serving(request.config.rootpath / "streamlit_app.py", home) as running:
        yield running


@pytest.fixture(params=COMMUNES, ids=[commune.kind for commune in COMMUNES])
def commune(request):
    return request.param


@pytest.fixture
def opened(visit, address, commune):
    """Return what opens a page of the commune and waits until it stands."""

    def open_page(page, **parameters):
        asked = "".join(f"&{name}={value}" for name, value in parameters.items())
        where = f"{address}/{page}?territory={commune.insee}&base=none{asked}"
        if page in WITH_MAP:
            visit.open(where)
        else:
            visit.page.goto(where)
        visit.settled()
        return visit

    return open_page


def broken(page) -> str:
    """Return what a page says of an error; nothing where it says none."""
    said = page.locator("body").inner_text()
    shown = page.locator("[data-testid=stException], [data-testid=stAlertContentError]").all_inner_texts()
    return " ".join(shown) + ("Traceback" if "Traceback" in said else "")


@pytest.mark.parametrize("page", WITH_MAP)
def test_a_page_with_a_map_is_drawn_named_and_accessible(opened, commune, page):
    visit = opened(page)
    assert broken(visit.page) == ""
    assert commune.name in visit.page.get_by_role("heading", level=1).inner_text()
    visit.painted()
    assert visit.ink() > 200, "the first view shows nothing"
    assert (findings(visit.page), findings(visit.frame)) == ([], [])


@pytest.mark.parametrize("page", WITHOUT_MAP)
def test_a_page_without_map_stands_and_is_accessible(opened, commune, page):
    visit = opened(page)
    assert broken(visit.page) == ""
    assert commune.name in visit.page.get_by_role("heading", level=1).inner_text()
    assert findings(visit.page) == []


@pytest.mark.parametrize("page", ["carte", "balades", "visites", "biodiversite", "trajectoire"])
def test_a_commune_without_mines_reads_nothing_of_mines(opened, page):
    visit = opened(page)
    said = [visit.page.locator("body").inner_text()]
    if page in WITH_MAP:
        said.append(visit.frame.locator("body").inner_text())
    assert [found for text in said for found in MINES.findall(text)] == []


def test_a_click_on_the_map_tells_of_a_field(opened, home, commune):
    field = Territory(commune.insee, home=home).layer("farmland").ids[3]
    visit = opened("carte", layers="farmland")
    visit.until_drawn("farmland")
    visit.click_feature("farmland", field)
    card = visit.map.locator("article.card")
    card.wait_for()
    assert "RPG 2024" in card.inner_text()


def test_a_dossier_tells_of_a_parcel_and_of_no_mines_beyond_one_sentence(opened, commune):
    visit = opened("parcelles", ref="A+5")
    visit.page.get_by_text(f"{commune.insee}0000A0005").first.wait_for()
    text = visit.page.locator("body").inner_text()
    assert "Bilan des sols" in text
    for part in (text.partition("Avis")[2].partition("thème par thème")[0], text.partition("Bilan")[2]):
        assert MINES.findall(part.partition("Sources")[0]) == []


def test_all_layers_of_the_commune_can_be_shown_at_once(opened, home, commune):
    town = Territory(commune.insee, home=home)
    keys = [
        key
        for key in ("hedges", "woods", "urban_zones", "protected_areas")
        if key in {item.key for item in town.layers}
    ]
    visit = opened("carte", layers=",".join(keys))
    assert {key: visit.drawn(key) for key in keys} == {key: len(town.layer(key)) for key in keys}


def test_the_data_page_says_once_a_table_why_the_basin_is_silent(opened):
    visit = opened("donnees")
    said = [text.count("La Mission Bassin Minier") for text in visit.page.locator("table").all_inner_texts()]
    assert max(said) == 1


def test_the_parcels_around_a_chosen_one_are_drawn(opened):
    visit = opened("parcelles", ref="A+5")
    visit.until_drawn("parcels")
    assert visit.drawn("parcels") > 5

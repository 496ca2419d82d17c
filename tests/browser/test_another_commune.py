"""A commune that no repository knows: fetched from services alone, opened in Chromium, a dossier read."""

from __future__ import annotations

import json

import pytest

from gis.__main__ import main
from gis.rights import operator
from gis.territory import Territory
from gis.update import Setup, update
from tests.browser.conftest import serving
from tests.services.mapserver import missing
from tests.services.town import Town

pytestmark = [
    pytest.mark.mapserver,
    pytest.mark.skipif(bool(missing()), reason=missing() or "all is there"),
]
HOUSE_CODE, CODE = "62528", "62386"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with Town(tmp_path_factory.mktemp("services"), CODE) as town:
        assert not update(CODE, actor=operator(), home=home, setup=Setup(town.settings())).failed
    return home


@pytest.fixture(scope="module")
def address(home, request):
    with serving(request.config.rootpath / "streamlit_app.py", home) as running:
        yield running


def test_the_map_shows_its_layers_and_not_those_of_the_embedded_commune(visit, address, home):
    visit.open(f"{address}/carte?territory={CODE}&lang=en")

    assert visit.drawn("hedges") == len(Territory(CODE, home=home).layer("hedges"))
    text = visit.page.locator("body").inner_text()
    assert "Grenay" in text
    assert visit.errors == []
    assert visit.outside == []


def test_a_dossier_reads_the_same_in_the_browser_and_on_the_command_line(visit, address, home, capsys):
    assert main(["--home", str(home), "--territory", CODE, "dossier", "A 5", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    themes = {item["key"]: item for item in document["themes"]}
    assert document["parcel"]["id"] == "623860000A0005"
    assert themes["urban_zones"]["verdict"] == "concerned"
    assert themes["urban_zones"]["status"] == "official"
    assert themes["species_sites"]["verdict"] == "no_data"

    visit.open(f"{address}/parcelles?territory={CODE}&lang=en&ref=A+5")
    page = visit.page
    page.get_by_text("623860000A0005").first.wait_for(timeout=20_000)
    text = page.locator("body").inner_text()
    assert "Grenay" in text
    assert "official" in text
    assert "Zones of the local plan" in text
    assert visit.errors == []


def test_the_embedded_commune_is_untouched(home):
    embedded = Territory(HOUSE_CODE, home=home)
    assert {layer.origin for layer in embedded.layers} == {"embedded"}
    assert embedded.layer("hedges").status == "illustrative"

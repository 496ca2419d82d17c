"""Two people and a provider of identities: who signed in as an agent brings a layer, another one may not."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from gis.changes import changes
from gis.rights import operator
from gis.territory import read_manifest
from tests.browser.conftest import COUNT_RUNS, DESK, PATIENCE_MS, free_port, serving
from tests.browser.test_access import findings

pytestmark = pytest.mark.skipif(
    find_spec("oidc_provider_mock") is None, reason="oidc-provider-mock is not installed"
)
HOUSE = Path(__file__).parents[2]
ROLES = '[agent]\naddresses = ["Ada@Loos.example"]\n'
PEOPLE = {
    "ada": {"email": "ada@loos.example", "email_verified": True, "name": "Ada [L](http://127.0.0.1/x)"},
    "vic": {"email": "vic@post.example", "email_verified": True, "name": "Vic"},
    "eve": {"email": "ada@loos.example", "email_verified": False, "name": "Eve"},
}
NEEDED = "il faut être agent de la mairie"
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "a secret of this test, long enough to sign with"
client_id = "atlas"
client_secret = "nobody checks it here"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@contextmanager
def providing():
    """Run a provider of identities on this machine and yield its address."""
    port = free_port()
    people = [json.dumps({"sub": sub, **claims}) for sub, claims in PEOPLE.items()]
    options = [word for person in people for word in ("--user-claims", person)]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *options]
    provider = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        said = []
        for line in provider.stderr:
            said.append(line)
            if "running on" in line:
                break
        assert provider.poll() is None, "".join(said)
        yield f"http://127.0.0.1:{port}"
    finally:
        provider.terminate()
        provider.communicate(timeout=20)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def site(home, tmp_path_factory):
    folder, port = tmp_path_factory.mktemp("settings"), free_port()
    (folder / "roles.toml").write_text(ROLES, encoding="utf-8")
    with providing() as provider:
        secrets = folder / "secrets.toml"
        secrets.write_text(SECRETS.format(port=port, provider=provider), encoding="utf-8")
        options = ("--secrets.files", str(secrets))
        roles = str(folder / "roles.toml")
        script = HOUSE / "streamlit_app.py"
        with serving(script, home, *options, port=port, CAILLOUX_ROLES=roles) as address:
            yield address


@pytest.fixture
def browser(chromium):
    """Give browsers that know nothing of one another."""
    made = []

    def another():
        context = chromium.new_context(locale="fr-FR", viewport=DESK)
        context.add_init_script(COUNT_RUNS)
        context.set_default_timeout(PATIENCE_MS)
        made.append(context)
        return context.new_page()

    yield another
    for context in made:
        context.close()


def go(page, site, part="own"):
    page.goto(f"{site}/donnees?part={part}")
    page.get_by_role("heading", level=1).wait_for()


def sign_in(page, site, who):
    go(page, site)
    page.get_by_role("button", name="Se connecter").first.click()
    page.get_by_role("button", name=who, exact=True).click()
    page.get_by_role("button", name="Mon compte").wait_for()


def bring(page, tmp_path):
    square = [[[2.78, 50.45], [2.79, 50.45], [2.79, 50.46], [2.78, 50.45]]]
    heap = {
        "type": "Feature",
        "properties": {"nom": "T1"},
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    path = tmp_path / "jardin.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [heap]}), encoding="utf-8")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Mettre en place").click()
    page.get_by_text("la seule ligne du fichier est en place").wait_for()


def test_an_agent_brings_a_layer_and_another_browser_may_not(browser, site, home, tmp_path):
    visitor, agent = browser(), browser()
    go(visitor, site)
    visitor.get_by_text(NEEDED).wait_for()
    assert visitor.locator("input[type=file]").count() == 0
    assert findings(visitor) == []

    sign_in(agent, site, "ada")
    agent.goto(f"{site}/donnees?part=own&layer=nourishing_gardens")
    agent.locator("input[type=file]").wait_for(state="attached")
    bring(agent, tmp_path)
    assert read_manifest(home / "62528")["layers"]["nourishing_gardens"]["status"] == "own"
    told = changes("62528", actor=operator(), home=home)[0]
    assert (told.what, told.key, told.role) == ("import", "nourishing_gardens", "agent")

    go(visitor, site)
    visitor.get_by_text(NEEDED).wait_for()
    go(visitor, site, "journal")
    visitor.get_by_text(NEEDED).wait_for()
    assert visitor.get_by_text("Ada").count() == 0

    go(agent, site, "journal")
    row = agent.locator(".data-journal tbody tr").first
    row.wait_for()
    assert "Ada [L](http://127.0.0.1/x)" in row.inner_text()
    agent.get_by_role("button", name="Revenir en arrière").click()
    agent.get_by_role("button", name="Remettre la version d’avant").click()
    agent.get_by_text("est de nouveau en place").wait_for()
    assert "nourishing_gardens" not in read_manifest(home / "62528")["layers"]

    agent.get_by_role("button", name="Mon compte").focus()
    agent.keyboard.press("Enter")
    agent.get_by_text("agent de la mairie").wait_for()
    assert agent.get_by_role("link", name="L", exact=True).count() == 0
    with agent.expect_navigation():
        agent.get_by_role("button", name="Se déconnecter").click()
    go(agent, site)
    agent.get_by_text(NEEDED).wait_for()


@pytest.mark.parametrize("who", ["vic", "eve"])
def test_someone_whom_no_rule_names_or_whose_address_is_doubted_stays_a_visitor(browser, site, who):
    page = browser()
    sign_in(page, site, who)
    go(page, site)
    page.get_by_text(NEEDED).wait_for()
    page.get_by_text("vous êtes connecté comme visiteur").wait_for()
    assert page.locator("input[type=file]").count() == 0
    page.get_by_role("button", name="Mon compte").click()
    page.get_by_text("visiteur", exact=False).first.wait_for()

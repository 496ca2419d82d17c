"""What belongs to whom, in several browsers at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from gis.network import PathStates, today
from gis.rights import Actor
from gis.territory import Territory
from gis.tours import GuideStore, Stop
from tests.browser.conftest import Visit, serving
from tests.gis.small_territory import METRES

PHONE_NUMBER = "06 12 34 56 78"
STOP = Stop(id="own-marie", name="Chez Marie", own=True, contact=PHONE_NUMBER).placed(METRES, 2.79, 50.457)
ANNA = Actor("person:anna", "guide", "Anna")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("whose")


@pytest.fixture(scope="module")
def people(home):
    with serving(Path(__file__).parent / "workshop" / "people_app.py", home) as address:
        yield address


@pytest.fixture
def browser_of(chromium, people):
    contexts = []

    def opened(name: str, page: str):
        context = chromium.new_context(viewport={"width": 1280, "height": 860}, locale="fr-FR")
        contexts.append(context)
        visit = Visit(context.new_page())
        visit.page.add_init_script("window.runsEnded = 0")
        visit.open(f"{people}/{page}?as={name}")
        return visit

    yield opened
    for context in contexts:
        context.close()


def own_tab(visit):
    visit.page.get_by_role("tab", name="Mes étapes").click()
    visit.page.get_by_role("button", name="Emporter mes étapes").wait_for()
    return visit.page


def test_a_second_browser_sees_nothing_of_the_firsts_stops_before_they_are_shared(browser_of, home):
    GuideStore(Territory(home=home), ANNA).put_stop(STOP)
    first = own_tab(browser_of("anna", "visites"))
    first.get_by_text("Chez Marie").first.wait_for()
    second = own_tab(browser_of("visitor", "visites"))
    assert "Chez Marie" not in second.content()
    first.get_by_role("button", name="Partager avec contacts").click()
    first.get_by_text("partagé ; les guides voient").first.wait_for()
    third = own_tab(browser_of("visitor", "visites"))
    third.get_by_text("partagé par Anna").wait_for()
    assert PHONE_NUMBER not in third.content()
    expect(third.get_by_role("button", name="Oublier « Chez Marie »")).to_have_count(0)
    agent = own_tab(browser_of("carla", "visites"))
    agent.get_by_role("button", name="Oublier « Chez Marie »").click()
    agent.get_by_text("est oublié").first.wait_for()
    assert GuideStore(Territory(home=home), ANNA).entries("stops") == []


def test_an_agent_checks_what_a_visitor_marked_and_others_cannot_end_it(browser_of, home):
    territory = Territory(home=home)
    states = PathStates.of(territory)
    other = Actor("session:other", "visitor")
    shape = territory.layer("paths").geometry[0]
    states.add("closed", shape.interpolate(5), actor=other, reason="arbre", until=today())
    visitor = browser_of("visitor", "balades").page
    visitor.get_by_role("tab", name="État des chemins").click()
    visitor.get_by_text("Pas encore vérifié.").first.wait_for()
    expect(visitor.get_by_role("button", name="C’est réglé")).to_have_count(0)
    expect(visitor.get_by_role("button", name="C’est vrai")).to_have_count(0)
    agent = browser_of("carla", "balades").page
    agent.get_by_role("tab", name="État des chemins").click()
    agent.get_by_text("Signalements à vérifier : 1").wait_for()
    agent.get_by_role("button", name="C’est vrai").click()
    agent.get_by_text("il vaut maintenant pour tous").wait_for()
    assert [mark.checked for mark in states.active()] == [True]

"""Who acts on the pages, and what the page of data offers to whom."""

from __future__ import annotations

import time

import pytest
from streamlit.testing.v1 import AppTest

from gis.errors import RightError
from gis.imports import import_layer
from gis.rights import Actor, operator
from gis.territory import write_layer
from tests.gis.small_layers import CODE, heaps
from views.app import person
from views.http.machine import HEADER, TOKEN

PAGE = """
import runpy
from views.app import shell
shell.begin()
runpy.run_module("views.pages.data.page")
"""
CLAIMS = {"is_logged_in": True, "sub": "7", "iss": "https://id.example", "email": "ada@loos.example"}


class Session:
    """What Streamlit tells of a session."""

    def __init__(self, monkeypatch, tmp_path) -> None:
        self.patch, self.folder = monkeypatch, tmp_path
        self.claims: dict[str, object] = {}
        self.headers: dict[str, str] = {}
        self.option: object = "127.0.0.1"
        fake = type("Fake", (), {})()
        fake.user = type("User", (), {"to_dict": lambda _: self.claims})()
        fake.context = type("Context", (), {"headers": property(lambda _: self.headers)})()
        fake.session_state = {}
        fake.get_option = lambda _: self.option
        monkeypatch.setattr(person, "st", fake)
        self.provided(False)

    def provided(self, yes: bool) -> None:  # noqa: FBT001
        self.patch.setattr(person, "provided", lambda: yes)

    def roles(self, text: str) -> None:
        path = self.folder / "roles.toml"
        path.write_text(text, encoding="utf-8")
        self.patch.setenv("CAILLOUX_ROLES", str(path))

    def sign_in(self, **claims) -> None:
        self.provided(True)
        self.claims = {**CLAIMS, "iat": time.time(), **claims}


@pytest.fixture
def session(monkeypatch, tmp_path):
    monkeypatch.delenv("CAILLOUX_ROLES", raising=False)
    return Session(monkeypatch, tmp_path)


def test_whoever_opens_it_on_the_machine_itself_is_its_user(session):
    session.headers = {HEADER: TOKEN}
    assert person.here() == operator()


@pytest.mark.parametrize("mark", [{}, {HEADER: "guessed"}])
def test_a_session_without_the_mark_is_a_visitor_with_an_id_that_stays(session, mark):
    session.headers = mark
    first = person.here()
    assert (first.role, first.is_session) == ("visitor", True)
    assert person.here() == first


@pytest.mark.parametrize("address", [None, "0.0.0.0", "", "::", "192.168.1.2"])  # noqa: S104
def test_a_server_that_listens_to_others_has_no_administrator_by_place(session, address):
    session.headers, session.option = {HEADER: TOKEN}, address
    assert person.here().role == "visitor"


def test_where_sign_in_is_set_up_the_machine_gives_no_role(session):
    session.headers = {HEADER: TOKEN}
    session.provided(True)
    assert person.here().role == "visitor"


def test_claims_without_a_provider_are_nothing(session):
    session.sign_in()
    session.roles('[agent]\naddresses = ["ada@loos.example"]')
    session.provided(False)
    assert person.here().is_session


def test_someone_who_signed_in_has_the_role_of_the_file(session):
    session.sign_in(name="Ada\u202e L.")
    assert person.here() == Actor("person:https://id.example 7", "visitor", "Ada L.")
    session.roles('[agent]\naddresses = ["ada@loos.example"]')
    assert person.here().role == "agent"


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({}, "ada@loos.example"),
        ({"given_name": "Ada", "family_name": "L."}, "Ada L."),
        ({"email": None}, "7"),
        ({"name": "A" * 200}, "A" * 80),
    ],
)
def test_people_are_called_by_what_the_provider_tells(session, claims, name):
    session.sign_in(**claims)
    assert person.here().name == name


def test_a_role_that_is_taken_out_of_the_file_is_gone_at_once(session):
    session.sign_in()
    session.roles('[agent]\naddresses = ["ada@loos.example"]')
    assert person.here().role == "agent"
    session.roles("hours = 11.5\n")
    assert person.here().role == "visitor"


def test_nobody_has_a_role_while_the_file_cannot_be_read(session, caplog):
    session.sign_in()
    session.roles("[mayor]")
    assert person.here().role == "visitor"
    assert "mayor" in caplog.text


@pytest.mark.parametrize("claims", [{"iat": 1_000}, {"iat": None}, {"sub": ""}, {"is_logged_in": False}])
def test_an_old_or_doubtful_sign_in_counts_for_nothing(session, claims):
    session.roles('[agent]\naddresses = ["ada@loos.example"]')
    session.sign_in(**claims)
    assert person.here().is_session


def test_a_wrong_file_of_roles_ends_the_start_with_one_sentence(session, capsys):
    session.roles("[mayor]")
    with pytest.raises(SystemExit) as ended:
        person.check_roles()
    assert ended.value.code == 2
    assert "mayor" in capsys.readouterr().err


def shown(part, *, actor=None, monkeypatch=None, code=CODE):
    if actor is not None:
        monkeypatch.setattr(person, "here", lambda: actor)
    page = AppTest.from_string(PAGE, default_timeout=60)
    page.query_params["lang"], page.query_params["part"] = "en", part
    page.query_params["territory"] = code
    page.run()
    assert not page.exception, page.exception
    told = [element.value for element in page.info]
    return {button.key for button in page.button}, told


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CAILLOUX_HOME", str(tmp_path / "home"))
    for name in ("old", "new"):
        provenance = {"status": "own", "source": f"{name}.gpkg"}
        write_layer(tmp_path / "home" / CODE, "slag_heaps", heaps(name=name), provenance=provenance)
    return tmp_path / "home"


NEEDS = {
    "update": ("data_start", "fetch the official data takes an agent"),
    "own": ("data_forget_slag_heaps", "bring or remove a layer takes an agent"),
    "probe": ("data_probe", "fetch the official data takes an agent"),
    "journal": ("data_undo_slag_heaps", "read the journal takes an agent"),
}


@pytest.mark.parametrize("part", NEEDS)
def test_a_visitor_is_told_what_a_part_takes_and_an_agent_has_it(part, home, monkeypatch):
    button, sentence = NEEDS[part]
    buttons, told = shown(part)
    assert button not in buttons
    assert any(sentence in text for text in told)

    buttons, told = shown(part, actor=Actor("person:i 1", "agent", "Ada"), monkeypatch=monkeypatch)
    assert button in buttons
    assert told == []


@pytest.mark.parametrize(
    ("part", "sentence"), [("elsewhere", "another commune takes"), ("disk", "free room")]
)
def test_building_and_freeing_are_for_administrators(part, sentence, home, monkeypatch):
    for role in ("visitor", "agent"):
        told = shown(part, actor=Actor("person:i 1", role), monkeypatch=monkeypatch)[1]
        assert any(sentence in text for text in told)
    assert shown(part, actor=operator(), monkeypatch=monkeypatch)[1] == []


def test_a_visitor_of_a_commune_without_data_cannot_build_it(home):
    buttons, told = shown("in_use", code="62386")
    assert not any(str(key).startswith("data_build") for key in buttons)
    assert any("another commune takes" in text for text in told)


def test_the_engine_refuses_what_a_page_would_let_through(home, tmp_path):
    with pytest.raises(RightError):
        import_layer(tmp_path / "x.gpkg", "hedges", actor=Actor("session:1", "visitor"), code=CODE, home=home)

from __future__ import annotations

import pytest

from gis.errors import InputError
from gis.rights import RoleBook, read_roles
from gis.words import use_language

BOOK = """
hours = 8

[administrator]
addresses = ["Ada@Loos.example"]

[agent]
domains = ["loos.example"]
claims = { groups = ["atlas-agents", "techniques"], "realm_access.roles" = "agent" }

[guide]
addresses = ["gil@post.example"]
"""


@pytest.fixture
def read(tmp_path):
    def make(text) -> RoleBook:
        path = tmp_path / "roles.toml"
        path.write_text(text, encoding="utf-8")
        return read_roles(path)

    return make


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"email": "ADA@loos.EXAMPLE"}, "administrator"),
        ({"email": "ada@loos.example", "email_verified": True}, "administrator"),
        ({"email": "ada@loos.example", "email_verified": False}, "visitor"),
        ({"email": "ada@loos.example", "email_verified": "false"}, "visitor"),
        ({"email": "bob@loos.example"}, "agent"),
        ({"email": "bob@sub.loos.example"}, "visitor"),
        ({"email": "bob@loos.example@post.example"}, "visitor"),
        ({"email": "bob@notloos.example"}, "visitor"),
        ({"email": "gil@post.example"}, "guide"),
        ({"groups": ["others", "techniques"]}, "agent"),
        ({"groups": "atlas-agents"}, "agent"),
        ({"groups": "atlas"}, "visitor"),
        ({"realm_access": {"roles": ["agent"]}}, "agent"),
        ({"groups": ["techniques"], "email": "gil@post.example"}, "agent"),
        ({"groups": None, "email": None}, "visitor"),
        ({}, "visitor"),
    ],
)
def test_the_highest_role_that_fits_is_given(read, claims, role):
    assert read(BOOK).role_of(claims) == role


def test_without_a_file_nobody_is_more_than_a_visitor():
    assert RoleBook().role_of({"email": "ada@loos.example"}) == "visitor"


def test_a_sign_in_counts_as_long_as_the_file_says(read):
    assert (read(BOOK).hours, read("").hours) == (8.0, 12.0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[mayor]\naddresses = []", "no role “mayor”; there are guide, agent, administrator"),
        ("[visitor]\naddresses = []", "no role “visitor”"),
        ("agent = 3", "below .agent. there may be"),
        ("[agent]\nemails = []", "below .agent. there may be addresses, domains, claims"),
        ('[agent]\naddresses = "ada@loos.example"', "“agent.addresses” must be a list of texts"),
        ("[agent]\naddresses = [3]", "must be a list of texts"),
        ('[agent]\naddresses = ["loos.example"]', "“loos.example” is neither an address"),
        ('[agent]\ndomains = ["@loos.example"]', "“@loos.example” is neither an address"),
        ("[agent]\nclaims = []", "a table for claims"),
        ("[agent]\nclaims = { groups = 3 }", "“agent.claims.groups” must be a list of texts"),
        ("hours = 0", "“hours” must be a number of hours above 0"),
        ("hours = true", "“hours” must be"),
        ("[agent", "cannot be read"),
    ],
)
def test_a_wrong_file_is_refused_with_what_is_wrong(read, text, told):
    with use_language("en"), pytest.raises(InputError, match=told):
        read(text)


def test_a_missing_file_is_refused(tmp_path):
    with use_language("en"), pytest.raises(InputError, match=r"nowhere.toml cannot be read"):
        read_roles(tmp_path / "nowhere.toml")

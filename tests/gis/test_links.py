from __future__ import annotations

from gis.links import page_address, public
from gis.territory import DEFAULT_CODE


def test_an_address_leads_to_the_page_on_this_machine_unless_told_otherwise(monkeypatch):
    monkeypatch.delenv("CAILLOUX_ADDRESS", raising=False)
    assert (
        page_address("parcelles", ref="62528000AB0012")
        == "http://localhost:8501/parcelles?ref=62528000AB0012"
    )
    monkeypatch.setenv("CAILLOUX_ADDRESS", "https://atlas.example/")
    assert page_address("balades") == "https://atlas.example/balades"


def test_an_address_names_another_commune_than_the_usual_one(monkeypatch):
    monkeypatch.delenv("CAILLOUX_TERRITORY", raising=False)
    assert page_address("parcelles", territory="62386", ref="A").endswith("/parcelles?territory=62386&ref=A")
    assert page_address("parcelles", territory=DEFAULT_CODE, ref="A").endswith("/parcelles?ref=A")
    monkeypatch.setenv("CAILLOUX_TERRITORY", "62386")
    assert page_address("parcelles", territory="62386").endswith("/parcelles")
    assert page_address("parcelles", territory=DEFAULT_CODE).endswith(f"?territory={DEFAULT_CODE}")


def test_an_address_escapes_what_it_carries():
    assert page_address("parcelles", ref="a&b=<c>").endswith("?ref=a%26b%3D%3Cc%3E")
    assert page_address("balades", walk="loop~50.4_2.7~km6").endswith("?walk=loop~50.4_2.7~km6")


def test_a_page_is_given_away_under_its_public_address(monkeypatch):
    monkeypatch.delenv("CAILLOUX_ADDRESS", raising=False)
    assert public("http://localhost:8501/balades?walk=a/b") == "http://localhost:8501/balades"
    monkeypatch.setenv("CAILLOUX_ADDRESS", "https://atlas.example/loos/")
    assert public("http://localhost:8501/balades?walk=a/b") == "https://atlas.example/loos/balades"
    assert public("http://localhost:8501/") == "https://atlas.example/loos/"
    assert public("") == ""

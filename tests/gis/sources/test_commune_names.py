"""A commune by its name: those here first, then any of the country, told apart where several bear it."""

from __future__ import annotations

import json

import pytest
from werkzeug import Response

from gis.errors import AmbiguousError, TerritoryError
from gis.sources import commune_code, find_communes
from gis.territory import write_json, write_layer
from tests.gis.small_layers import commune

SAINT_DENIS = [
    {"nom": "Saint-Denis", "code": "93066", "codesPostaux": ["93200", "93210"], "codeDepartement": "93"},
    {"nom": "Saint-Denis", "code": "97411", "codesPostaux": ["97400"], "codeDepartement": "974"},
    {"nom": "Saint-Denis-en-Val", "code": "45274", "codesPostaux": ["45560"], "codeDepartement": "45"},
]


@pytest.fixture
def home(tmp_path):
    for code, name, postcode in (
        ("62386", "Grenay", "62160"),
        ("08185", "Fleury-lès-Prés", "08250"),
        ("76259", "Fleury-lès-Prés", "76400"),
    ):
        write_layer(tmp_path / code, "commune", commune(), provenance={})
        write_json(tmp_path / code / "territory.json", {"name": name, "postcode": postcode})
    return tmp_path


@pytest.fixture
def named(home, settings):
    def find(text, **options):
        return commune_code(text, home=home, embedded=home / "nothing", settings=settings, **options)

    return find


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("62386", "62386"),
        ("2a004", "2A004"),
        ("Grenay", "62386"),
        (" GRENAY (62) ", "62386"),
        ("grenay 62160", "62386"),
        ("fleury les pres, 76", "76259"),
        ("Fleury-lès-Prés (08250)", "08185"),
        ("Lyon 3e", "69383"),
        ("paris 1er arrondissement", "75101"),
    ],
)
def test_a_commune_is_found_by_code_name_postcode_or_department(named, text, code):
    assert named(text) == code


def test_namesakes_are_told_apart_before_any_is_chosen(named):
    with pytest.raises(AmbiguousError, match=r"08185, 08250.*76259, 76400") as caught:
        named("Fleury lès Prés")
    assert len(caught.value.choices) == 2


@pytest.mark.parametrize("text", ["Nowhere", "Grenay 59", "Gren", "Paris 21e"])
def test_a_name_of_none_here_says_which_are_here_and_asks_no_service(named, httpserver, text):
    with pytest.raises(TerritoryError, match=r"Grenay \(62386, 62160\)"):
        named(text)
    assert httpserver.log == []


@pytest.mark.parametrize("text", ["", "  ", "12", "…"])
def test_what_is_no_name_and_no_code_is_told(named, text):
    with pytest.raises(TerritoryError, match="not an INSEE code"):
        named(text)


def test_a_name_is_looked_up_in_the_country_where_none_here_bears_it(named, httpserver):
    httpserver.expect_request("/geo_api/communes").respond_with_json(SAINT_DENIS)

    assert named("St-Denis (974)", anywhere=True) == "97411"
    assert named("Saint-Denis 93200", anywhere=True) == "93066"
    assert named("saint denis en val", anywhere=True) == "45274"
    with pytest.raises(AmbiguousError, match=r"93066.*97411"):
        named("Saint-Denis", anywhere=True)
    with pytest.raises(TerritoryError, match="No commune of France"):
        named("Saint-Denis (75)", anywhere=True)


def test_a_former_commune_leads_to_the_one_that_it_is_part_of(named, httpserver, settings):
    new = {"nom": "Baugé-en-Anjou", "code": "49018", "codesPostaux": ["49150"], "codeDepartement": "49"}

    def answer(request):
        return Response(json.dumps([new] if request.args.get("code") == "49018" else []))

    httpserver.expect_request("/geo_api/communes").respond_with_handler(answer)
    former = [{"nom": "Pontigné", "code": "49245", "chefLieu": "49018", "type": "commune-deleguee"}]
    httpserver.expect_request("/geo_api/communes_associees_deleguees").respond_with_json(former)

    assert named("Pontigné", anywhere=True) == "49018"
    [found] = find_communes("49245", settings)
    assert (found.code, found.name, found.former) == ("49018", "Baugé-en-Anjou", "Pontigné")

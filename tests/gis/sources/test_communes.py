from __future__ import annotations

import pytest

from gis.errors import ServiceError
from gis.sources import CommuneMatches, SourceSettings, communes_here, find_communes, is_insee
from gis.sources.settings import URLS
from gis.territory import write_json, write_layer
from tests.gis.small_layers import CODE, commune, put

GRENAY = {
    "nom": "Grenay",
    "code": "62386",
    "codesPostaux": ["62160"],
    "codeDepartement": "62",
    "population": 6600,
}


@pytest.fixture
def settings(httpserver):
    urls = {name: httpserver.url_for(f"/{name}") for name in URLS}
    return SourceSettings(contact="test@example.org", urls=urls, intervals={})


@pytest.mark.parametrize(
    ("text", "right"),
    [("62386", True), ("2A004", True), ("2a004", False), ("6238", False), ("../..", False), ("", False)],
)
def test_a_code_is_told_from_other_texts(text, right):
    assert is_insee(text) is right


def test_communes_of_the_home_and_of_the_atlas_are_listed_by_name(tmp_path):
    home, embedded = tmp_path / "home", tmp_path / "embedded"
    put(embedded, "commune", commune())
    write_json(embedded / CODE / "territory.json", {"name": "Old Town"})
    write_layer(home / "62386", "commune", commune(), provenance={})
    write_json(home / "62386" / "territory.json", {"name": "Grenay"})
    (home / "not-a-code").mkdir()
    found = communes_here(home, embedded)

    assert [(item.code, item.name, item.layers, item.embedded) for item in found] == [
        ("62386", "Grenay", 1, False),
        (CODE, "Old Town", 0, True),
    ]


def test_a_commune_without_words_is_called_by_its_code(tmp_path):
    put(tmp_path / "home", "commune", commune())
    [found] = communes_here(tmp_path / "home", tmp_path / "nothing")
    assert found.name == CODE


def test_a_name_is_looked_up(httpserver, settings):
    httpserver.expect_request("/geo_api/communes").respond_with_json([GRENAY, {"nom": "no code"}, "nonsense"])
    found = find_communes("  grenay ", settings)

    assert found == [CommuneMatches("62386", "Grenay", "62", ("62160",), 6600)]
    request, _ = httpserver.log[0]
    assert request.args["nom"] == "grenay"
    assert request.args["boost"] == "population"


def test_five_figures_are_asked_for_as_code_and_as_postcode_and_told_once(httpserver, settings):
    httpserver.expect_request("/geo_api/communes").respond_with_json([GRENAY])
    found = find_communes("62160", settings)

    assert [item.code for item in found] == ["62386"]
    asked = [request.args for request, _ in httpserver.log]
    assert [args.get("code") or args.get("codePostal") for args in asked] == ["62160", "62160"]


def test_nothing_found_is_an_empty_list_and_a_failure_an_error(httpserver, settings):
    httpserver.expect_ordered_request("/geo_api/communes").respond_with_json([])
    assert find_communes("nowhere", settings) == []
    httpserver.expect_ordered_request("/geo_api/communes").respond_with_json({"message": "no"})
    with pytest.raises(ServiceError):
        find_communes("elsewhere", settings)
    httpserver.expect_ordered_request("/geo_api/communes").respond_with_data("down", status=503)
    with pytest.raises(ServiceError):
        find_communes("anywhere", settings)

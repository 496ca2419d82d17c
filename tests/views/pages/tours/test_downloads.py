from __future__ import annotations

from types import SimpleNamespace

import pytest

from gis.territory import Territory
from gis.tours import TourRequest, Visit, library
from views.pages.tours import downloads as take


@pytest.fixture
def tour():
    visits = tuple(map(Visit, list(library(Territory()).values())[:2]))
    return lambda code: SimpleNamespace(request=TourRequest(visits), territory=SimpleNamespace(code=code))


@pytest.mark.parametrize("query", ["", "?territory=62386&lang=en", "?tour=abc/def"])
def test_the_address_of_a_tour_names_another_commune_and_nothing_of_the_address_in_the_bar(
    tour, query, monkeypatch
):
    monkeypatch.setattr(take.st, "context", SimpleNamespace(url=f"https://atlas.example/visites{query}"))
    assert take.address_of(tour("62386")).startswith("https://atlas.example/visites?territory=62386&tour=")
    assert take.address_of(tour(Territory().code)).startswith("https://atlas.example/visites?tour=")


def test_a_server_that_does_not_know_its_address_makes_no_link(tour, monkeypatch):
    monkeypatch.setattr(take.st, "context", SimpleNamespace(url=None))
    assert take.address_of(tour("62386")) == ""

from __future__ import annotations

import datetime as dt

import pytest

from gis.network import PathStates
from gis.rights import Actor, operator
from gis.territory import Territory
from gis.tours import TourRequest, Visit, library, plan_tour

DAY = dt.date(2026, 5, 12)
ANNA = Actor("session:anna", "visitor")


@pytest.fixture
def territory(tmp_path):
    return Territory(home=tmp_path)


def plan(territory, owner=""):
    stops = library(territory)
    visits = tuple(Visit(stops[key]) for key in ("mairie", "cd2e"))
    return plan_tour(territory, TourRequest(visits, day=DAY, keep_order=True), owner=owner)


def close(territory, actor):
    way = plan(territory).ground.line(0, 1)
    point = way.interpolate(0.4, normalized=True)
    return PathStates.of(territory).add("closed", point, actor=actor, reason="arbre", since=DAY, until=DAY)


def test_a_closure_not_checked_yet_is_told_on_a_tour_and_binds_its_author(territory):
    before = plan(territory)
    mark = close(territory, ANNA)
    others = plan(territory)
    assert others.total_m == before.total_m
    assert [text for text in others.notes if "arbre" in text and "pas encore vérifié" in text]
    own = plan(territory, owner=ANNA.id)
    assert own.total_m > before.total_m
    assert not [text for text in own.notes if "arbre" in text]
    PathStates.of(territory).check(mark.id, actor=operator())
    assert plan(territory).total_m == own.total_m


def test_where_marks_cannot_be_read_a_tour_goes_on_and_says_so(territory):
    close(territory, operator())
    (territory.home / "atlas.sqlite3").write_bytes(b"no database" * 500)
    tour = plan(territory)
    assert tour.rows
    assert [text for text in tour.notes if "des fermetures peuvent manquer" in text]

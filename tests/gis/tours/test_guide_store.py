from __future__ import annotations

import base64
import datetime as dt
import json
import threading
import zlib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.errors import StoreError, UploadError
from gis.tours import (
    GuideStore,
    Lunch,
    Stop,
    TourRequest,
    Visit,
    from_document,
    from_token,
    library,
    link,
    to_document,
    to_token,
    windows_of,
)
from gis.tours.times import Window
from tests.gis.small_territory import METRES

OWN = Stop(id="own-marie", name="Chez Marie", own=True, minutes=10, tell_fr="Son <b>verger</b>.").placed(
    METRES, 2.79, 50.457
)


@pytest.fixture
def store(territory, tmp_path):
    return GuideStore(tmp_path / "guide.sqlite3", territory)


def request(territory, *keys, **fields):
    stops = library(territory)
    return TourRequest(tuple(Visit(stops[key]) for key in keys), day=dt.date(2026, 9, 15), **fields)


def test_own_stops_and_notes_stay(store, territory):
    store.put_stop(replace(OWN, windows=windows_of("9:00-12:00")))
    store.put_stop(
        replace(library(territory)["figuier"].placed(METRES, 2.778, 50.4445), note="demander à Jo")
    )
    again = GuideStore(store.path, territory).stops()
    assert again["own-marie"].windows == (Window(540, 720),)
    assert again["figuier"].quality == "placed"
    assert again["figuier"].note == "demander à Jo"
    assert again["figuier"].tell == library(territory)["figuier"].tell
    assert again["mairie"] == library(territory)["mairie"]


def test_forgetting_brings_the_published_stop_back(store, territory):
    store.put_stop(replace(library(territory)["cd2e"], minutes=5))
    assert store.stops()["cd2e"].minutes == 5
    assert store.forget("stops", "cd2e")
    assert not store.forget("stops", "cd2e")
    assert store.stops()["cd2e"].minutes == library(territory)["cd2e"].minutes


def test_everything_goes_into_one_file_and_comes_back(store, territory, tmp_path):
    store.put_stop(OWN)
    store.put_tour("Lundi", to_document(request(territory, "mairie", "cd2e")))
    text = store.export()
    other = GuideStore(tmp_path / "other.sqlite3", territory)
    assert other.bring(text).added == ("own-marie", "Lundi")
    assert other.export() == text
    assert other.bring(text).added == ()
    assert json.loads(text)["version"] == 1


def test_an_import_never_takes_anything_away(store, territory, tmp_path):
    store.put_stop(OWN)
    other = GuideStore(tmp_path / "other.sqlite3", territory)
    other.put_stop(replace(OWN, name="Ailleurs"))
    done = store.bring(other.export())
    assert done.kept == ("own-marie",)
    assert store.stops()["own-marie"].name == "Chez Marie"
    assert store.bring(other.export(), replace=True).replaced == ("own-marie",)
    assert store.stops()["own-marie"].name == "Ailleurs"


BROKEN = {
    "cut": lambda text: text[: len(text) // 2],
    "another version": lambda text: text.replace('"version": 1', '"version": 2'),
    "another commune": lambda text: text.replace('"territory": "62528"', '"territory": "62427"'),
    "another file": lambda _: '{"type": "FeatureCollection", "features": []}',
    "a list": lambda _: "[1, 2]",
    "empty": lambda _: "",
    "minutes in words": lambda text: text.replace('"minutes": 10', '"minutes": "ten"'),
    "minutes as truth": lambda text: text.replace('"minutes": 10', '"minutes": true'),
    "no name": lambda text: text.replace("Chez Marie", ""),
    "a theme that is none": lambda text: text.replace('"theme": "resilience"', '"theme": "moon"'),
    "nowhere": lambda text: text.replace("50.457", "95.0"),
    "no identifier": lambda text: text.replace('"id": "own-marie"', '"name2": "x"'),
    "a window backwards": lambda text: text.replace('"windows": ""', '"windows": "12:00-9:00"'),
    "a month too many": lambda text: text.replace('"season": []', '"season": [13]'),
    "deep": lambda _: "[" * 100_000,
}


@pytest.mark.parametrize("damage", BROKEN)
def test_a_file_broken_by_hand_is_refused_and_nothing_is_lost(store, damage, tmp_path, territory):
    other = GuideStore(tmp_path / "other.sqlite3", territory)
    other.put_stop(OWN)
    other.put_stop(replace(library(territory)["figuier"], note="x"))
    store.put_stop(replace(OWN, id="own-first"))
    before = store.export()
    with pytest.raises(UploadError, match=r"Rien n.a été changé"):
        store.bring(BROKEN[damage](other.export()))
    assert store.export() == before


def test_a_file_too_large_is_refused(store):
    with pytest.raises(UploadError, match="2"):
        store.bring(b" " * 2_000_001)


def test_several_sessions_write_at_once(territory, tmp_path):
    path = tmp_path / "guide.sqlite3"
    failed = []

    def write(name):
        try:
            for row in range(10):
                GuideStore(path, territory).put_stop(replace(OWN, id=f"own-{name}-{row}"))
        except StoreError as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert sum(stop.own for stop in GuideStore(path, territory).stops().values()) == 40


def test_a_file_that_is_no_store_is_said(territory, tmp_path):
    path = tmp_path / "guide.sqlite3"
    path.write_bytes(b"this is no database at all, it only looks like a file" * 30)
    with pytest.raises(StoreError, match=r"guide\.sqlite3"):
        GuideStore(path, territory).stops()


STOPS = st.sampled_from(["mairie", "cd2e", "belvedere74a", "figuier", "own-marie"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    keys=st.lists(STOPS, min_size=1, max_size=5, unique=True),
    start=st.integers(0, 1439),
    end=st.none() | st.integers(0, 1439),
    group=st.none() | st.integers(1, 500),
    at=st.none() | st.integers(0, 1439),
    lunch=st.sampled_from([None, Lunch(), Lunch(720, 780, 30)]),
    climb=st.booleans(),
)
def test_a_link_opens_the_same_tour(territory, keys, start, end, group, at, lunch, climb):
    stops = {**library(territory), OWN.id: OWN}
    visits = (Visit(stops[keys[0]], at=at), *(Visit(stops[key]) for key in keys[1:]))
    asked = TourRequest(visits, start, end, dt.date(2026, 9, 15), group=group, lunch=lunch, climb=climb)
    opened = from_token(to_token(asked), library(territory), METRES)
    assert [visit.stop.id for visit in opened.visits] == keys
    assert opened.visits[0].at == at
    assert (opened.start, opened.end, opened.group, opened.lunch, opened.climb) == (
        start,
        end,
        group,
        lunch,
        climb,
    )
    assert to_token(opened) == to_token(asked)


def test_a_link_carries_places_and_own_stops_but_no_private_note(territory):
    placed = replace(
        library(territory)["figuier"].placed(METRES, 2.778, 50.4445), note="code du portail : 1234"
    )
    asked = TourRequest((Visit(placed), Visit(replace(OWN, note="secret"))), day=dt.date(2026, 9, 15))
    opened = from_token(to_token(asked), library(territory), METRES)
    assert opened.visits[0].stop.quality == "placed"
    assert opened.visits[1].stop.name == "Chez Marie"
    assert "secret" not in str(to_document(asked))
    assert [visit.stop.note for visit in opened.visits] == ["", ""]
    assert link("https://example.org/", asked, lang="en").startswith("https://example.org/visites?tour=")


def test_a_link_names_another_commune_than_the_usual_one(territory, monkeypatch):
    asked = request(territory, "mairie")
    site = "https://example.org"
    assert "territory" not in link(site, asked, territory=territory.code)
    assert link(site, asked, territory="62386").startswith(f"{site}/visites?territory=62386&tour=")
    monkeypatch.setenv("CAILLOUX_TERRITORY", "62386")
    assert "territory" not in link(site, asked, territory="62386")
    assert f"territory={territory.code}" in link(site, asked, territory=territory.code)


def test_a_tour_of_the_store_opens_again(store, territory):
    store.put_tour("Mardi", to_document(request(territory, "mairie")))
    assert from_document(store.tours()["Mardi"], library(territory), METRES).visits[0].stop.id == "mairie"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300) | st.binary(max_size=60).map(lambda raw: raw.hex()))
def test_a_link_that_is_cut_or_made_up_is_refused(territory, token):
    with pytest.raises(UploadError):
        from_token(token, library(territory), METRES)


def test_a_link_that_would_swell_is_refused(territory):
    bomb = base64.urlsafe_b64encode(zlib.compress(b" " * 10_000_000, 9)).decode().rstrip("=")
    with pytest.raises(UploadError):
        from_token(bomb[:6000], library(territory), METRES)

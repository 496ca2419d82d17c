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

from gis.database import now
from gis.errors import RightError, StoreError, UploadError
from gis.rights import Actor
from gis.territory import Territory
from gis.tours import (
    GuideStore,
    Lunch,
    Stop,
    TourRequest,
    Visit,
    from_document,
    from_token,
    kept_entries,
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


ANNA, BEN = Actor("person:anna", "guide", "Anna"), Actor("person:ben", "guide", "Ben")
AGENT, VISITOR = Actor("person:carla", "agent", "Carla"), Actor("session:5f1c", "visitor")
SECRET = {"host": "Marie Dubois", "contact": "06 12 34 56 78", "note": "code du portail : 1234"}


def opened(folder, actor=ANNA):
    return GuideStore(Territory(home=folder), actor)


@pytest.fixture
def store(tmp_path, either_database):
    return opened(tmp_path)


@pytest.fixture
def other(tmp_path_factory, either_database):
    """What somebody else keeps."""
    return opened(tmp_path_factory.mktemp("other"), BEN)


def request(territory, *keys, **fields):
    stops = library(territory)
    return TourRequest(tuple(Visit(stops[key]) for key in keys), day=dt.date(2026, 9, 15), **fields)


def test_own_stops_and_notes_stay(store, territory):
    store.put_stop(replace(OWN, windows=windows_of("9:00-12:00")))
    store.put_stop(
        replace(library(territory)["figuier"].placed(METRES, 2.778, 50.4445), note="demander à Jo")
    )
    again = GuideStore(store.territory, ANNA).stops()
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


def test_everything_goes_into_one_file_and_comes_back(store, other, territory):
    store.put_stop(OWN)
    store.put_tour("Lundi", to_document(request(territory, "mairie", "cd2e")))
    text = store.export()
    assert other.bring(text).added == ("own-marie", "Lundi")
    assert other.export() == text
    assert other.bring(text).added == ()
    assert json.loads(text)["version"] == 1


def test_an_import_never_takes_anything_away(store, other):
    store.put_stop(OWN)
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
def test_a_file_broken_by_hand_is_refused_and_nothing_is_lost(damage, tmp_path, territory):
    store, other = opened(tmp_path), opened(tmp_path, BEN)
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


def test_several_sessions_write_at_once(tmp_path, either_database):
    failed = []

    def write(name):
        try:
            for row in range(10):
                opened(tmp_path).put_stop(replace(OWN, id=f"own-{name}-{row}"))
        except StoreError as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert sum(stop.own for stop in opened(tmp_path).stops().values()) == 40


def seen_by(actor, store):
    return GuideStore(store.territory, actor)


@pytest.mark.parametrize("actor", [BEN, AGENT, VISITOR], ids=lambda actor: actor.role)
def test_what_is_not_shared_belongs_to_its_owner_alone(store, territory, actor):
    store.put_stop(replace(OWN, **SECRET))
    store.put_stop(replace(library(territory)["figuier"], **SECRET))
    store.put_tour("Lundi", to_document(request(territory, "mairie")))
    other = seen_by(actor, store)
    assert other.stops() == library(store.territory)
    assert (other.entries("stops"), other.entries("tours"), other.tours()) == ([], [], {})
    assert not other.forget("stops", OWN.id)
    assert not [text for text in SECRET.values() if text in other.export()]
    assert len(store.entries("stops")) == 2


def test_a_session_without_sign_in_has_things_of_its_own(store):
    seen_by(VISITOR, store).put_stop(OWN)
    assert [one.mine for one in seen_by(VISITOR, store).entries("stops")] == [True]
    assert seen_by(replace(VISITOR, id="session:other"), store).entries("stops") == []


def test_sharing_is_an_act_of_its_owner_and_needs_a_right(store):
    store.put_stop(replace(OWN, **SECRET))
    assert not seen_by(BEN, store).share("stops", OWN.id)
    seen_by(VISITOR, store).put_stop(OWN)
    with pytest.raises(RightError, match="guide"):
        seen_by(VISITOR, store).share("stops", OWN.id)
    assert store.share("stops", OWN.id)
    assert seen_by(BEN, store).stops()[OWN.id].name == OWN.name
    assert store.share("stops", OWN.id, shared=False)
    assert OWN.id not in seen_by(BEN, store).stops()


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("actor", [BEN, AGENT, VISITOR], ids=lambda actor: actor.role)
def test_contacts_and_notes_are_shared_only_on_purpose_and_never_to_visitors(
    store, territory, private, actor
):
    store.put_stop(replace(OWN, **SECRET))
    store.put_stop(replace(library(territory)["figuier"], **SECRET))
    for key in (OWN.id, "figuier"):
        store.share("stops", key, private=private)
    shown = repr([*seen_by(actor, store).stops().values(), seen_by(actor, store).entries("stops")])
    told = [text for text in SECRET.values() if text in shown]
    assert told == (list(SECRET.values()) if private and actor is not VISITOR else [])
    assert OWN.name in shown


def test_what_others_share_stays_out_of_ones_export(store, territory):
    store.put_stop(OWN)
    store.put_tour("Lundi", to_document(request(territory, "mairie")))
    for kind, key in (("stops", OWN.id), ("tours", "Lundi")):
        store.share(kind, key)
    other = seen_by(BEN, store)
    assert [one.by for one in other.entries("tours")] == ["Anna"]
    assert (json.loads(other.export())["stops"], json.loads(other.export())["tours"]) == ([], [])


def test_ones_own_stop_goes_before_one_of_that_name_that_others_share(store):
    store.put_stop(OWN)
    store.share("stops", OWN.id)
    other = seen_by(BEN, store)
    other.put_stop(replace(OWN, name="Chez Ben"))
    assert other.stops()[OWN.id].name == "Chez Ben"
    assert store.stops()[OWN.id].name == OWN.name


def test_agents_take_away_what_is_shared_and_nothing_else(store):
    store.put_stop(OWN)
    with pytest.raises(RightError):
        seen_by(BEN, store).forget("stops", OWN.id, owner=ANNA.id)
    assert not seen_by(AGENT, store).forget("stops", OWN.id, owner=ANNA.id)
    store.share("stops", OWN.id)
    assert seen_by(AGENT, store).forget("stops", OWN.id, owner=ANNA.id)
    assert store.entries("stops") == []


def test_keeping_something_again_leaves_it_shared_and_in_its_place(store):
    store.put_stop(OWN)
    store.put_stop(replace(OWN, id="own-second"))
    store.share("stops", OWN.id)
    store.put_stop(replace(OWN, minutes=45))
    assert [one.key for one in store.entries("stops")] == [OWN.id, "own-second"]
    assert seen_by(BEN, store).stops()[OWN.id].minutes == 45


def test_one_person_keeps_no_more_than_so_much(store, monkeypatch):
    monkeypatch.setitem(kept_entries.MOST_KEPT, "guide", 2)
    for row in range(2):
        store.put_stop(replace(OWN, id=f"own-{row}"))
    with pytest.raises(UploadError, match="2"):
        store.put_stop(replace(OWN, id="own-3"))
    assert len(store.entries("stops")) == 2
    assert seen_by(BEN, store).put_stop(OWN)


def test_what_a_session_kept_is_gone_after_some_days(store, monkeypatch):
    seen_by(VISITOR, store).put_stop(OWN)
    store.put_stop(OWN)
    later = now() + dt.timedelta(days=30)
    monkeypatch.setattr(kept_entries, "now", lambda: later)
    store.put_stop(replace(OWN, id="own-later"))
    assert seen_by(VISITOR, store).entries("stops") == []
    assert len(store.entries("stops")) == 2


def test_one_entry_that_makes_no_sense_leaves_the_others(store):
    store.put_stop(OWN)
    broken = [("stops", "own-odd", {"id": "own-odd", "minutes": "many"})]
    kept_entries.put_entries(store.territory.home, store.territory.code, broken, ANNA)
    assert OWN.id in store.stops()
    assert "own-odd" not in store.stops()


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

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.errors import InputError
from gis.search import index
from gis.search.match import Matcher
from gis.search.search_index import LONGEST, SearchIndex
from gis.text import normalise
from gis.words import use_language
from tests.gis.small_territory import box, build, line, parcel, point


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search")
    square = box(0, 0, 1000, 1000)
    territory = build(
        folder,
        {
            "commune": [("62528", square, {"name": "Loos-en-Gohelle"})],
            "places": [
                ("base", point(10, 10), {"name": "Base 11/19", "address": "Rue Léon Blum"}),
                ("eco", point(30, 30), {"name": "Éco-lieu du Cœur", "address": ""}),
            ],
            "slag_heaps": [
                ("T074", box(0, 0, 90, 90), {"name": "11/19 de Lens Est", "code": "T074"}),
                ("T079", box(200, 0, 290, 90), {"name": "16 de Lens est", "code": "T079"}),
            ],
            "paths": [
                ("P1", line((0, 0), (100, 0)), {"name": "rue Léon Blum"}),
                ("P2", line((100, 0), (300, 0)), {"name": "rue Léon Blum"}),
                ("P3", line((0, 0), (0, 50)), {}),
            ],
            "species_sites": [
                ("S1", square, {"name": "Faucon pèlerin", "sensitive": True}),
                ("S2", point(5, 5), {"name": "Argus vert", "sensitive": False}),
            ],
            "parcels": [
                parcel("A 25", box(0, 0, 10, 10)),
                parcel("AB 12", box(10, 0, 20, 10)),
                parcel("AB 123", box(20, 0, 30, 10)),
                parcel("AB 130", box(30, 0, 40, 10)),
            ],
        },
    )
    (folder / "62528" / "places_unlocated.csv").write_text(
        "id,name,address\nbriquet,Le Briquet,144 rue Roger Salengro\n", encoding="utf-8"
    )
    return territory


@pytest.fixture(scope="module")
def finder(territory):
    return SearchIndex(territory)


def ids(hits):
    return [hit.id for hit in hits]


@pytest.mark.parametrize(
    "text",
    ["Base 11/19", "base 11-19", "BASE1119", "base 11 19", "Bas 11/19", "bsae 11/19", " base 11/19"],
)
def test_a_place_is_found_however_it_is_written(finder, text):
    assert ids(finder.find(text))[0] == "base"


@pytest.mark.parametrize("text", ["eco lieu", "Éco-Lieu", "ecolieu", "coeur", "cœur", "ecolieux"])
def test_accents_hyphens_and_ligatures_are_forgiven(finder, text):
    assert ids(finder.find(text))[0] == "eco"


@pytest.mark.parametrize("text", ["T074", "t74", "T 74", "slag heaps 74"])
def test_a_heap_is_found_by_its_code(finder, text):
    assert ids(finder.find(text))[0] == "T074"


def test_a_figure_is_never_taken_for_another(finder):
    assert "T074" not in ids(finder.find("T079"))
    assert "T079" not in ids(finder.find("11/19"))


def test_pieces_of_one_street_are_one_answer_around_all_of_them(finder):
    streets = [hit for hit in finder.find("leon blum") if hit.kind == "street"]
    (street,) = streets
    west, _, east, _ = street.bounds
    assert 0.0040 < east - west < 0.0045


def test_an_exact_name_comes_before_a_beginning_and_that_before_a_slip():
    matcher = Matcher(["Rue des Haies fleuries", "Haies", "Haines"])
    exact, slip = matcher.scores("haies")[[1, 2]]
    begins = Matcher(["Haies fleuries"]).scores("haies")[0]
    inside = matcher.scores("haies")[0]
    assert exact > begins > inside > slip > 0


@pytest.mark.parametrize("text", ["AB 123", "ab123", "AB0123", "62528000AB0123", "section AB n° 123"])
def test_a_parcel_is_found_in_every_usual_writing(finder, text):
    hit = finder.find(text)[0]
    assert (hit.kind, hit.id) == ("parcel", "62528000AB0123")
    assert hit.bounds[0] < hit.lonlat[0] < hit.bounds[2]


def test_a_parcel_that_is_exact_comes_before_those_that_begin_alike(finder):
    assert ids(finder.find("AB 12")) == ["62528000AB0012", "62528000AB0123"]


def test_a_section_alone_lists_its_parcels(finder):
    section, *parcels = finder.find("ab")
    assert section.kind == "section"
    assert ids(parcels) == ["62528000AB0012", "62528000AB0123", "62528000AB0130"]


@pytest.mark.parametrize("text", ["ZZ 1", "59350000AB0123", "AB 9999", "AB 0"])
def test_a_parcel_that_is_not_there_has_no_answer(finder, text):
    assert [hit for hit in finder.find(text) if hit.kind == "parcel"] == []


def test_a_place_without_location_is_listed_and_never_located(finder):
    (hit,) = finder.find("briquet")
    assert (hit.kind, hit.lonlat, hit.bounds) == ("unlocated", None, None)


def test_a_sensitive_species_has_no_point(finder):
    assert finder.find("faucon pelerin")[0].lonlat is None
    assert finder.find("argus")[0].lonlat is not None


def test_a_layer_without_data_says_so(finder):
    hit = finder.find("hedges")[0]
    assert hit.kind == "layer"
    assert "pas de donnée" in hit.subtitle
    with use_language("en"):
        assert "no data" in finder.find("hedges")[0].subtitle


def test_a_text_of_ten_thousand_characters_gets_a_clear_answer(finder):
    with pytest.raises(InputError, match=r"10.000"):
        finder.find("a" * 10_000)


@pytest.mark.parametrize(
    "text", ["", "   ", "-", "<script>alert(1)</script>", "%00", "\x00", "'; DROP", "🌻"]
)
def test_nonsense_finds_nothing_and_does_no_harm(finder, text):
    assert finder.find(text) == []


@given(st.text(max_size=LONGEST))
def test_any_text_is_answered(finder, text):
    hits = finder.find(text, limit=5)
    assert len(hits) <= 5


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize("limit", [-1, 0, 1, 3])
def test_no_more_answers_than_asked_for(finder, limit):
    assert len(finder.find("rue", limit=limit)) <= max(0, limit)


def test_the_index_is_built_once(territory):
    assert index(territory) is index(territory)


def test_an_answer_takes_less_than_five_milliseconds(finder):
    times = []
    for text in ["rue léon", "AB 12", "fauconn", "a"] * 5:
        start = time.perf_counter()
        finder.find(text)
        times.append(time.perf_counter() - start)
    assert sorted(times)[len(times) // 2] < 0.005


def test_namesakes_around_the_commune_come_after_its_own_and_say_where_they_are(tmp_path):
    paths = [
        ("out", line((1100, 0), (1200, 0)), {"name": "rue du Bois"}),
        ("in", line((0, 0), (100, 0)), {"name": "rue du Bois"}),
    ]
    square = [("62528", box(0, 0, 1000, 1000), {})]
    territory = build(tmp_path, {"commune": square, "paths": paths}, margins={"paths": 3_000.0})
    with use_language("en"):
        here, around = index(territory).find("rue du bois")
    assert (here.id, around.id) == ("in", "out")
    assert "outside" not in here.subtitle
    assert around.subtitle.endswith("outside the commune")


def test_a_layer_known_to_be_empty_is_found_by_its_name_and_has_no_place(tmp_path):
    layers = {"commune": [("62528", box(0, 0, 9, 9), {"name": "Town"})], "hedges": []}
    with use_language("en"):
        [found, *_] = SearchIndex(build(tmp_path, layers)).find("hedges")
    assert (found.kind, found.bounds) == ("layer", None)

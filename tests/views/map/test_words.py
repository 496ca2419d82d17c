from __future__ import annotations

import pytest

from gis.network import today
from gis.territory import Layer, Territory
from gis.words import language
from tests.gis.small_territory import CODE, box, build
from views.map.words import attribution, map_words


@pytest.fixture(scope="module")
def french(territory):
    return map_words(territory, "fr")


def test_every_theme_is_listed_once_in_its_group(french, territory):
    listed = [key for group in french["groups"] for key in group["themes"]]
    assert sorted(listed) == sorted(theme.key for theme in territory)


def test_a_theme_without_data_says_so(french):
    about = french["themes"]["urban_zones"]
    assert about["status"] == "no_data"
    assert "source" not in about


def test_a_layer_names_source_licence_and_status(french, territory):
    for layer in territory.layers:
        about = french["themes"][layer.key]
        assert about["source"]
        assert about["status"] in french["statuses"]


def test_popups_read_the_columns_of_the_language(french, territory):
    english = map_words(territory, "en")
    for words, code in ((french, "fr"), (english, "en")):
        columns = {field["column"] for field in words["themes"]["places"]["fields"]}
        assert f"text_{code}" in columns
    heap = {field["column"] for field in french["themes"]["slag_heaps"]["fields"]}
    assert {"form", "access_fr"} <= heap


def test_both_languages_have_the_same_words(french, territory):
    english = map_words(territory, "en")
    assert english["words"].keys() == french["words"].keys()
    assert english["words"]["measure"] == "Measure"
    assert language() == "fr"


def test_years_tell_what_happened(french):
    assert all(year.isdigit() for year in french["years"])
    assert french["years"]["1986"]
    assert french["span"] == [1986, 2025]


def test_a_commune_that_tells_no_year_offers_none(tmp_path):
    bare = map_words(build(tmp_path, {"commune": [(CODE, box(0, 0, 9, 9), {})]}), "fr")
    assert (bare["years"], bare["span"]) == ({}, None)


def test_without_events_the_years_go_from_the_first_thing_dated_to_this_one(tmp_path):
    fields = [("F1", box(0, 0, 9, 9), {"organic_since": 2012})]
    town = build(tmp_path, {"commune": [(CODE, box(0, 0, 9, 9), {})], "organic_farmland": fields})
    dated = Territory(CODE, home=town.home, embedded=tmp_path)
    assert map_words(dated, "fr")["span"] == [2012, today().year]


def credit_of(territory, *, origin, **provenance):
    layer = territory.layer("hedges")
    return attribution(Layer(layer.theme, layer.data, provenance, origin))


def test_openstreetmap_is_named_with_its_link_wherever_its_data_are_shown(territory):
    said = credit_of(territory, origin="home", licence="ODbL 1.0", attribution="OpenStreetMap")
    assert 'href="https://www.openstreetmap.org/copyright"' in said


def test_a_fetched_layer_names_who_made_it_and_its_words_stay_words(territory):
    assert credit_of(territory, origin="home", attribution="IGN <b>2026</b>") == "IGN &lt;b&gt;2026&lt;/b&gt;"
    assert credit_of(territory, origin="embedded") == ""


def test_a_layer_that_goes_beyond_the_commune_counts_what_is_inside_and_says_so(tmp_path):
    rows = [("in", box(0, 0, 9, 9), {}), ("out", box(200, 0, 209, 9), {})]
    square = [(CODE, box(0, 0, 100, 100), {})]
    layers = {"commune": square, "farmland": rows, "heritage": rows}
    about = map_words(build(tmp_path, layers, margins={"farmland": 2_000.0}), "fr")["themes"]
    assert (about["farmland"]["features"], about["farmland"]["around"]) == (1, True)
    assert (about["heritage"]["features"], "around" in about["heritage"]) == (2, False)

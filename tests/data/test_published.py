from __future__ import annotations

import re

import pytest

from data.draw import published, tables
from data.draw.frame import Drawn
from data.draw.registry import LAYERS, TABLES

CHAPTERS = {"resilience", "heritage", "participation", "food", "energy", "biodiversity"}
SENSITIVE = {
    "Falco peregrinus",
    "Bubo bubo",
    "Epidalea calamita",
    "Bufo bufo",
    "Leucorrhinia pectoralis",
}
NESTING = {"Riparia riparia", "Hirundo rustica", "Delichon urbicum", "Falco tinnunculus"}
DISAGREEING = {
    "green_belt_length": {"16", "15"},
    "farmland_share": {"56", "70"},
    "farmland_area": {"712", "690"},
    "church_solar": {"2013", "2014"},
    "cone_altitude": {"182", "186", "187", "190"},
    "swallow_census_start": {"2008", "2009"},
    "heaps_open_area": {"90", "100", "110", "64.99"},
    "shaft_5bis_position": {"50.449723, 2.759093", "50.449956, 2.760314"},
    "base_jobs": {"100", "150"},
    "headframe_year": {"1923", "1925"},
    "heap_74_access": {"closed", "open"},
}


@pytest.fixture(scope="module")
def drawn():
    return Drawn(LAYERS)


@pytest.fixture(scope="module")
def figures(drawn):
    return tables.figures(drawn)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_row_of_a_table_has_an_id_and_a_source(drawn, name):
    rows = TABLES[name](drawn)
    assert rows["id"].is_unique
    assert (rows[["id", "source"]] != "").all(axis=None)
    assert rows["source_url"].str.fullmatch(r"|https?://\S+( ; https?://\S+)*").all()


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_text_is_there_in_both_languages(drawn, name):
    rows = TABLES[name](drawn)
    for french in [column for column in rows if column.endswith("_fr")]:
        english = french.removesuffix("_fr") + "_en"
        assert ((rows[french] == "") == (rows[english] == "")).all(), french
        assert not rows[french].str.contains(r"[^\s\d] [:;!?»]|'", regex=True).any(), french


def test_all_73_figures_of_the_booklet_are_there(figures):
    booklet = figures[figures["id"].str.startswith("B")]
    assert booklet["id"].tolist() == [f"B{number:02d}" for number in range(1, 74)]
    assert booklet["source"].str.contains("Terre de Transitions").all()
    assert set(figures["chapter"]) <= CHAPTERS


def test_a_figure_published_in_words_only_has_no_value_but_a_note(figures):
    empty = figures[figures["value"] == ""]
    assert empty["key"].tolist() == ["hedges_replanted"]
    assert (empty["note_fr"] != "").all()


@pytest.mark.parametrize("key", sorted(DISAGREEING))
def test_sources_that_disagree_are_both_kept_and_name_each_other(figures, key):
    rows = figures[figures["key"] == key]
    assert set(rows["value"]) == DISAGREEING[key]
    assert (rows["conflicts_with"] != "").all()


def test_a_disagreement_is_told_on_both_sides(figures):
    others = figures.set_index("id")["conflicts_with"].str.split(";").to_dict()
    pairs = {(one, other) for one, names in others.items() for other in names if other}
    assert pairs
    assert all((other, one) in pairs for one, other in pairs)


def test_events_run_from_1986_to_2025_and_point_to_known_places(drawn):
    events = tables.events(drawn)
    years = events["year"].astype(int)
    assert len(events) >= 40
    assert (years.min(), years.max()) == (1986, 2025)
    assert years.is_monotonic_increasing
    assert set(events["chapter"]) == CHAPTERS
    known = set(published.places(drawn)["id"]) | set(tables.places_unlocated(drawn)["id"])
    assert set(events["place_id"]) - {""} <= known


def test_an_event_dated_to_the_day_or_month_agrees_with_its_year(drawn):
    dated = tables.events(drawn).query("date != ''")
    assert dated["date"].str.fullmatch(r"\d{4}-\d{2}(-\d{2})?").all()
    assert (dated["date"].str[:4] == dated["year"]).all()


def test_a_place_is_either_mapped_or_listed_never_both(drawn):
    mapped, listed = drawn["places"], tables.places_unlocated(drawn)
    assert set(mapped["coord_quality"]) <= {"exact", "approx"}
    assert set(listed["coord_quality"]) <= {"none", "street"}
    assert not set(mapped["id"]) & set(listed["id"])
    assert "lat" not in listed
    assert set(mapped["theme"]) | set(listed["theme"]) == CHAPTERS


def test_nobody_surveyed_the_steps_so_they_are_unknown(drawn):
    assert drawn["places"]["step_free"].isna().all()


def test_a_contact_is_a_phone_an_address_or_nothing(drawn):
    told = drawn["places"]["contact"].dropna()
    assert 0 < len(told) < 10
    assert all(re.search(r"\d\d \d\d|@|^www\.", text) for text in told)


def test_fragile_species_are_never_closer_than_the_commune(drawn):
    sites = drawn["species_sites"]
    commune = drawn["commune"].geometry.iloc[0]
    assert set(sites.loc[sites["sensitive"], "scientific_name"]) == SENSITIVE
    hidden = sites[sites["scientific_name"].isin(SENSITIVE | NESTING)]
    assert len(hidden) == len(SENSITIVE | NESTING)
    assert set(hidden["site_id"]) == {"commune"}
    assert hidden.geometry.geom_equals(commune).all()


def test_a_fragile_species_stays_hidden_even_if_its_row_names_a_site(drawn, monkeypatch):
    rows = tables.species(drawn)
    rows["site_id"] = "T074b"
    monkeypatch.setattr(published.facts, "table", lambda _name: rows.copy())
    sites = published.species_sites(drawn)
    assert set(sites.loc[sites["sensitive"], "site_id"]) == {"commune"}
    assert set(sites.loc[sites["sensitive"], "site"]) == {"commune"}
    commune = drawn["commune"].geometry.iloc[0]
    assert sites.loc[sites["sensitive"]].geometry.geom_equals(commune).all()


@pytest.mark.parametrize("word", ["mare ", "pond", "bassin de décantation", "T074b", "terril 74b", "slurry"])
def test_no_text_tells_where_a_fragile_species_lives(drawn, word):
    sites = drawn["species_sites"].query("sensitive")
    texts = sites[["text_fr", "text_en", "site_fr", "site_en", "site_id"]].agg(" ".join, axis=1)
    assert not texts.str.contains(word, regex=False).any()


def test_species_of_the_three_heaps_lie_on_their_union(drawn):
    sites, heaps = drawn["species_sites"], drawn["slag_heaps"].set_index("id").geometry
    shape = sites.loc[sites["site_id"] == "T074;T074a;T074b"].geometry.iloc[0]
    whole = heaps.loc[["T074", "T074a", "T074b"]].union_all()
    assert shape.symmetric_difference(whole).area < 10  # of 416,000 m²: rounding to 1 cm


def test_months_are_given_only_where_a_source_gives_them(drawn):
    months = drawn["species_sites"].set_index("scientific_name")["season_months"]
    assert months[months != ""].to_dict() == {
        "Oenothera sp.": "10",
        "Hirundo rustica": "6;7",
        "Delichon urbicum": "6;7",
    }


def test_a_year_without_a_published_count_is_a_gap_and_not_a_zero(drawn):
    swallows = tables.swallows(drawn)
    barn = swallows[swallows["scientific_name"] == "Hirundo rustica"].set_index("year")["nests"]
    assert barn.loc[["2008", "2009", "2010", "2011", "2012", "2013"]].tolist() == [
        "27",
        "11",
        "14",
        "9",
        "12",
        "9",
    ]
    assert (barn.loc["2014":"2019"] == "").all()
    assert ((swallows["state"] == "counted") == (swallows["nests"] != "")).all()
    assert "source change" in swallows.loc[swallows["year"] == "2013", "note_fr"].iloc[0]


def test_no_walk_pretends_to_have_a_line(drawn):
    walks = tables.walks(drawn)
    assert len(walks) == 5
    assert set(walks["line_known"]) == {"false"}
    crossing = walks.set_index("id").loc["walk_cinq_terrils"]
    assert "fermé" in crossing["text_fr"]
    assert "closed" in crossing["text_en"]

from __future__ import annotations

import dataclasses
import tracemalloc

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gis.biodiversity import records_of, season_text, sensitive, species_list
from gis.biodiversity.occurrences import gather
from gis.biodiversity.sensitivity import blurred
from gis.biodiversity.species import all_species
from gis.biodiversity.species_inventory import inventory, located, notices, phenology
from gis.errors import InputError, LayerMissingError
from gis.export.species_table import species_csv, species_table
from gis.sites import LAYERS, site, sites
from gis.territory import Registry, Territory
from gis.words import use_language
from tests.gis.small_territory import CODE, METRES, THEMES, X0, Y0, box, build, point, theme

COMMUNE = ("62528", box(0, 0, 2000, 2000), {})
KINDS = Registry((*THEMES, theme("species_records", "mixed")))
HIDDEN = ("Falco peregrinus", "Bubo bubo", "Epidalea calamita", "Bufo bufo", "Leucorrhinia pectoralis")


@pytest.fixture(scope="module")
def loos():
    return Territory()


def row(key, name, shape, **columns):
    kept = {"scientific_name": name, "sensitive": False, "group": "bird", "site_id": "T1", **columns}
    return key, shape, kept


def small(folder, *rows, **layers):
    build(folder, {"commune": [COMMUNE], "species_sites": rows, **layers})
    return Territory(CODE, home=folder / "home", embedded=folder, themes=KINDS)


def test_no_fragile_species_of_the_commune_is_ever_located(loos):
    shown = located(loos)
    hidden = shown[shown["scientific_name"].isin(HIDDEN)]
    assert len(hidden) == 5
    assert all(shape.equals(loos.commune) for shape in hidden.geometry)
    for item in all_species(loos):
        if item.scientific_name in HIDDEN:
            assert item.sensitive
            assert item.site_ids == ("commune",)
    for layer, feature, _ in sites(loos):
        assert not any(item.sensitive for item in site(loos, layer, feature).species)


def test_a_fragile_species_that_its_source_forgot_to_mark_is_blurred(tmp_path):
    rows = [
        row("S1", "Bubo bubo (Linnaeus, 1758)", point(10, 10)),
        row("S2", " EPIDALEA calamita", point(10, 10)),
        row("S3", "Rana sp.", point(10, 10), group=None),
        row("S4", "Parus major", point(10, 10)),
        row("S5", "Parus minor", point(10, 10), sensitive=True),
        row("S6", "Quelque chose", point(10, 10), group="Amphibia"),
    ]
    territory = small(tmp_path, *rows)
    whole = [shape.equals(territory.commune) for shape in located(territory).geometry]
    assert whole == [True, True, True, False, True, True]
    assert [item.site_ids for item in all_species(territory)][3] == ("T1",)


def test_a_species_is_named_by_its_first_two_words_and_an_unknown_name_hides_nothing():
    names = ["Leucorrhinia pectoralis (Charpentier, 1825)", "Leucorrhinia dubia", "Leucorrhinia", None, ""]
    assert sensitive(pd.DataFrame({"scientific_name": names})).tolist() == [True, False, False, False, False]


def test_text_read_from_a_table_is_yes_in_either_language_and_unknown_leaves_the_name_to_decide():
    flags = ["oui", " YES ", "1.0", "non", None, None]
    names = ["Parus major"] * 5 + ["Bufo bufo"]
    table = pd.DataFrame({"scientific_name": names, "sensitive": flags, "group": ["bird"] * 4 + [None] * 2})
    assert sensitive(table).tolist() == [True, True, True, False, False, True]


@given(
    st.lists(st.tuples(st.text(max_size=12), st.sampled_from([True, False, None])), min_size=1, max_size=8)
)
def test_whatever_is_marked_sensitive_is_never_located(rows):
    table = pd.DataFrame(
        {"scientific_name": [name for name, _ in rows], "sensitive": [flag for _, flag in rows]}, dtype=object
    )
    shapes = np.array([point(1, 1)] * len(rows), dtype=object)
    safe = blurred(table, shapes, box(0, 0, 9, 9))
    for shape, (_, flag) in zip(safe, rows, strict=True):
        assert flag is not True or shape.geom_type == "Polygon"
    assert sensitive(table).dtype == bool


def test_the_list_answers_to_names_groups_sites_and_months(loos):
    assert [item.scientific_name for item in species_list(loos, text="hirondelle de RIVAGE")] == [
        "Riparia riparia"
    ]
    assert [item.scientific_name for item in species_list(loos, text="oseille")] == ["Rumex scutatus"]
    assert {item.group for item in species_list(loos, group="butterfly")} == {"butterfly"}
    assert all("T074" in item.site_ids for item in species_list(loos, site="T074"))
    assert {item.scientific_name for item in species_list(loos, month=10)} == {"Oenothera sp."}
    assert len(species_list(loos)) == 57


def test_the_table_and_the_csv_speak_both_languages(loos):
    with use_language("en"):
        table = species_table(loos, species_list(loos, group="bird"))
        assert list(table.columns)[:2] == ["Scientific name", "Name"]
        assert "Peregrine falcon" in set(table["Name"]) | {name.capitalize() for name in table["Name"]}
    content = species_csv(loos, species_list(loos))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 58


def test_a_formula_in_a_name_is_disarmed(tmp_path):
    territory = small(tmp_path, row("S1", "=HYPERLINK(1)", point(1, 1)))
    assert b"'=HYPERLINK" in species_csv(territory, species_list(territory))


def test_months_that_nobody_told_are_unknown_and_seasons_stay_seasons(loos):
    table = phenology(list(all_species(loos)))
    assert len(table) + table.attrs["unknown"] == 57
    swallow = table[table["name"] == "Hirondelle rustique"].iloc[0]
    assert [month for month in range(1, 13) if swallow[month]] == [6, 7]
    (summer,) = species_list(loos, text="pourpier")
    assert (summer.months_from_season, season_text(summer)) == (True, "été")


def test_the_list_comes_with_what_to_know_of_it(loos):
    told = notices(loos, species_list(loos))
    assert len(told) == 5
    assert "absence" in told[0]
    assert "GBIF" in told[-1]
    assert len(notices(loos, [])) == 2


def test_the_inventory_says_how_many_are_named_here_and_null_where_nobody_counted(loos):
    found = {item["group"]: item for item in inventory(loos)}
    assert (found["birds"]["published"], found["birds"]["named_here"]) == (114, 15)
    assert found["breeding_birds"]["named_here"] is None


def records(count=1, **columns):
    rows = {"scientific_name": "Parus major", "x": X0 + 130.0, "y": Y0 + 10.0, "uncertainty_m": 10.0}
    return pd.DataFrame({**rows, **columns}, index=range(count))


def test_records_are_shown_as_sure_as_they_are():
    commune = box(0, 0, 2000, 2000)
    rows = [
        records(),
        records(uncertainty_m=200.0),
        records(uncertainty_m=900.0),
        records(uncertainty_m=np.nan),
        records(scientific_name="Bubo bubo"),
        records(scientific_name="Vague", sensitive=True),
    ]
    frame = gather(rows, commune).frame(commune, crs=METRES.crs)
    assert frame["precision"].tolist() == ["point", "cell", "commune", "commune", "commune"]
    assert frame["records"].tolist() == [1, 1, 2, 1, 1]
    assert frame.geometry.iloc[1].area == 500.0**2
    assert frame.geometry.iloc[1].contains(point(130, 10))
    assert all(shape.equals(commune) for shape in frame.geometry[2:])


@pytest.mark.parametrize(
    ("told", "uncertainty_m", "shown"),
    [
        ("point", 10.0, "point"),
        ("point", 200.0, "cell"),
        ("point", np.nan, "cell"),
        ("cell", np.nan, "cell"),
        ("cell", 10.0, "cell"),
        ("commune", 10.0, "commune"),
        ("commune", np.nan, "commune"),
        (None, 10.0, "point"),
        (None, np.nan, "commune"),
    ],
)
def test_a_record_is_never_shown_nearer_than_its_source_shows_it(told, uncertainty_m, shown):
    commune = box(0, 0, 2000, 2000)
    frame = gather([records(precision=told, uncertainty_m=uncertainty_m)], commune).frame(
        commune, crs=METRES.crs
    )
    assert frame["precision"].tolist() == [shown]


def test_records_without_a_place_or_in_the_sea_are_counted_apart():
    commune = box(0, 0, 2000, 2000)
    found = gather(
        [records(x=np.nan), records(x=0.0, y=0.0), records(scientific_name=None), records(x="?"), records()],
        commune,
    )
    assert (found.records, found.no_place, found.outside, found.no_name) == (5, 2, 1, 1)
    assert sum(count for count, _ in found.counts.values()) == 1


def test_no_record_at_all_is_an_empty_table():
    frame = gather([], box(0, 0, 1, 1)).frame(box(0, 0, 1, 1), crs=METRES.crs)
    assert len(frame) == 0
    assert frame.crs.to_epsg() == 2154


def test_a_million_records_stay_in_little_memory():
    commune = box(0, 0, 2000, 2000)
    rng = np.random.default_rng(1)
    names = np.array([f"Species {number}" for number in range(200)], dtype=object)

    def pieces():
        for _ in range(20):
            yield pd.DataFrame(
                {
                    "scientific_name": names[rng.integers(0, 200, 50_000)],
                    "x": X0 + rng.uniform(0, 2000, 50_000),
                    "y": Y0 + rng.uniform(0, 2000, 50_000),
                    "uncertainty_m": 100.0,
                    "seen_year": 2020,
                }
            )

    tracemalloc.start()
    found = gather(pieces(), commune)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.records == 1_000_000
    assert len(found.counts) <= 200 * 25
    assert peak < 120e6


def test_records_join_the_list_and_name_what_it_lacked(tmp_path):
    aves = {"group": "Aves", "sensitive": False, "records": 1, "precision": "point"}
    tit = {**aves, "scientific_name": "Parus major", "seen_year": 2021, "common_name": "Mésange"}
    owl = {**aves, "scientific_name": "Strix aluco", "seen_year": None, "common_name": ""}
    rows = [("g1", point(130, 10), tit), ("g2", point(500, 500), owl)]
    territory = small(tmp_path, row("S1", "Parus major", point(1, 1), seen_year=2012), species_records=rows)
    tit, owl = all_species(territory)
    assert (tit.records, tit.seen_year) == (1, 2021)
    assert (owl.sensitive, owl.site_ids, owl.seen_year) == (True, ("commune",), None)
    assert notices(territory, [tit, owl])[-1] == "2 observations lues, aucune laissée de côté."
    frame = records_of(territory).frame(territory.commune, crs=METRES.crs)
    assert set(zip(frame["scientific_name"], frame["precision"], strict=True)) == {
        ("Parus major", "cell"),
        ("Strix aluco", "commune"),
    }


def test_the_same_species_on_two_rows_stands_once(tmp_path):
    territory = small(
        tmp_path,
        row("S1", "Parus major", point(1, 1), season_months="4", seen_year=2010),
        row("S2", "Parus major", point(2, 2), season_months="5", site_id="T2", seen_year=None),
    )
    (found,) = all_species(territory)
    assert (found.months, found.site_ids, found.seen_year) == ({4, 5}, ("T1", "T2"), 2010)


def test_a_commune_without_species_says_that_this_is_no_absence(tmp_path):
    build(tmp_path, {"commune": [COMMUNE]})
    territory = Territory(CODE, home=tmp_path / "home", embedded=tmp_path, themes=KINDS)
    with pytest.raises(LayerMissingError, match="ne veut pas dire"):
        all_species(territory)
    assert records_of(territory) is None


def test_a_site_tells_its_figures_access_and_species(loos):
    assert {layer for layer, _, _ in sites(loos)} == set(LAYERS)
    heap = site(loos, "slag_heaps", "T074")
    assert heap.name.endswith("(T074)")
    assert "fermé" in heap.access
    assert len(heap.species) > 20
    assert heap.connectivity_pct > 0
    assert dict(heap.figures)["Reverdi en"] == "1989"
    assert heap.warning
    with use_language("en"):
        stretch = site(loos, "green_belt", "G001")
        assert stretch.species == []
        assert any("m" in value for _, value in stretch.figures)
    assert shapely.get_dimensions(stretch.geometry) == 1
    assert dataclasses.is_dataclass(stretch)


@pytest.mark.parametrize(("layer", "feature"), [("slag_heaps", "T999"), ("parcels", "x"), ("nothing", "x")])
def test_an_unknown_site_is_refused(loos, layer, feature):
    with pytest.raises(InputError, match=feature):
        site(loos, layer, feature)

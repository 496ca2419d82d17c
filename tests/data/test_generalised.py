from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from data.draw import facts
from data.draw.frame import Drawn
from data.draw.registry import LAYERS

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "mission_bassin_minier"
KEYS = (
    "commune",
    "neighbours",
    "slag_heaps",
    "mining_railways",
    "mine_shafts",
    "mining_estates",
    "mining_buildings",
    "heritage",
    "open_farmland",
)
DIFFICULT = {"T078a": 0.7}
"""An embankment as narrow as the 25 m grid keeps less of its outline."""


@pytest.fixture(scope="module")
def drawn():
    return Drawn(LAYERS)


def official(name: str) -> gpd.GeoDataFrame:
    path = REFERENCE / f"{name}.geojson"
    if not path.exists():
        pytest.skip(f"the official outlines are not here: {path}")
    return gpd.read_file(path).to_crs(facts.CRS)


def overlap(one, other) -> float:
    return one.intersection(other).area / one.union(other).area


@pytest.mark.parametrize("key", KEYS)
def test_every_row_says_where_it_comes_from(drawn, key):
    frame = drawn[key]
    assert set(frame["status"]) == {"generalised"}
    assert frame["source"].str.startswith("Mission Bassin Minier").all()
    assert (frame["licence"] == "Licence Ouverte 2.0").all()
    assert frame["source_url"].str.startswith("https://").all()
    assert frame["source_date"].str.match(r"20\d\d").all()


@pytest.mark.parametrize("key", KEYS)
def test_geometries_are_valid_in_lambert_93_on_a_grid_of_one_centimetre(drawn, key):
    frame = drawn[key]
    assert frame.crs.to_epsg() == 2154
    assert frame.geometry.is_valid.all()
    coordinates = frame.geometry.get_coordinates()
    assert (coordinates.round(2) == coordinates).all(axis=None)


def test_the_commune_shows_its_published_measures(drawn):
    commune = drawn["commune"].iloc[0]
    assert (commune["insee"], commune["area_ha"], commune["perimeter_m"]) == ("62528", 1274.75, 18127)
    assert (commune["population"], commune["population_year"]) == (6850, 2022)


def test_neighbours_stay_outside_the_commune(drawn):
    commune = drawn["commune"].geometry.iloc[0]
    assert len(drawn["neighbours"]) == 9
    assert drawn["neighbours"].geometry.intersection(commune).area.max() < 1


def test_areas_of_the_heaps_are_the_published_ones_not_the_drawn_ones(drawn):
    heaps = drawn["slag_heaps"].set_index("id")
    assert heaps["area_ha"].to_dict() == {
        "T074": 12.81,
        "T074a": 14.77,
        "T074b": 14.0,
        "T059": 15.36,
        "T054": 10.66,
        "T079": 10.51,
        "T079a": 12.9,
        "T078a": 5.38,
    }
    assert heaps.loc["T078a", "area_in_commune_ha"] == 4.08


def test_heap_74_is_closed_and_the_belvedere_of_74a_stays_below_the_tip(drawn):
    heaps = drawn["slag_heaps"].set_index("id")
    assert heaps["access"].to_dict()["T074"] == "closed"
    assert heaps["access"].to_dict()["T074a"] == "partial"
    assert "pointe" in heaps.loc["T074a", "access_fr"]
    assert "tip" in heaps.loc["T074a", "access_en"]


def test_an_access_that_no_source_tells_is_unknown_and_not_open(drawn):
    access = drawn["slag_heaps"].set_index("id")["access"]
    assert set(access[["T059", "T054", "T078a"]]) == {"unknown"}


def test_heaps_keep_the_range_of_their_altitudes_and_the_year_they_turned_green(drawn):
    heaps = drawn["slag_heaps"].set_index("id")
    for cone in ("T074", "T074a"):
        assert (heaps.loc[cone, "altitude_min_m"], heaps.loc[cone, "altitude_max_m"]) == (182, 190)
        assert "187 (INPN)" in heaps.loc[cone, "altitude_sources"]
    assert heaps["greened_year"].dropna().to_dict() == {
        "T074": 1989,
        "T074a": 1989,
        "T074b": 1989,
        "T059": 1993,
    }
    assert heaps.loc["T079", ["greened_fr", "greened_en", "height_m"]].isna().all()


def test_only_railways_of_the_commune_are_drawn_with_their_published_lengths(drawn):
    railways = drawn["mining_railways"]
    assert len(railways) == 12
    assert railways["length_in_commune_m"].sum() == pytest.approx(4770, abs=10)


def test_the_nine_shafts_lie_in_the_commune(drawn):
    shafts = drawn["mine_shafts"]
    assert len(shafts) == 9
    assert shafts.within(drawn["commune"].geometry.iloc[0]).all()
    assert shafts["brgm_id"].is_unique


def test_an_estate_published_twice_is_drawn_once_with_both_ids(drawn):
    estates = drawn["mining_estates"].set_index("id")
    assert len(estates) == 8
    assert estates.loc["u54", "published_ids"] == "u54;b140"
    assert estates.loc["u89", "published_ids"] == "u89;u37"


def test_property_and_buffer_zone_keep_their_published_areas(drawn):
    heritage = drawn["heritage"].set_index("kind")
    assert heritage["area_in_commune_ha"].to_dict() == {"unesco_property": 73.15, "unesco_buffer": 623.1}
    assert set(heritage["inscribed_year"]) == {2012}


def test_the_boundary_matches_the_official_one(drawn):
    communes = official("communes-mbm")
    truth = communes.loc[communes["insee"].astype(str) == "62528"].geometry.iloc[0]
    assert overlap(drawn["commune"].geometry.iloc[0], truth) >= 0.98


def test_every_heap_matches_its_official_outline(drawn):
    unesco = official("terrils").rename(columns={"no_terril": "code"})
    buffer = official("zt-terrils").rename(columns={"id": "code"})
    truth = pd.concat([unesco[["code", "geometry"]], buffer[["code", "geometry"]]]).set_index("code").geometry
    measured = {
        row.id: overlap(row.geometry, truth.loc[row.id])
        for row in drawn["slag_heaps"].itertuples(index=False)
    }
    assert all(value >= DIFFICULT.get(code, 0.85) for code, value in measured.items()), measured


def test_an_unknown_fact_layer_is_refused():
    with pytest.raises(KeyError):
        facts.shapes("volcano")
    with pytest.raises(KeyError):
        facts.features("volcano")

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from gis.crs import LAMBERT93
from gis.territory import registry
from gis.territory.column_checks import plainly_right
from gis.territory.validation import check_layer, valid_features
from gis.territory.validators import typed
from gis.words import answering_commands, use_language
from tests.gis.small_layers import CODE, commune, heaps, layer, put, square

HOUSE = Path(__file__).parents[3]
HEAPS = registry()["slag_heaps"]
BOWTIE = shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])


def told(frame, theme=HEAPS, **options):
    return [
        (item.key, item.feature, item.level) for item in check_layer(frame, theme, crs=LAMBERT93, **options)
    ]


def test_a_good_layer_has_nothing_to_say():
    assert told(heaps()) == []
    assert told(heaps(), commune=square(side=1_000)) == []


def test_a_missing_column_is_named_with_the_option_that_maps_it():
    [item] = check_layer(heaps(licence=...), HEAPS, crs=LAMBERT93)
    assert (item.key, item.feature) == ("missing_column", "")
    assert "licence" in item.reason
    with answering_commands():
        assert "--map licence=" in item.mend


def test_an_own_column_that_the_theme_needs_may_be_missing_too():
    assert told(layer(square()), registry()["heritage"]) == [("missing_column", "", "error")]


def test_no_crs_is_never_guessed():
    assert told(layer(square(), crs=None)) == [("no_crs", "", "error")]


def test_degrees_are_refused_by_name():
    [item] = check_layer(heaps().to_crs("EPSG:4326"), HEAPS, crs=LAMBERT93)
    assert item.key == "wrong_crs"
    assert "EPSG:4326" in item.reason


def test_an_empty_geometry_is_told_for_its_feature():
    frame = layer(square(), None, shapely.Polygon())
    assert told(frame) == [("empty_geometry", "T1", "error"), ("empty_geometry", "T2", "error")]


def test_an_invalid_geometry_says_where_it_crosses_itself():
    [item] = check_layer(layer(square(), BOWTIE), HEAPS, crs=LAMBERT93)
    assert (item.key, item.feature) == ("invalid_geometry", "T1")
    assert "50 50" in item.reason


def test_a_wrong_type_of_geometry_is_told():
    frame = layer(square(), shapely.Point(684_000, 7_040_000))
    [item] = check_layer(frame, HEAPS, crs=LAMBERT93)
    assert (item.key, item.feature) == ("wrong_type", "T1")
    assert "Point" in item.reason


def test_an_id_that_comes_twice_is_told_once():
    assert told(heaps(id=["a", "a", "a"])) == [("duplicate_id", "a", "error")]


def test_a_feature_far_outside_the_commune_is_shown_with_a_warning():
    frame = layer(square(), square(x=5_000))
    assert told(frame, commune=square()) == [("outside", "T1", "warning")]


def test_a_layer_that_reaches_out_may_lie_nearby_but_not_in_another_country():
    places = registry()["places"]
    points = [shapely.centroid(square(x=x)) for x in (5_000, 500_000)]
    frame = layer(*points, category="landmark")
    assert told(frame, places, commune=square()) == [("outside", "T1", "warning")]


@pytest.mark.parametrize(
    ("column", "values", "key"),
    [
        ("access", ["open", "perhaps", None], "bad_value"),
        ("status", ["official", "guessed", "own"], "bad_value"),
        ("area_ha", [1.0, -1.0, None], "bad_value"),
        ("area_ha", [1.0, "large", None], "not_number"),
        ("greened_year", [1989, "long ago", None], "not_whole"),
        ("in_property", [True, "perhaps", None], "not_yes_no"),
        ("name", ["", None, ""], "no_value"),
        ("source", ["town", "", "town"], "no_value"),
    ],
)
def test_a_refused_value_is_told_with_its_feature_and_column(column, values, key):
    [item] = check_layer(heaps(**{column: values}), HEAPS, crs=LAMBERT93)
    assert (item.key, item.feature, item.level) == (key, "T1", "error")
    assert column in item.reason
    assert item.mend


def test_the_years_that_a_column_accepts_are_said():
    [item] = check_layer(heaps(greened_year=[1989, 19890, None]), HEAPS, crs=LAMBERT93)
    assert "1500–2100" in item.reason
    assert "19890" in item.reason


def test_a_feature_without_id_is_called_by_its_row():
    frame = layer(square(), None, id=["T0", ""])
    assert told(frame) == [("no_value", "#2", "error"), ("empty_geometry", "#2", "error")]


def test_many_features_of_one_problem_are_counted_not_listed():
    frame = layer(*(square(x=200 * i) for i in range(9)), access="perhaps")
    [item] = check_layer(frame, HEAPS, crs=LAMBERT93)
    assert item.feature == "T0, T1, T2, T3, T4 …"
    assert "9" in item.reason


def test_a_thousand_broken_features_do_not_make_a_thousand_lines():
    frame = layer(*[BOWTIE] * 1_000)
    assert len(check_layer(frame, HEAPS, crs=LAMBERT93)) == 50


def test_the_place_of_a_row_does_not_depend_on_its_label():
    frame = heaps(access=["open", "open", "perhaps"])
    frame.index = [7, 7, 3]
    assert told(frame) == [("bad_value", "T2", "error")]


def test_a_problem_speaks_the_language_of_who_reads_it():
    [item] = check_layer(heaps(id=["a", "a", "b"]), HEAPS, crs=LAMBERT93)
    assert item.as_dict()["reason"] == "identifiant présent plusieurs fois"
    with use_language("en"):
        assert item.as_dict() == {
            "layer": "slag_heaps",
            "feature": "a",
            "level": "error",
            "reason": "identifier present more than once",
            "mend": "keep one row for each identifier",
        }


def test_sifting_leaves_out_the_broken_features_and_keeps_the_others():
    frame = layer(
        square(0),
        BOWTIE,
        None,
        shapely.Point(684_000, 7_040_000),
        square(200),
        square(400),
        square(600),
        id=["good", "crossed", "empty", "point", "good", "odd", "fine"],
        access=["open", "open", "open", "open", "open", "perhaps", "closed"],
    )
    kept, found = valid_features(frame, HEAPS, crs=LAMBERT93)
    assert list(kept["id"]) == ["good", "fine"]
    assert {item.key for item in found} == {
        "invalid_geometry",
        "empty_geometry",
        "wrong_type",
        "duplicate_id",
        "bad_value",
    }


def test_sifting_gives_columns_the_types_of_the_theme():
    frame = heaps(id=[74, 75, 76], greened_year=["1989", None, "1993"], area_ha=["12.5", None, "3"])
    kept, found = valid_features(frame, HEAPS, crs=LAMBERT93)
    assert found == []
    assert list(kept["id"]) == ["74", "75", "76"]
    assert str(kept["greened_year"].dtype) == "Int64"
    assert kept["area_ha"].sum() == 15.5
    assert kept.crs == frame.crs


def test_sifting_does_not_change_its_input():
    frame = heaps(id=[1, 2, 2])
    before = frame.copy()
    valid_features(frame, HEAPS, crs=LAMBERT93)
    assert frame.equals(before)


def test_sifting_sets_a_layer_aside_when_nothing_of_it_can_be_used():
    kept, found = valid_features(layer(BOWTIE, BOWTIE), HEAPS, crs=LAMBERT93)
    assert kept is None
    assert len(found) == 2


def test_an_empty_layer_is_known_to_be_empty():
    frame = heaps().iloc[:0]
    kept, found = valid_features(frame, HEAPS, crs=LAMBERT93)
    assert (len(kept), found) == (0, [])


def test_an_empty_layer_without_types_is_good_too():
    columns = {name: [] for name in heaps().columns if name != "geometry"}
    kept, found = valid_features(
        gpd.GeoDataFrame(columns, geometry=[], crs="EPSG:2154"), HEAPS, crs=LAMBERT93
    )
    assert (len(kept), found) == (0, [])


def test_the_commune_itself_passes():
    assert told(commune(), registry()["commune"]) == []


def table_of(frame):
    return pd.DataFrame(frame.drop(columns="geometry"))


def test_what_is_plainly_right_is_what_pandera_would_have_made_of_it():
    frame = heaps(
        access=["open", "closed", None],
        greened_year=pd.array([1989, None, 2001], dtype="Int64"),
        area_ha=[1.5, None, 0.0],
        in_property=pd.array([True, None, False], dtype="boolean"),
    )
    table = table_of(frame)
    assert plainly_right(table, HEAPS)
    pd.testing.assert_frame_equal(typed(table, HEAPS), table)


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("id", ["T0", "", "T2"]),
        ("name", ["", None, ""]),
        ("status", ["own", "guessed", "own"]),
        ("licence", ...),
        ("access", ["open", "perhaps", None]),
        ("area_ha", [1.0, -1.0, None]),
        ("area_ha", ["1", "2", "3"]),
        ("greened_year", pd.array([1989, 3000, None], dtype="Int64")),
        ("greened_year", [1989.0, None, None]),
        ("in_property", ["yes", "no", None]),
    ],
)
def test_what_pandera_refuses_or_turns_into_another_type_is_not_plainly_right(column, values):
    assert not plainly_right(table_of(heaps(**{column: values})), HEAPS)


def test_a_territory_opens_without_what_validates_it(tmp_path):
    put(tmp_path, "commune", commune())
    kept, _ = valid_features(heaps(access="open"), HEAPS, crs=LAMBERT93)
    put(tmp_path, "slag_heaps", kept)
    program = (
        "import os, sys; from pathlib import Path; from gis.territory import Territory;"
        f"layers = Territory({CODE!r}, home=Path({str(tmp_path)!r})).layers;"
        "assert [item.origin for item in layers].count('home') == 2;"
        "assert 'pandera' not in sys.modules;"
        # Threads of Arrow may still run when Python ends, and are no matter of this test.
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", program], cwd=HOUSE, check=True)

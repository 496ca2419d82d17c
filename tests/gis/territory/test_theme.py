from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis import words
from gis.errors import LayerMissingError
from gis.territory import LegendEntry, PopupField, Registry, Style, Theme, registry
from gis.words import use_language

HOUSE = Path(__file__).parents[3]
STYLE = Style("#1a1a1a")

WELL = '''
"""Wells."""

from dataclasses import replace

from layers.mine_shafts import THEME as SHAFTS

THEME = replace(SHAFTS, key="wells")
'''
WELL_WORDS = """
[title]
fr = "Puits à eau"
en = "Wells"
"""


WORDS = """
[title]
fr = "Puits"
en = "Wells"

[about]
fr = "De l’eau."
en = "Water."

[legend.well]
fr = "puits"
en = "well"

[popup.depth_m]
fr = "Profondeur"
en = "Depth"

[values."a;b"]
fr = "paire"
en = "pair"
"""
NUMBERS = """
[values.a]
fr = "un"
en = "one"

[values.b]
fr = "deux"
en = "two"
"""


def theme(**changes):
    return Theme(
        **{
            "key": "wells",
            "group": "land",
            "kind": "point",
            "columns": {},
            "legend": (LegendEntry("well", STYLE),),
            **changes,
        }
    )


def legend(*entries):
    return theme(legend=tuple(LegendEntry("", STYLE, **entry) for entry in entries))


def test_a_registry_keeps_the_order_and_knows_its_keys():
    themes = Registry((theme(), theme(key="springs")))
    assert [item.key for item in themes] == ["wells", "springs"]
    assert len(themes) == 2
    assert "springs" in themes
    with pytest.raises(LayerMissingError, match="wells, springs"):
        themes["volcanoes"]


def test_the_five_themes_of_the_mission_come_first():
    assert [item.key for item in registry() if item.mission] == [
        "slag_heaps",
        "green_belt",
        "organic_farmland",
        "hedges",
        "nourishing_gardens",
    ]
    assert [item.mission for item in registry()][:5] == [True] * 5


@pytest.fixture
def words_of_wells(tmp_path):
    (tmp_path / "wells.toml").write_text(WORDS, encoding="utf-8")
    (tmp_path / "numbers.toml").write_text(NUMBERS, encoding="utf-8")
    with words.use_folders(tmp_path, prefix="layers."):
        yield


@pytest.mark.usefixtures("words_of_wells")
def test_a_theme_speaks_the_language_in_use():
    wells = theme(popup=(PopupField("depth_m"),))
    assert (wells.title, wells.about) == ("Puits", "De l’eau.")
    assert (wells.legend[0].text, wells.popup[0].text) == ("puits", "Profondeur")
    with use_language("en"):
        assert (wells.title, wells.about) == ("Wells", "Water.")
        assert (wells.legend[0].text, wells.popup[0].text) == ("well", "Depth")
    assert wells.titles == {"fr": "Puits", "en": "Wells"}


def test_a_theme_without_words_is_called_by_its_key():
    wells = theme(popup=(PopupField("depth_m"),))
    assert (wells.title, wells.about, wells.popup[0].text) == ("wells", "", "depth_m")
    assert wells.value_text("open;shut") == "open, shut"


@pytest.mark.usefixtures("words_of_wells")
def test_coded_values_are_put_in_words_even_when_joined():
    wells = theme(shared=("numbers",), synonyms={"A": "a"})
    assert wells.value_text("a") == wells.value_text("A") == "un"
    assert wells.value_texts("b") == {"fr": "deux", "en": "two"}
    assert set(wells.coded_values) == {"a;b", "a", "b", "A"}
    assert wells.value_text("b;a") == "deux, un"
    assert wells.value_text("a;b") == "paire"
    assert wells.value_text("unheard") == "unheard"


def test_a_feature_takes_the_first_legend_entry_that_speaks_of_it():
    wells = legend({"column": "access", "value": "closed"}, {"column": "kind", "value": "deep"}, {})
    frame = pd.DataFrame({"access": ["closed", "open", None], "kind": ["deep", "deep", "shallow"]})
    assert wells.legend_of(frame).tolist() == [0, 1, 2]


def test_a_feature_of_which_no_entry_speaks_has_none():
    assert legend({"column": "kind", "value": "deep"}).legend_of(pd.DataFrame({"kind": [None]})).tolist() == [
        -1
    ]
    assert legend({"column": "kind", "value": "deep"}).legend_of(pd.DataFrame({"id": ["a"]})).tolist() == [-1]


def test_yes_and_no_are_legend_values_too():
    wells = legend({"column": "dry", "value": "true"}, {"column": "dry", "value": "false"})
    for dtype in ("boolean", "object"):
        frame = pd.DataFrame({"dry": pd.Series([True, False, None], dtype=dtype)})
        assert wells.legend_of(frame).tolist() == [0, 1, -1]
    assert wells.legend_of(pd.DataFrame({"dry": [True, False]})).tolist() == [0, 1]


@given(st.lists(st.none() | st.integers(1900, 2100)))
def test_year_ranges_of_a_legend_leave_no_year_between_them(years):
    wells = legend(
        {"column": "year", "high": 2010},
        {"column": "year", "low": 2011, "high": 2015},
        {"column": "year", "low": 2016},
        {},
    )
    frame = pd.DataFrame({"year": pd.array(years, dtype="Int64")})
    expected = [3 if y is None else 0 if y <= 2010 else 1 if y <= 2015 else 2 for y in years]
    assert wells.legend_of(frame).tolist() == expected


def test_a_popup_field_reads_the_language_in_use_then_the_plain_column_then_the_other():
    field = PopupField("form_*")
    row = {"form_fr": "forme", "form_en": "shape", "form": "plain"}
    with use_language("fr"):
        assert field.value_in(row) == "forme"
        assert field.value_in({**row, "form_fr": ""}) == "plain"
        assert field.value_in({**row, "form_fr": "", "form": None}) == "shape"
    with use_language("en"):
        assert field.value_in(row) == "shape"


@pytest.mark.parametrize("unknown", [None, "", float("nan"), pd.NA, pd.NaT])
def test_an_unknown_value_is_none(unknown):
    assert PopupField("year").value_in({"year": unknown}) is None
    assert PopupField("year").value_in({}) is None


def test_no_and_zero_are_known_values():
    assert PopupField("dry").value_in({"dry": False}) is False
    assert PopupField("depth").value_in({"depth": 0}) == 0


def test_a_new_theme_is_one_file_its_words_and_one_line(tmp_path):
    shutil.copytree(HOUSE / "layers", tmp_path / "layers", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "layers" / "wells.py").write_text(WELL, encoding="utf-8")
    (tmp_path / "layers" / "words" / "wells.toml").write_text(WELL_WORDS, encoding="utf-8")
    list_of_themes = tmp_path / "layers" / "__init__.py"
    text = list_of_themes.read_text(encoding="utf-8")
    list_of_themes.write_text(
        text.replace('        "slag_heaps",\n', '        "slag_heaps",\n        "wells",\n'), encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "gis", "--lang", "en", "layers", "--json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(HOUSE)))},
        capture_output=True,
        text=True,
        check=True,
    )
    records = {record["key"]: record for record in json.loads(done.stdout)}
    assert len(records) == len(registry()) + 1
    assert records["wells"]["title"] == "Wells"
    assert records["wells"]["status"] == "no_data"

from __future__ import annotations

import colorsys
import itertools
import re
from pathlib import Path
from typing import get_args

import pytest

from gis.territory import COMMON_COLUMNS, Kind, registry
from gis.territory.theme_parts import Hatch
from gis.territory.validators import COMMON
from gis.words import catalogue, say, use_language, words_of
from layers import palette

HOUSE = Path(__file__).parents[2]
THEMES = list(registry())
UNITS = {"", "m2", "ha", "m", "km", "number", "year", "date", "url", "yes_no", "words"}
each_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.key)
ENTRIES = [
    pytest.param(theme, entry, id=f"{theme.key}-{place}")
    for theme in THEMES
    for place, entry in enumerate(theme.legend)
]


def own(theme):
    return set(theme.columns)


def keys(theme):
    """Return the key of every word that a theme wants."""
    yield from (f"{theme.topic}.title", f"{theme.topic}.about")
    yield from (f"{theme.topic}.legend.{entry.word}" for entry in theme.legend)
    yield from (f"{theme.topic}.popup.{item.column}" for item in theme.popup)


def shade(style):
    """Return what is left of a style on a black and white print."""
    return style.dash, style.hatch, style.icon, style.weight, bool(style.fill)


def luminance(colour):
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other="#ffffff"):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_file_holds_the_theme_that_it_is_named_after():
    shared = {"__init__", "columns", "palette"}
    files = {path.stem for path in (HOUSE / "layers").glob("*.py")} - shared
    assert files == {theme.key for theme in THEMES}


def test_every_theme_of_the_design_is_there():
    assert {theme.key for theme in THEMES} == {
        *("slag_heaps", "green_belt", "organic_farmland", "hedges", "nourishing_gardens"),
        *("commune", "neighbours", "parcels", "farmland", "urban_zones", "heritage", "open_farmland"),
        *("mine_shafts", "mining_railways", "mining_estates", "mining_buildings"),
        *("paths", "places", "species_sites", "protected_areas"),
        *("buildings", "woods", "urban_prescriptions", "mining_plan", "cavities", "ground_movements"),
        *("species_records", "osm_paths", "osm_hedges", "osm_gardens", "osm_trees", "osm_amenities"),
    }


@each_theme
def test_every_word_that_a_theme_wants_is_in_its_file(theme):
    assert [key for key in keys(theme) if key not in catalogue()] == []


def test_no_file_of_words_holds_one_that_its_theme_does_not_want():
    wanted = {key for theme in THEMES for key in keys(theme)}
    own = {key for key in catalogue() if key.startswith("layers.") and ".values." not in key}
    assert sorted(own - wanted) == []


def test_every_file_of_words_is_that_of_a_theme_or_shared_by_some():
    shared = {topic for theme in THEMES for topic in theme.shared}
    files = {path.stem for path in (HOUSE / "layers" / "words").glob("*.toml")}
    assert files == shared | {theme.key for theme in THEMES}


@each_theme
def test_what_a_theme_is_takes_one_or_two_short_sentences(theme):
    for about in words_of(f"{theme.topic}.about").values():
        assert about.endswith(".")
        assert len(about) < 180


@each_theme
def test_no_theme_knows_which_commune_it_shows(theme):
    text = (HOUSE / "layers" / f"{theme.key}.py").read_text(encoding="utf-8")
    assert not re.search(r"Loos|Gohelle|6252[0-9]", text.replace('shown="62528"', ""))


@each_theme
def test_the_group_of_a_theme_has_words(theme):
    for code in ("fr", "en"):
        with use_language(code):
            assert say(f"groups.{theme.group}")


def test_themes_of_one_group_stand_together():
    groups = [group for group, _ in itertools.groupby(theme.group for theme in THEMES)]
    assert len(groups) == len(set(groups))


def test_every_theme_has_a_place_of_its_own_in_the_stack():
    orders = [theme.order for theme in THEMES]
    assert len(orders) == len(set(orders))


def test_points_lie_over_lines_and_lines_over_fields():
    order = {theme.key: theme.order for theme in THEMES}
    assert (
        order["commune"] < order["farmland"] < order["organic_farmland"] < order["hedges"] < order["places"]
    )


@each_theme
def test_kind_and_columns_of_time_are_known(theme):
    assert theme.kind in get_args(Kind)
    assert {theme.since, theme.until} - {""} <= own(theme)


@each_theme
def test_own_columns_do_not_hide_the_common_ones(theme):
    assert not own(theme) & {*COMMON_COLUMNS, "geometry"}
    assert set(COMMON.columns) == set(COMMON_COLUMNS)


@each_theme
def test_popups_show_declared_columns_in_known_units(theme):
    for item in theme.popup:
        assert item.unit in UNITS
        stem = item.column.removesuffix("_*")
        names = {item.column} if stem == item.column else {f"{stem}_fr", f"{stem}_en", stem}
        assert names & (own(theme) | set(COMMON_COLUMNS)), item.column


@each_theme
def test_every_code_that_a_popup_or_legend_may_show_has_words(theme):
    shown = {item.column for item in theme.popup if item.unit == "words"}
    for column in shown & own(theme):
        assert set(theme.columns[column].codes) <= set(theme.coded_values), column


@each_theme
def test_legends_speak_of_declared_columns_and_accepted_values(theme):
    for entry in theme.legend:
        assert not entry.column or entry.column in own(theme)
        codes = theme.columns[entry.column].codes if entry.column else ()
        assert entry.value in codes or not codes, entry


@each_theme
def test_no_coded_value_is_left_without_a_legend_entry(theme):
    if all(entry.column for entry in theme.legend):
        column = theme.legend[-1].column
        named = {entry.value for entry in theme.legend if entry.column == column}
        assert set(theme.columns[column].codes) == named


@each_theme
def test_entries_of_one_legend_differ_without_any_colour(theme):
    looks = [shade(entry.style) for entry in theme.legend]
    assert len(looks) == len(set(looks))


def test_the_themes_of_the_mission_differ_without_any_colour():
    looks = [
        shade(entry.style)
        for theme in THEMES
        if theme.mission
        for entry in theme.legend
        if theme.kind == "polygon"
    ]
    assert len(looks) == len(set(looks))


@pytest.mark.parametrize(("theme", "entry"), ENTRIES)
def test_strokes_stand_out_on_white(theme, entry):
    assert contrast(entry.style.stroke) >= 3


@pytest.mark.parametrize(("theme", "entry"), ENTRIES)
def test_styles_can_be_drawn_everywhere(theme, entry):
    style = entry.style
    assert re.fullmatch(r"#[0-9a-f]{6}", style.stroke)
    assert re.fullmatch(r"(#[0-9a-f]{6})?", style.fill)
    assert re.fullmatch(r"(\d+( \d+)*)?", style.dash)
    assert len(style.dash.split()) % 2 == 0
    assert style.hatch in get_args(Hatch)
    assert 0 <= style.opacity <= 1
    assert style.icon in (palette.ICONS if theme.kind in {"point", "mixed"} else ("",))


def test_the_strokes_of_the_palette_are_dark_and_their_fills_light():
    for name, colour in vars(palette).items():
        if isinstance(colour, str) and re.fullmatch(r"#[0-9a-f]{6}", colour):
            assert (contrast(colour) < 3) == name.startswith("PALE_"), name
            _, lightness, _ = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
            assert 0 < lightness < 1


def test_the_contrast_is_that_of_the_guidelines():
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)

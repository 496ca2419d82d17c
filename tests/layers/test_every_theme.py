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
LEGENDS = {
    f"{theme.key}-{place}": (theme, entry) for theme in THEMES for place, entry in enumerate(theme.legend)
}


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
        *("easements", "planning_information", "osm_routes", "osm_parks"),
        *("species_records", "osm_paths", "osm_hedges", "osm_gardens", "osm_trees", "osm_amenities"),
    }


def test_every_word_that_a_theme_wants_is_in_its_file():
    assert [key for theme in THEMES for key in keys(theme) if key not in catalogue()] == []


def test_no_file_of_words_holds_one_that_its_theme_does_not_want():
    wanted = {key for theme in THEMES for key in keys(theme)}
    own = {key for key in catalogue() if key.startswith("layers.") and ".values." not in key}
    assert sorted(own - wanted) == []


def test_every_file_of_words_is_that_of_a_theme_or_shared_by_some():
    shared = {topic for theme in THEMES for topic in theme.shared}
    files = {path.stem for path in (HOUSE / "layers" / "words").glob("*.toml")}
    assert files == shared | {theme.key for theme in THEMES}


def test_what_a_theme_is_takes_one_or_two_short_sentences():
    abouts = [(theme.key, about) for theme in THEMES for about in words_of(f"{theme.topic}.about").values()]
    assert [key for key, about in abouts if not about.endswith(".") or len(about) >= 180] == []


def test_no_theme_knows_which_commune_it_shows():
    files = {theme.key: HOUSE / "layers" / f"{theme.key}.py" for theme in THEMES}
    texts = {key: path.read_text(encoding="utf-8") for key, path in files.items()}
    town = re.compile(r"Loos|Gohelle|6252[0-9]")
    assert [key for key, text in texts.items() if town.search(text.replace('shown="62528"', ""))] == []


def test_the_group_of_a_theme_has_words():
    for code in ("fr", "en"):
        with use_language(code):
            assert [theme.key for theme in THEMES if not say(f"groups.{theme.group}")] == []


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


def test_kind_and_columns_of_time_are_known():
    unknown = [
        theme.key
        for theme in THEMES
        if theme.kind not in get_args(Kind) or not {theme.since, theme.until} - {""} <= own(theme)
    ]
    assert unknown == []


def test_own_columns_do_not_hide_the_common_ones():
    common = {*COMMON_COLUMNS, "geometry"}
    assert {theme.key: own(theme) & common for theme in THEMES if own(theme) & common} == {}
    assert set(COMMON.columns) == set(COMMON_COLUMNS)


def names_of(item):
    """Return the columns that a popup's item may stand for."""
    stem = item.column.removesuffix("_*")
    return {item.column} if stem == item.column else {f"{stem}_fr", f"{stem}_en", stem}


def test_popups_show_declared_columns_in_known_units():
    items = [(theme, item) for theme in THEMES for item in theme.popup]
    undeclared = [
        f"{theme.key}: {item.column}"
        for theme, item in items
        if not names_of(item) & (own(theme) | set(COMMON_COLUMNS))
    ]
    assert undeclared == []
    assert [f"{theme.key}: {item.unit}" for theme, item in items if item.unit not in UNITS] == []


def test_every_code_that_a_popup_or_legend_may_show_has_words():
    codes = [
        (theme, item.column, value)
        for theme in THEMES
        for item in theme.popup
        if item.unit == "words" and item.column in own(theme)
        for value in theme.columns[item.column].codes
    ]
    assert codes
    wordless = [
        f"{theme.key}: {column}={value}" for theme, column, value in codes if value not in theme.coded_values
    ]
    assert wordless == []


def allowed(theme, column):
    """Return the values that a column accepts, none where it takes any."""
    return theme.columns[column].codes if column else ()


def test_legends_speak_of_declared_columns_and_accepted_values():
    undeclared = [
        name for name, (theme, entry) in LEGENDS.items() if entry.column and entry.column not in own(theme)
    ]
    assert undeclared == []
    refused = [
        name
        for name, (theme, entry) in LEGENDS.items()
        if allowed(theme, entry.column) and entry.value not in allowed(theme, entry.column)
    ]
    assert refused == []


def test_no_coded_value_is_left_without_a_legend_entry():
    coded = [theme for theme in THEMES if all(entry.column for entry in theme.legend)]
    assert coded
    unnamed = {}
    for theme in coded:
        column = theme.legend[-1].column
        named = {entry.value for entry in theme.legend if entry.column == column}
        values = set(theme.columns[column].codes)
        unnamed |= {theme.key: values ^ named} if values != named else {}
    assert unnamed == {}


def test_entries_of_one_legend_differ_without_any_colour():
    looks = {theme.key: [shade(entry.style) for entry in theme.legend] for theme in THEMES}
    assert [key for key, shades in looks.items() if len(shades) != len(set(shades))] == []


def test_the_themes_of_the_mission_differ_without_any_colour():
    looks = [
        shade(entry.style)
        for theme in THEMES
        if theme.mission
        for entry in theme.legend
        if theme.kind == "polygon"
    ]
    assert len(looks) == len(set(looks))


def test_strokes_stand_out_on_white():
    contrasts = {name: contrast(entry.style.stroke) for name, (_, entry) in LEGENDS.items()}
    assert {name: value for name, value in contrasts.items() if value < 3} == {}


def can_be_drawn(theme, style):
    """Return what must hold for a style, each with its name."""
    icons = palette.ICONS if theme.kind in {"point", "mixed"} else ("",)
    return {
        "stroke": re.fullmatch(r"#[0-9a-f]{6}", style.stroke),
        "fill": re.fullmatch(r"(#[0-9a-f]{6})?", style.fill),
        "dash": re.fullmatch(r"(\d+( \d+)*)?", style.dash) and len(style.dash.split()) % 2 == 0,
        "hatch": style.hatch in get_args(Hatch),
        "opacity": 0 <= style.opacity <= 1,
        "icon": style.icon in icons,
    }


def test_styles_can_be_drawn_everywhere():
    wrong = [
        f"{name}: {part}"
        for name, (theme, entry) in LEGENDS.items()
        for part, right in can_be_drawn(theme, entry.style).items()
        if not right
    ]
    assert wrong == []


def test_the_strokes_of_the_palette_are_dark_and_their_fills_light():
    for name, colour in vars(palette).items():
        if isinstance(colour, str) and re.fullmatch(r"#[0-9a-f]{6}", colour):
            assert (contrast(colour) < 3) == name.startswith("PALE_"), name
            _, lightness, _ = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
            assert 0 < lightness < 1


def test_the_contrast_is_that_of_the_guidelines():
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)

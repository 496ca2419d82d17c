"""Plants and animals, by the place where they were seen."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import flag, pattern, text, year
from layers.palette import BLUE, BROWN, GREEN, GREY, LEAF, ORANGE, PURPLE, SKY, VERMILION

MONTHS = r"(?:(?:[1-9]|1[0-2])(?:;(?:[1-9]|1[0-2]))*)?"


def _area(stroke: str, icon: str, dash: str) -> Style:
    return Style(stroke, stroke, weight=1.5, dash=dash, hatch="dots", icon=icon, opacity=0.06)


THEME = Theme(
    key="species_sites",
    group="nature",
    kind="mixed",
    columns={
        "scientific_name": text(required=True),
        "name_fr": text(),
        "name_en": text(),
        "group": text(),
        "site": text(),
        "site_id": text(),
        "site_fr": text(),
        "site_en": text(),
        "sensitive": flag(required=True),
        "season": text(),
        "season_months": pattern(MONTHS, shown="5;6;7"),
        "seen_year": year(),
        "text_fr": text(),
        "text_en": text(),
    },
    legend=(
        LegendEntry("plant", _area(LEAF, "plus", ""), "group", "plant"),
        LegendEntry("fruit", _area(ORANGE, "hexagon", "6 3"), "group", "fruit"),
        LegendEntry("bird", _area(BLUE, "triangle_down", "10 4"), "group", "bird"),
        LegendEntry("mammal", _area(BROWN, "square", "2 4"), "group", "mammal"),
        LegendEntry("butterfly", _area(PURPLE, "diamond", "8 2 2 2"), "group", "butterfly"),
        LegendEntry("dragonfly", _area(SKY, "cross", "4 2"), "group", "dragonfly"),
        LegendEntry("orthoptera", _area(GREEN, "triangle", "3 3"), "group", "orthoptera"),
        LegendEntry("amphibian", _area(VERMILION, "ring", "1 4"), "group", "amphibian"),
        LegendEntry("other", _area(GREY, "circle", "2 2")),
    ),
    popup=(
        PopupField("scientific_name"),
        PopupField("group", "words"),
        PopupField("text_*"),
        PopupField("site_*"),
        PopupField("season", "words"),
        PopupField("seen_year", "year"),
    ),
    order=16,
    shared=("species_groups",),
)

"""Plants and animals, by the place where they were seen."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import flag, pattern, text, year
from layers.palette import BLUE, BROWN, GREEN, GREY, LEAF, ORANGE, PURPLE, SKY, VERMILION
from layers.species_groups import SPECIES_GROUPS

MONTHS = r"(?:(?:[1-9]|1[0-2])(?:;(?:[1-9]|1[0-2]))*)?"


def _area(stroke: str, icon: str, dash: str) -> Style:
    return Style(stroke, stroke, weight=1.5, dash=dash, hatch="dots", icon=icon, opacity=0.06)


THEME = Theme(
    key="species_sites",
    group="nature",
    kind="mixed",
    title_fr="Plantes et animaux",
    title_en="Plants and animals",
    about_fr=(
        "Ce qui a été vu, et sur quel site. Une espèce fragile n’est jamais située plus près que la commune, "
        "et ce qui n’est pas noté peut très bien être là."
    ),
    about_en=(
        "What was seen, and on which site. Fragile species are never placed closer than the commune, "
        "and what is not noted may well be there."
    ),
    schema=pa.DataFrameSchema(
        {
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
    ),
    legend=(
        LegendEntry("Plante", "Plant", _area(LEAF, "plus", ""), "group", "plant"),
        LegendEntry("Arbre fruitier", "Fruit tree", _area(ORANGE, "hexagon", "6 3"), "group", "fruit"),
        LegendEntry("Oiseau", "Bird", _area(BLUE, "triangle_down", "10 4"), "group", "bird"),
        LegendEntry("Mammifère", "Mammal", _area(BROWN, "square", "2 4"), "group", "mammal"),
        LegendEntry("Papillon", "Butterfly", _area(PURPLE, "diamond", "8 2 2 2"), "group", "butterfly"),
        LegendEntry("Libellule", "Dragonfly", _area(SKY, "cross", "4 2"), "group", "dragonfly"),
        LegendEntry(
            "Criquet et sauterelle", "Grasshopper", _area(GREEN, "triangle", "3 3"), "group", "orthoptera"
        ),
        LegendEntry("Amphibien", "Amphibian", _area(VERMILION, "ring", "1 4"), "group", "amphibian"),
        LegendEntry("Autre", "Other", _area(GREY, "circle", "2 2")),
    ),
    popup=(
        PopupField("scientific_name", "Nom scientifique", "Scientific name"),
        PopupField("group", "Groupe", "Group", "words"),
        PopupField("text_*", "À savoir", "To know"),
        PopupField("site_*", "Site", "Site"),
        PopupField("season", "Quand", "When", "words"),
        PopupField("seen_year", "Vu en", "Seen in", "year"),
    ),
    order=16,
    values={
        **SPECIES_GROUPS,
        "commune": ("commune", "commune"),
        "heap": ("terril", "slag heap"),
        "heaps": ("terrils", "slag heaps"),
        "spring": ("printemps", "spring"),
        "summer": ("été", "summer"),
        "autumn": ("automne", "autumn"),
        "winter": ("hiver", "winter"),
        "flowering": ("à la floraison", "when in flower"),
        "october": ("octobre", "October"),
        "migration": ("pendant la migration", "during migration"),
        "night": ("la nuit", "at night"),
    },
)

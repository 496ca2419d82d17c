"""Gardens and orchards that feed people."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, flag, text, whole, year
from layers.palette import GREEN, GREY, ORANGE, PALE_ORANGE, PALE_PURPLE, PALE_STRAW, PALE_YELLOW, PURPLE

SPECIES = {
    "Malus domestica": "apple",
    "Pyrus communis": "pear",
    "Prunus domestica": "plum",
    "Prunus avium": "cherry",
    "Prunus armeniaca": "apricot",
    "Prunus persica": "peach",
    "Cydonia oblonga": "quince",
    "Mespilus germanica": "medlar",
    "Ficus carica": "fig",
    "Juglans regia": "walnut",
    "Corylus avellana": "hazelnut",
    "Castanea sativa": "chestnut",
    "Vitis vinifera": "grape",
    "Actinidia deliciosa": "kiwi",
    "Rubus idaeus": "raspberry",
    "Rubus fruticosus": "blackberry",
    "Ribes nigrum": "blackcurrant",
    "Ribes rubrum": "redcurrant",
    "Ribes uva-crispa": "gooseberry",
    "Fragaria × ananassa": "strawberry",
    "Sambucus nigra": "elderberry",
    "Rheum rhabarbarum": "rhubarb",
    "Prunus spinosa": "sloe",
}
"""The word of what grows in gardens, by its scientific name."""

THEME = Theme(
    key="nourishing_gardens",
    group="mission",
    kind="polygon",
    columns={
        "kind": code("association_garden", "food_archipelago", "orchard", "belt_orchard", "other"),
        "year": year(),
        "trees": whole(),
        "area_m2": amount(),
        "access_fr": text(),
        "access_en": text(),
        "picking": code("allowed", "ask", "no", "unknown"),
        "produce": text(),
        "manager": text(),
        "renovated": flag(),
    },
    legend=(
        LegendEntry(
            "association_garden",
            Style(PURPLE, PALE_PURPLE, weight=2, hatch="vertical"),
            "kind",
            "association_garden",
        ),
        LegendEntry(
            "food_archipelago",
            Style(ORANGE, PALE_ORANGE, weight=2, hatch="horizontal"),
            "kind",
            "food_archipelago",
        ),
        LegendEntry("orchard", Style(GREEN, PALE_YELLOW, weight=3, hatch="dots"), "kind", "orchard"),
        LegendEntry(
            "belt_orchard",
            Style(GREEN, PALE_YELLOW, weight=3, dash="6 3", hatch="dots"),
            "kind",
            "belt_orchard",
        ),
        LegendEntry("other", Style(GREY, PALE_STRAW, dash="3 3")),
    ),
    popup=(
        PopupField("kind", "words"),
        PopupField("year", "year"),
        PopupField("area_m2", "m2"),
        PopupField("trees", "number"),
        PopupField("produce", "words"),
        PopupField("picking", "words"),
        PopupField("access_*"),
        PopupField("manager"),
        PopupField("renovated", "yes_no"),
    ),
    mission=True,
    since="year",
    order=40,
    synonyms=SPECIES,
)

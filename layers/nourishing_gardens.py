"""Gardens and orchards that feed people."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, flag, text, whole, year
from layers.palette import GREEN, GREY, ORANGE, PALE_ORANGE, PALE_PURPLE, PALE_STRAW, PALE_YELLOW, PURPLE

FRUITS = (
    ("apple", "Malus domestica", "pommes", "apples"),
    ("pear", "Pyrus communis", "poires", "pears"),
    ("plum", "Prunus domestica", "prunes", "plums"),
    ("cherry", "Prunus avium", "cerises", "cherries"),
    ("apricot", "Prunus armeniaca", "abricots", "apricots"),
    ("peach", "Prunus persica", "pêches", "peaches"),
    ("quince", "Cydonia oblonga", "coings", "quinces"),
    ("medlar", "Mespilus germanica", "nèfles", "medlars"),
    ("fig", "Ficus carica", "figues", "figs"),
    ("walnut", "Juglans regia", "noix", "walnuts"),
    ("hazelnut", "Corylus avellana", "noisettes", "hazelnuts"),
    ("chestnut", "Castanea sativa", "châtaignes", "chestnuts"),
    ("grape", "Vitis vinifera", "raisins", "grapes"),
    ("kiwi", "Actinidia deliciosa", "kiwis", "kiwis"),
    ("raspberry", "Rubus idaeus", "framboises", "raspberries"),
    ("blackberry", "Rubus fruticosus", "mûres", "blackberries"),
    ("blackcurrant", "Ribes nigrum", "cassis", "blackcurrants"),
    ("redcurrant", "Ribes rubrum", "groseilles", "redcurrants"),
    ("gooseberry", "Ribes uva-crispa", "groseilles à maquereau", "gooseberries"),
    ("strawberry", "Fragaria × ananassa", "fraises", "strawberries"),
    ("elderberry", "Sambucus nigra", "sureau", "elderberries"),
    ("rhubarb", "Rheum rhabarbarum", "rhubarbe", "rhubarb"),
    ("sloe", "Prunus spinosa", "prunelles", "sloes"),
)
"""What grows in gardens: its key, its scientific name, its words in French and in English."""

THEME = Theme(
    key="nourishing_gardens",
    group="mission",
    kind="polygon",
    title_fr="Jardins et vergers nourriciers",
    title_en="Nourishing gardens and orchards",
    about_fr="Jardins partagés, parcelles de l’archipel nourricier et vergers\u00a0: ce que l’on y cueille.",
    about_en="Shared gardens, plots of the food archipelago and orchards: what may be picked there.",
    schema=pa.DataFrameSchema(
        {
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
    ),
    legend=(
        LegendEntry(
            "Jardin partagé",
            "Shared garden",
            Style(PURPLE, PALE_PURPLE, weight=2, hatch="vertical"),
            "kind",
            "association_garden",
        ),
        LegendEntry(
            "Archipel nourricier",
            "Food archipelago",
            Style(ORANGE, PALE_ORANGE, weight=2, hatch="horizontal"),
            "kind",
            "food_archipelago",
        ),
        LegendEntry(
            "Verger", "Orchard", Style(GREEN, PALE_YELLOW, weight=3, hatch="dots"), "kind", "orchard"
        ),
        LegendEntry(
            "Verger de la ceinture verte",
            "Orchard of the green belt",
            Style(GREEN, PALE_YELLOW, weight=3, dash="6 3", hatch="dots"),
            "kind",
            "belt_orchard",
        ),
        LegendEntry(
            "Autre jardin nourricier", "Other nourishing garden", Style(GREY, PALE_STRAW, dash="3 3")
        ),
    ),
    popup=(
        PopupField("kind", "Sorte", "Kind", "words"),
        PopupField("year", "Depuis", "Since", "year"),
        PopupField("area_m2", "Surface", "Area", "m2"),
        PopupField("trees", "Arbres", "Trees", "number"),
        PopupField("produce", "On y trouve", "What grows there", "words"),
        PopupField("picking", "Cueillette", "Picking", "words"),
        PopupField("access_*", "Accès", "Access"),
        PopupField("manager", "Qui s’en occupe", "Who looks after it"),
        PopupField("renovated", "Verger rénové", "Renovated orchard", "yes_no"),
    ),
    mission=True,
    since="year",
    order=40,
    values={
        "association_garden": ("jardin partagé d’une association", "shared garden of an association"),
        "food_archipelago": ("parcelle de l’archipel nourricier", "plot of the food archipelago"),
        "orchard": ("verger", "orchard"),
        "belt_orchard": ("verger de la ceinture verte", "orchard of the green belt"),
        "other": ("autre", "other"),
        "allowed": ("permise à tous", "allowed to all"),
        "ask": ("demandez d’abord", "please ask first"),
        "no": ("réservée aux jardiniers", "for the gardeners only"),
        "unknown": ("inconnue\u00a0: demandez d’abord", "unknown: please ask first"),
        **{code: (fr, en) for key, plant, fr, en in FRUITS for code in (key, plant)},
        "herbs": ("herbes aromatiques", "herbs"),
        "vegetables": ("légumes", "vegetables"),
        "fruit": ("fruits", "fruit"),
        "berries": ("petits fruits", "berries"),
    },
)

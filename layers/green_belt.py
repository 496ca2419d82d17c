"""The green belt around the town."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, flag
from layers.palette import GREEN

THEME = Theme(
    key="green_belt",
    group="mission",
    kind="line",
    title_fr="Ceinture verte",
    title_en="Green belt",
    about_fr=(
        "Un chemin vert qui fait le tour de la ville, à pied et à vélo\u00a0: "
        "il garde les champs d’un côté et les maisons de l’autre."
    ),
    about_en=(
        "A green path all around the town, on foot and by bicycle: "
        "it keeps fields on one side and houses on the other."
    ),
    schema=pa.DataFrameSchema(
        {
            "width_m": amount(),
            "kind": code("former_railway", "edge_path"),
            "edible": flag(),
            "length_m": amount(),
        },
    ),
    legend=(
        LegendEntry(
            "Tronçon où l’on cueille",
            "Stretch with fruit to pick",
            Style(GREEN, weight=7, dash="1 9"),
            "edible",
            "true",
        ),
        LegendEntry(
            "Sur une ancienne voie de la mine",
            "On a former mining railway",
            Style(GREEN, weight=5, dash="14 4"),
            "kind",
            "former_railway",
        ),
        LegendEntry(
            "À la lisière des champs",
            "Along the edge of the fields",
            Style(GREEN, weight=4),
            "kind",
            "edge_path",
        ),
        LegendEntry("Ceinture verte", "Green belt", Style(GREEN, weight=4, dash="18 4 4 4")),
    ),
    popup=(
        PopupField("kind", "Tracé", "Course", "words"),
        PopupField("length_m", "Longueur", "Length", "m"),
        PopupField("width_m", "Largeur", "Width", "m"),
        PopupField("edible", "Fruits à cueillir", "Fruit to pick", "yes_no"),
    ),
    mission=True,
    order=58,
    values={
        "former_railway": ("ancienne voie de la mine", "former mining railway"),
        "edge_path": ("lisière entre ville et champs", "edge between town and fields"),
    },
)

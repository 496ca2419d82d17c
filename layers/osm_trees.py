"""Fruit trees as OpenStreetMap has them."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import code, text
from layers.palette import MOSS, PALE_LEAF

THEME = Theme(
    key="osm_trees",
    group="osm",
    kind="point",
    title_fr="Arbres fruitiers (OpenStreetMap)",
    title_en="Fruit trees (OpenStreetMap)",
    about_fr="Arbres à fruits dessinés par les contributeurs d’OpenStreetMap. Demandez avant de cueillir.",
    about_en="Fruit trees as mapped by OpenStreetMap contributors. Ask before you pick.",
    schema=pa.DataFrameSchema(
        {
            "species": text(),
            "produce": text(),
            "access": code("closed", "unknown"),
        },
    ),
    legend=(
        LegendEntry(
            "Arbre fruitier", "Fruit tree", Style(MOSS, PALE_LEAF, weight=1.5, icon="hexagon", opacity=0.9)
        ),
    ),
    popup=(
        PopupField("species", "Espèce", "Species"),
        PopupField("produce", "Fruit", "Fruit"),
    ),
    dossier=False,
    min_zoom=15,
    order=85,
)

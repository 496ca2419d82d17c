"""Fields."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, text
from layers.palette import GREY, ORANGE, PALE_LEAF, PALE_STRAW

THEME = Theme(
    key="farmland",
    group="land",
    kind="polygon",
    title_fr="Champs",
    title_en="Farmland",
    about_fr="Les terres cultivées, champ par champ.",
    about_en="The land under cultivation, field by field.",
    schema=pa.DataFrameSchema(
        {
            "area_m2": amount(),
            "landcover": code("arable", "grassland", "permanent_crop", "wooded", "other", "unknown"),
            "crop": text(),
        },
    ),
    legend=(
        LegendEntry(
            "Prairie", "Grassland", Style(GREY, PALE_LEAF, weight=1, hatch="dots"), "landcover", "grassland"
        ),
        LegendEntry("Champ", "Field", Style(ORANGE, PALE_STRAW, weight=1)),
    ),
    popup=(
        PopupField("area_m2", "Surface", "Area", "m2"),
        PopupField("landcover", "Couvert", "Land cover", "words"),
        PopupField("crop", "Culture", "Crop", "words"),
    ),
    order=20,
    values={
        "arable": ("terre labourable", "arable land"),
        "grassland": ("prairie", "grassland"),
        "permanent_crop": ("culture permanente", "permanent crop"),
        "wooded": ("surface boisée", "wooded land"),
        "other": ("autre", "other"),
        "unknown": ("inconnu", "unknown"),
    },
)

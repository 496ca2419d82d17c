"""Hedges planted along the fields."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, text, year
from layers.palette import LEAF

THEME = Theme(
    key="hedges",
    group="mission",
    kind="line",
    title_fr="Haies",
    title_en="Hedges",
    about_fr=(
        "Les haies plantées en bord de champ\u00a0: abri pour les oiseaux, frein pour l’eau et le vent. "
        "La commune peut en compter d’autres."
    ),
    about_en=(
        "Hedges planted along the fields: shelter for birds, a brake on water and wind. "
        "There may be others in the commune."
    ),
    schema=pa.DataFrameSchema(
        {
            "planted_year": year(),
            "species": text(),
            "species_fr": text(),
            "length_m": amount(),
            "farmland_id": text(),
        },
    ),
    legend=(LegendEntry("Haie", "Hedge", Style(LEAF, weight=4, dash="1 6")),),
    popup=(
        PopupField("planted_year", "Plantée en", "Planted in", "year"),
        PopupField("length_m", "Longueur", "Length", "m"),
        PopupField("species_fr", "Arbres et arbustes", "Trees and shrubs (in French)"),
        PopupField("species", "Noms scientifiques", "Scientific names"),
    ),
    mission=True,
    since="planted_year",
    order=60,
)

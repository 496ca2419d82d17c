"""Hedges planted along the fields."""

from __future__ import annotations

import pandera.pandas as pa

from gis.themes import LegendEntry, PopupField, Style, Theme

THEME = Theme(
    key="hedges",
    group="mission",
    kind="line",
    title_fr="Haies",
    title_en="Hedges",
    about_fr="Haies replantées en bord de champ depuis les années 2000, par centaines de mètres.",
    about_en="Hedges planted again along the fields since the 2000s, a few hundred metres at a time.",
    schema=pa.DataFrameSchema(
        {
            "planted_year": pa.Column("Int64", nullable=True, required=False, coerce=True),
            "species": pa.Column(str, nullable=True, required=False),
            "length_m": pa.Column(float, nullable=True, required=False, coerce=True),
        },
    ),
    legend=(LegendEntry("Haie", "Hedge", Style("#1b5e20", weight=3, dash="1 5")),),
    popup=(
        PopupField("planted_year", "Plantée en", "Planted in", "year"),
        PopupField("length_m", "Longueur", "Length", "m"),
        PopupField("species", "Espèces", "Species"),
    ),
    mission=True,
    since="planted_year",
    order=60,
)

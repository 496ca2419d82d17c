"""Former mining railways."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, text
from layers.palette import BROWN

THEME = Theme(
    key="mining_railways",
    group="mining",
    kind="line",
    title_fr="Anciennes voies de la mine",
    title_en="Former mining railways",
    about_fr="Les «\u00a0cavaliers\u00a0», par où roulait le charbon. Beaucoup sont des chemins.",
    about_en="The “cavaliers” along which coal once rolled; many have become paths.",
    schema=pa.DataFrameSchema(
        {
            "line": text(),
            "length_m": amount(),
            "length_in_commune_m": amount(),
        },
    ),
    legend=(LegendEntry("Ancienne voie", "Former railway", Style(BROWN, weight=3, dash="10 3 1 3 1 3")),),
    popup=(
        PopupField("line", "Ligne", "Line"),
        PopupField("length_m", "Longueur publiée", "Published length", "m"),
        PopupField("length_in_commune_m", "dont dans la commune", "of which in the commune", "m"),
    ),
    order=50,
)

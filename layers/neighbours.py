"""The communes next door."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, pattern, text, whole
from layers.palette import GREY

THEME = Theme(
    key="neighbours",
    group="territory",
    kind="polygon",
    title_fr="Communes voisines",
    title_en="Neighbouring communes",
    about_fr="Les communes qui touchent le territoire, pour savoir où l’on est quand on passe la limite.",
    about_en="The communes that touch the territory, to know where you are once you cross the boundary.",
    schema=pa.DataFrameSchema(
        {
            "insee": pattern(r"(\d{2}|2[AB])\d{3}", shown="62386", required=True),
            "population": whole(),
            "area_ha": amount(),
            "epci": text(),
        },
    ),
    legend=(LegendEntry("Commune voisine", "Neighbouring commune", Style(GREY, weight=1, dash="4 3")),),
    popup=(
        PopupField("insee", "Code INSEE", "INSEE code"),
        PopupField("population", "Habitants", "Inhabitants", "number"),
        PopupField("area_ha", "Surface publiée", "Published area", "ha"),
        PopupField("epci", "Intercommunalité", "Group of communes"),
    ),
    dossier=False,
    reaches_out=True,
    order=1,
)

"""The commune itself."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, pattern, text, whole, year
from layers.palette import BLACK

THEME = Theme(
    key="commune",
    group="territory",
    kind="polygon",
    title_fr="Commune",
    title_en="Commune",
    about_fr="Le territoire dont parle cet atlas, à l’intérieur de sa limite administrative.",
    about_en="The territory that this atlas is about, within its administrative boundary.",
    schema=pa.DataFrameSchema(
        {
            "insee": pattern(r"(\d{2}|2[AB])\d{3}", shown="62041", required=True),
            "area_ha": amount(),
            "perimeter_m": amount(),
            "population": whole(),
            "population_year": year(),
            "altitude_min_m": amount(low=-100),
            "altitude_max_m": amount(low=-100),
            "epci": text(),
        },
    ),
    legend=(
        LegendEntry(
            "Limite de la commune", "Boundary of the commune", Style(BLACK, weight=3, dash="12 4 2 4")
        ),
    ),
    popup=(
        PopupField("insee", "Code INSEE", "INSEE code"),
        PopupField("population", "Habitants", "Inhabitants", "number"),
        PopupField("population_year", "Recensement de", "Census of", "year"),
        PopupField("area_ha", "Surface publiée", "Published area", "ha"),
        PopupField("altitude_min_m", "Point le plus bas", "Lowest point", "m"),
        PopupField("altitude_max_m", "Point le plus haut", "Highest point", "m"),
        PopupField("epci", "Intercommunalité", "Group of communes"),
    ),
    dossier=False,
    order=5,
)

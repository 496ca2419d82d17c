"""Open farmland from which the heaps are seen."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, text
from layers.palette import BROWN

THEME = Theme(
    key="open_farmland",
    group="planning",
    kind="polygon",
    title_fr="Parvis agricoles",
    title_en="Open farmland with views",
    about_fr="De grands champs ouverts d’où l’on voit les terrils, un paysage à garder dégagé.",
    about_en="Wide open fields from which the heaps are seen, a landscape to be kept clear.",
    schema=pa.DataFrameSchema(
        {
            "views_on": text(),
            "area_ha": amount(),
            "area_in_commune_ha": amount(),
        },
    ),
    legend=(LegendEntry("Parvis agricole", "Open farmland", Style(BROWN, weight=2.5, dash="2 6")),),
    popup=(
        PopupField("views_on", "Vue sur", "View of"),
        PopupField("area_ha", "Surface publiée", "Published area", "ha"),
        PopupField("area_in_commune_ha", "dont dans la commune", "of which in the commune", "ha"),
    ),
    order=14,
)

"""Perimeters of the mining risk prevention plan."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import text
from layers.palette import PALE_VERMILION, VERMILION

THEME = Theme(
    key="mining_plan",
    group="hazards",
    kind="polygon",
    title_fr="Plan de prévention des risques miniers",
    title_en="Mining risk prevention plan",
    about_fr="Le périmètre du plan. Ses zones sont en mairie\u00a0: la carte n’est pas un avis de sécurité.",
    about_en="The perimeter of the plan. Its zones are at the town hall: the map is no safety verdict.",
    schema=pa.DataFrameSchema(
        {
            "plan_id": text(),
            "procedure": text(),
        },
    ),
    legend=(
        LegendEntry(
            "Périmètre du plan",
            "Perimeter of the plan",
            Style(VERMILION, PALE_VERMILION, weight=2.5, dash="8 3", hatch="back_diagonal", opacity=0.3),
        ),
    ),
    popup=(
        PopupField("plan_id", "Numéro du plan", "Number of the plan"),
        PopupField("procedure", "Procédure", "Procedure"),
    ),
    order=13,
)

"""Known ground movements."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import text, year
from layers.palette import PALE_VERMILION, VERMILION

THEME = Theme(
    key="ground_movements",
    group="hazards",
    kind="point",
    title_fr="Mouvements de terrain",
    title_en="Ground movements",
    about_fr="Effondrements, glissements et coulées signalés. Ce qui n’est pas signalé a pu avoir lieu.",
    about_en="Collapses, slides and flows that were reported. What was not reported may have happened.",
    schema=pa.DataFrameSchema(
        {
            "kind": text(),
            "year": year(),
            "located": text(),
        },
    ),
    legend=(
        LegendEntry(
            "Mouvement signalé",
            "Reported movement",
            Style(VERMILION, PALE_VERMILION, weight=2, icon="triangle_down", opacity=0.9),
        ),
    ),
    popup=(
        PopupField("kind", "Sorte", "Kind"),
        PopupField("year", "Année", "Year", "year"),
        PopupField("located", "Précision du repérage", "Precision of the place"),
    ),
    since="year",
    order=83,
)

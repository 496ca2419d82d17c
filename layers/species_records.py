"""Species records, each as it was published."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, flag, text, whole, year
from layers.palette import GREEN, GREY, PALE_GREEN

THEME = Theme(
    key="species_records",
    group="nature",
    kind="mixed",
    columns={
        "scientific_name": text(required=True),
        "common_name": text(),
        "group": text(),
        "sensitive": flag(required=True),
        "records": whole(),
        "seen_year": year(),
        "precision": code("point", "cell", "commune", required=True),
        "uncertainty_m": amount(),
        "licence_url": text(),
    },
    legend=(
        LegendEntry(
            "point", Style(GREEN, PALE_GREEN, weight=1.5, icon="circle", opacity=0.8), "precision", "point"
        ),
        LegendEntry(
            "cell",
            Style(GREEN, PALE_GREEN, weight=1, dash="4 4", icon="square", opacity=0.25),
            "precision",
            "cell",
        ),
        LegendEntry(
            "commune", Style(GREY, weight=1, dash="2 4", icon="ring", opacity=0.0), "precision", "commune"
        ),
    ),
    popup=(
        PopupField("scientific_name"),
        PopupField("common_name"),
        PopupField("group", "words"),
        PopupField("seen_year", "year"),
        PopupField("records", "number"),
        PopupField("uncertainty_m", "m"),
        PopupField("licence_url", "url"),
    ),
    dossier=False,
    min_zoom=14,
    order=84,
    shared=("species_groups",),
)

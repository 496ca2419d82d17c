"""Species records, each as it was published."""

from __future__ import annotations

import pandera.pandas as pa

from gis.themes import LegendEntry, PopupField, Style, Theme
from layers.columns import code, flag, text, whole, year
from layers.palette import GREEN, GREY, PALE_GREEN

THEME = Theme(
    key="species_records",
    group="nature",
    kind="mixed",
    title_fr="Observations d’espèces",
    title_en="Species records",
    about_fr="Observations publiées. Fragile ou sans lieu sûr, une espèce n’est située qu’à la commune.",
    about_en="Published observations. Fragile or without a sure place, a species is put in the commune only.",
    schema=pa.DataFrameSchema(
        {
            "scientific_name": text(required=True),
            "common_name": text(),
            "group": text(),
            "sensitive": flag(required=True),
            "records": whole(),
            "seen_year": year(),
            "precision": code("point", "commune", required=True),
            "licence_url": text(),
        },
    ),
    legend=(
        LegendEntry(
            "Vue ici",
            "Seen here",
            Style(GREEN, PALE_GREEN, weight=1.5, icon="circle", opacity=0.8),
            "precision",
            "point",
        ),
        LegendEntry(
            "Vue dans la commune",
            "Seen in the commune",
            Style(GREY, weight=1, dash="2 4", icon="ring", opacity=0.0),
            "precision",
            "commune",
        ),
    ),
    popup=(
        PopupField("scientific_name", "Nom scientifique", "Scientific name"),
        PopupField("common_name", "Nom courant", "Common name"),
        PopupField("group", "Groupe", "Group"),
        PopupField("seen_year", "Vu en", "Seen in", "year"),
        PopupField("records", "Observations", "Records", "number"),
        PopupField("licence_url", "Licence", "Licence", "url"),
    ),
    dossier=False,
    min_zoom=14,
    order=84,
)

"""Species records, each as it was published."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, flag, text, whole, year
from layers.palette import GREEN, GREY, PALE_GREEN
from layers.species_groups import SPECIES_GROUPS

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
            "precision": code("point", "cell", "commune", required=True),
            "uncertainty_m": amount(),
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
            "Vue dans ce carré de 500 m",
            "Seen in this 500 m square",
            Style(GREEN, PALE_GREEN, weight=1, dash="4 4", icon="square", opacity=0.25),
            "precision",
            "cell",
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
        PopupField("group", "Groupe", "Group", "words"),
        PopupField("seen_year", "Vu en", "Seen in", "year"),
        PopupField("records", "Observations", "Records", "number"),
        PopupField("uncertainty_m", "Lieu sûr à", "Place sure to", "m"),
        PopupField("licence_url", "Licence", "Licence", "url"),
    ),
    dossier=False,
    min_zoom=14,
    order=84,
    values=SPECIES_GROUPS,
)

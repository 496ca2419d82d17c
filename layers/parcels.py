"""Cadastral parcels."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import code, pattern, whole
from layers.palette import GREY

THEME = Theme(
    key="parcels",
    group="land",
    kind="polygon",
    title_fr="Parcelles cadastrales",
    title_en="Cadastral parcels",
    about_fr="Le découpage du sol en parcelles, avec leur référence et leur contenance fiscale.",
    about_en="The land divided into parcels, with their reference and fiscal area.",
    schema=pa.DataFrameSchema(
        {
            "prefix": pattern(r"\d{3}", shown="000", required=True),
            "section": pattern(r"[0-9A-Z]{1,2}", shown="0A | AB", required=True),
            "number": pattern(r"\d{1,4}", shown="0025", required=True),
            "contenance_m2": whole(required=True),
            "use": code("town", "field", "garden", "heap", "road", "activity", "other"),
        },
    ),
    legend=(LegendEntry("Parcelle", "Parcel", Style(GREY, weight=0.8)),),
    popup=(
        PopupField("section", "Section", "Section"),
        PopupField("number", "Numéro", "Number"),
        PopupField("contenance_m2", "Contenance fiscale", "Fiscal area", "m2"),
        PopupField("use", "Usage", "Use", "words"),
    ),
    dossier=False,
    min_zoom=15,
    order=8,
    values={
        "town": ("ville", "town"),
        "field": ("champ", "field"),
        "garden": ("jardin", "garden"),
        "heap": ("terril", "slag heap"),
        "road": ("voie", "road"),
        "activity": ("activité", "business"),
        "other": ("autre", "other"),
    },
)

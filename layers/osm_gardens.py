"""Allotments, community gardens and orchards as OpenStreetMap has them."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, text
from layers.palette import MOSS, ORANGE, PALE_LEAF, PALE_ORANGE

THEME = Theme(
    key="osm_gardens",
    group="osm",
    kind="polygon",
    title_fr="Jardins et vergers (OpenStreetMap)",
    title_en="Gardens and orchards (OpenStreetMap)",
    about_fr="Jardins familiaux ou partagés et vergers dessinés par les contributeurs d’OpenStreetMap.",
    about_en="Allotments, shared gardens and orchards as mapped by OpenStreetMap contributors.",
    schema=pa.DataFrameSchema(
        {
            "kind": code("association_garden", "orchard", required=True),
            "area_m2": amount(),
            "picking": code("allowed", "ask", "no", "unknown"),
            "produce": text(),
            "manager": text(),
        },
    ),
    legend=(
        LegendEntry("Verger", "Orchard", Style(MOSS, PALE_LEAF, weight=1.5, hatch="dots"), "kind", "orchard"),
        LegendEntry(
            "Jardin",
            "Garden",
            Style(ORANGE, PALE_ORANGE, weight=1.5, dash="3 2"),
            "kind",
            "association_garden",
        ),
    ),
    popup=(
        PopupField("kind", "Sorte", "Kind", "words"),
        PopupField("area_m2", "Surface", "Area", "m2"),
        PopupField("produce", "Ce qui y pousse", "What grows there"),
        PopupField("manager", "Gestion", "Run by"),
    ),
    dossier=False,
    order=41,
    values={
        "association_garden": ("jardin familial ou partagé", "allotment or shared garden"),
        "orchard": ("verger", "orchard"),
    },
)

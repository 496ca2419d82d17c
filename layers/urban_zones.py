"""Zones of the local plan."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, text
from layers.palette import (
    GREEN,
    GREY,
    MOSS,
    PALE_GREEN,
    PALE_GREY,
    PALE_ORANGE,
    PALE_STRAW,
    PALE_VERMILION,
    VERMILION,
)

THEME = Theme(
    key="urban_zones",
    group="planning",
    kind="polygon",
    title_fr="Zones du plan local d’urbanisme",
    title_en="Zones of the local plan",
    about_fr=(
        "Ce que le plan local d’urbanisme permet, zone par zone. "
        "Seul le règlement publié par la mairie fait foi."
    ),
    about_en=("What the local plan allows, zone by zone. Only the town hall’s published regulations bind."),
    schema=pa.DataFrameSchema(
        {
            "label": text(required=True),
            "label_long": text(),
            "zone_type": code("U", "AUc", "AUs", "A", "N", "other", required=True),
            "document": text(),
            "approved": text(),
            "regulation_url": text(),
            "area_m2": amount(),
        },
    ),
    legend=(
        LegendEntry(
            "Zone urbaine", "Urban zone", Style(VERMILION, PALE_VERMILION, weight=2), "zone_type", "U"
        ),
        LegendEntry(
            "À urbaniser",
            "To be built on",
            Style(VERMILION, PALE_ORANGE, weight=2, dash="8 4", hatch="diagonal"),
            "zone_type",
            "AUc",
        ),
        LegendEntry(
            "À urbaniser plus tard",
            "To be built on later",
            Style(VERMILION, PALE_ORANGE, weight=2, dash="2 4", hatch="back_diagonal"),
            "zone_type",
            "AUs",
        ),
        LegendEntry(
            "Zone agricole",
            "Farming zone",
            Style(MOSS, PALE_STRAW, weight=2, hatch="horizontal"),
            "zone_type",
            "A",
        ),
        LegendEntry(
            "Zone naturelle",
            "Natural zone",
            Style(GREEN, PALE_GREEN, weight=2, hatch="dots"),
            "zone_type",
            "N",
        ),
        LegendEntry("Autre zone", "Other zone", Style(GREY, PALE_GREY, weight=1.5, dash="3 3")),
    ),
    popup=(
        PopupField("label", "Zone", "Zone"),
        PopupField("label_long", "Intitulé", "Full name"),
        PopupField("zone_type", "Sorte", "Kind", "words"),
        PopupField("document", "Document", "Document"),
        PopupField("approved", "Approuvé le", "Approved on", "date"),
        PopupField("regulation_url", "Règlement", "Regulations", "url"),
    ),
    order=10,
    values={
        "U": ("zone urbaine", "urban zone"),
        "AUc": ("à urbaniser", "to be built on"),
        "AUs": ("à urbaniser plus tard", "to be built on later"),
        "A": ("zone agricole", "farming zone"),
        "N": ("zone naturelle et forestière", "natural and wooded zone"),
        "other": ("autre", "other"),
    },
)

"""What the local plan adds to its zones: protected trees and walls, reserved land, paths to keep."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import pattern, text
from layers.palette import GREEN, PALE_GREEN, PALE_ORANGE, PALE_PURPLE, PURPLE, VERMILION

THEME = Theme(
    key="urban_prescriptions",
    group="planning",
    kind="mixed",
    title_fr="Prescriptions du plan local d’urbanisme",
    title_en="Prescriptions of the local plan",
    about_fr="Ce que le plan ajoute à ses zones\u00a0: bois protégés, terrains réservés, chemins à garder.",
    about_en="What the plan adds to its zones: protected woods, reserved land, paths to keep.",
    schema=pa.DataFrameSchema(
        {
            "code": pattern(r"\d{2}-\d{2}", shown="05-04", required=True),
            "code_text": text(),
            "text": text(),
            "document": text(),
            "approved": text(),
            "regulation_url": text(),
        },
    ),
    legend=(
        LegendEntry(
            "Espace boisé classé",
            "Protected wood",
            Style(GREEN, PALE_GREEN, weight=2, hatch="dots", icon="hexagon"),
            "code",
            "01-00",
        ),
        LegendEntry(
            "Emplacement réservé",
            "Reserved land",
            Style(VERMILION, PALE_ORANGE, weight=2, hatch="cross", icon="square"),
            "code",
            "05-00",
        ),
        LegendEntry(
            "Autre prescription",
            "Other prescription",
            Style(PURPLE, PALE_PURPLE, weight=2, dash="6 3", hatch="diagonal", icon="diamond"),
        ),
    ),
    popup=(
        PopupField("code_text", "Sorte", "Kind"),
        PopupField("text", "Précision", "Detail"),
        PopupField("document", "Document", "Document"),
        PopupField("approved", "Approuvé le", "Approved on", "date"),
        PopupField("regulation_url", "Règlement", "Regulations", "url"),
    ),
    order=11,
)

"""Zones of the local plan."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, open_code, text
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

KINDS = ("U", "AUc", "AUs", "AU", "A", "N", "01", "02", "03", "99", "unknown")
"""Types of zones, then sectors of a carte communale."""

THEME = Theme(
    key="urban_zones",
    group="planning",
    kind="polygon",
    columns={
        "label": text(required=True),
        "label_long": text(),
        "zone_type": open_code(*KINDS, required=True),
        "document": text(),
        "approved": text(),
        "regulation_url": text(),
        "area_m2": amount(),
    },
    legend=(
        LegendEntry("U", Style(VERMILION, PALE_VERMILION, weight=2), "zone_type", "U"),
        LegendEntry(
            "AUc", Style(VERMILION, PALE_ORANGE, weight=2, dash="8 4", hatch="diagonal"), "zone_type", "AUc"
        ),
        LegendEntry(
            "AUs",
            Style(VERMILION, PALE_ORANGE, weight=2, dash="2 4", hatch="back_diagonal"),
            "zone_type",
            "AUs",
        ),
        LegendEntry(
            "AU", Style(VERMILION, PALE_ORANGE, weight=2, dash="6 2 2 2", hatch="cross"), "zone_type", "AU"
        ),
        LegendEntry("A", Style(MOSS, PALE_STRAW, weight=2, hatch="horizontal"), "zone_type", "A"),
        LegendEntry("N", Style(GREEN, PALE_GREEN, weight=2, hatch="dots"), "zone_type", "N"),
        LegendEntry("01", Style(VERMILION, PALE_VERMILION, weight=2, dash="12 3"), "zone_type", "01"),
        LegendEntry(
            "02", Style(VERMILION, PALE_VERMILION, weight=2, dash="12 3", hatch="vertical"), "zone_type", "02"
        ),
        LegendEntry("03", Style(GREEN, PALE_STRAW, weight=2, dash="12 3", hatch="dots"), "zone_type", "03"),
        LegendEntry("other", Style(GREY, PALE_GREY, weight=1.5, dash="3 3")),
    ),
    popup=(
        PopupField("label"),
        PopupField("label_long"),
        PopupField("zone_type", "words"),
        PopupField("document"),
        PopupField("approved", "date"),
        PopupField("regulation_url", "url"),
    ),
    named_by="zone_type",
    order=10,
)

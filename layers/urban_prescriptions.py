"""What the local plan adds to its zones: protected trees and walls, reserved land, paths to keep."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import text
from layers.palette import GREEN, PALE_GREEN, PALE_ORANGE, PALE_PURPLE, PURPLE, VERMILION

THEME = Theme(
    key="urban_prescriptions",
    group="planning",
    kind="mixed",
    columns={
        "code": text(required=True),
        "code_text": text(),
        "text": text(),
        "document": text(),
        "approved": text(),
        "regulation_url": text(),
    },
    legend=(
        LegendEntry(
            "01-00", Style(GREEN, PALE_GREEN, weight=2, hatch="dots", icon="hexagon"), "code", "01-00"
        ),
        LegendEntry(
            "05-00", Style(VERMILION, PALE_ORANGE, weight=2, hatch="cross", icon="square"), "code", "05-00"
        ),
        LegendEntry(
            "other", Style(PURPLE, PALE_PURPLE, weight=2, dash="6 3", hatch="diagonal", icon="diamond")
        ),
    ),
    popup=(
        PopupField("code_text"),
        PopupField("code"),
        PopupField("text"),
        PopupField("document"),
        PopupField("approved", "date"),
        PopupField("regulation_url", "url"),
    ),
    order=11,
)

"""Easements of public utility: what other laws than the local plan lay on the ground."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import open_code, text
from layers.palette import (
    BLUE,
    BROWN,
    GREEN,
    GREY,
    PALE_BLUE,
    PALE_BROWN,
    PALE_GREEN,
    PALE_GREY,
    PALE_VERMILION,
    VERMILION,
)

CATEGORIES = (
    *("A1", "A2", "A3", "A4", "A5", "A7", "A8", "A9"),
    *("AC1", "AC2", "AC3", "AC4", "AR3", "AR5", "AR6", "AS1", "AS2"),
    *("EL2", "EL3", "EL5", "EL6", "EL7", "EL8", "EL9", "EL10", "EL11"),
    *("I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "INT1", "JS1"),
    *("PM1", "PM2", "PM3", "PM4", "PM5", "PT1", "PT2", "PT3", "PT4"),
    *("T1", "T2", "T4", "T5", "T7", "T8"),
)
"""Categories of the national list; another one is shown as it came."""

THEME = Theme(
    key="easements",
    group="planning",
    kind="mixed",
    columns={
        "category": open_code(*CATEGORIES, required=True),
        "part": text(),
        "text": text(),
        "approved": text(),
        "regulation": text(),
        "regulation_url": text(),
    },
    legend=(
        LegendEntry(
            "AC1",
            Style(BROWN, PALE_BROWN, weight=2, dash="4 2", hatch="diagonal", icon="square", opacity=0.3),
            "category",
            "AC1",
        ),
        LegendEntry(
            "AC2",
            Style(GREEN, PALE_GREEN, weight=2, dash="4 2", hatch="dots", icon="hexagon", opacity=0.3),
            "category",
            "AC2",
        ),
        LegendEntry(
            "AS1",
            Style(BLUE, PALE_BLUE, weight=2, dash="4 2", hatch="horizontal", icon="circle", opacity=0.3),
            "category",
            "AS1",
        ),
        LegendEntry(
            "PM1",
            Style(
                VERMILION, PALE_VERMILION, weight=2, dash="4 2", hatch="cross", icon="triangle", opacity=0.3
            ),
            "category",
            "PM1",
        ),
        LegendEntry("other", Style(GREY, PALE_GREY, weight=2, dash="4 2", icon="diamond", opacity=0.3)),
    ),
    popup=(
        PopupField("category", "words"),
        PopupField("part"),
        PopupField("text"),
        PopupField("regulation"),
        PopupField("approved", "date"),
        PopupField("regulation_url", "url"),
    ),
    named_by="category",
    order=9,
)

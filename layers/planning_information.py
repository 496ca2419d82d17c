"""What the annexes of the local plan inform of: pre-emption, development areas, archaeology, soils."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import open_code, text
from layers.palette import (
    BLUE,
    BROWN,
    ORANGE,
    PALE_BLUE,
    PALE_BROWN,
    PALE_ORANGE,
    PALE_PURPLE,
    PURPLE,
)

KINDS = (
    *("02-00", "03-00", "04-00", "04-01", "05-00", "07-00", "08-00", "09-00", "10-00", "11-00", "12-00"),
    *("13-00", "14-00", "16-00", "17-00", "19-01", "19-02", "20-00", "21-00", "22-00", "23-00", "25-00"),
    *("27-00", "30-00", "31-00", "32-00", "33-00", "34-00", "35-00", "36-00", "37-00", "38-00", "39-00"),
    *("40-01", "40-02", "41-00", "97-00", "98-00", "99-00", "99-01", "99-02"),
)
"""Codes of the national list; another one is shown as it came."""

THEME = Theme(
    key="planning_information",
    group="planning",
    kind="mixed",
    columns={
        "kind": open_code(*KINDS, required=True),
        "code": text(),
        "text": text(),
        "document": text(),
        "approved": text(),
        "regulation_url": text(),
    },
    legend=(
        LegendEntry(
            "02-00",
            Style(ORANGE, PALE_ORANGE, weight=2, dash="8 2", hatch="diagonal", icon="square", opacity=0.3),
            "kind",
            "02-00",
        ),
        LegendEntry(
            "04-00",
            Style(BLUE, PALE_BLUE, weight=1.5, dash="8 2", hatch="back_diagonal", icon="ring", opacity=0.3),
            "kind",
            "04-00",
        ),
        LegendEntry(
            "16-00",
            Style(BROWN, PALE_BROWN, weight=2, dash="8 2", hatch="dots", icon="hexagon", opacity=0.3),
            "kind",
            "16-00",
        ),
        LegendEntry("other", Style(PURPLE, PALE_PURPLE, weight=1.5, dash="8 2", icon="diamond", opacity=0.3)),
    ),
    popup=(
        PopupField("kind", "words"),
        PopupField("code"),
        PopupField("text"),
        PopupField("document"),
        PopupField("approved", "date"),
        PopupField("regulation_url", "url"),
    ),
    named_by="kind",
    order=15,
)

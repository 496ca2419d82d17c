"""Perimeters of the mining risk prevention plan."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import text
from layers.palette import PALE_VERMILION, VERMILION

THEME = Theme(
    key="mining_plan",
    group="hazards",
    kind="polygon",
    columns={
        "plan_id": text(),
        "procedure": text(),
    },
    legend=(
        LegendEntry(
            "perimeter",
            Style(VERMILION, PALE_VERMILION, weight=2.5, dash="8 3", hatch="back_diagonal", opacity=0.3),
        ),
    ),
    popup=(
        PopupField("plan_id"),
        PopupField("procedure"),
    ),
    order=13,
)

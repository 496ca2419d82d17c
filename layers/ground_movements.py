"""Known ground movements."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import text, year
from layers.palette import PALE_VERMILION, VERMILION

THEME = Theme(
    key="ground_movements",
    group="hazards",
    kind="point",
    columns={
        "kind": text(),
        "year": year(),
        "located": text(),
    },
    legend=(
        LegendEntry(
            "movement", Style(VERMILION, PALE_VERMILION, weight=2, icon="triangle_down", opacity=0.9)
        ),
    ),
    popup=(
        PopupField("kind"),
        PopupField("year", "year"),
        PopupField("located"),
    ),
    since="year",
    order=83,
)

"""Former mining railways."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, text
from layers.palette import BROWN

THEME = Theme(
    key="mining_railways",
    group="mining",
    kind="line",
    columns={
        "line": text(),
        "length_m": amount(),
        "length_in_commune_m": amount(),
    },
    legend=(LegendEntry("railway", Style(BROWN, weight=3, dash="10 3 1 3 1 3")),),
    popup=(
        PopupField("line"),
        PopupField("length_m", "m"),
        PopupField("length_in_commune_m", "m"),
    ),
    order=50,
)

"""Open farmland from which the heaps are seen."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, text
from layers.palette import BROWN

THEME = Theme(
    key="open_farmland",
    group="planning",
    kind="polygon",
    columns={
        "views_on": text(),
        "area_ha": amount(),
        "area_in_commune_ha": amount(),
    },
    legend=(LegendEntry("open_farmland", Style(BROWN, weight=2.5, dash="2 6")),),
    popup=(
        PopupField("views_on"),
        PopupField("area_ha", "ha"),
        PopupField("area_in_commune_ha", "ha"),
    ),
    order=14,
)

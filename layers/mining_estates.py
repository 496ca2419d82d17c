"""Mining estates."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, text
from layers.palette import PALE_VERMILION, VERMILION

THEME = Theme(
    key="mining_estates",
    group="mining",
    kind="polygon",
    columns={
        "form": text(),
        "company": text(),
        "interest": text(),
        "area_ha": amount(),
        "area_in_commune_ha": amount(),
        "published_ids": text(),
    },
    legend=(LegendEntry("estate", Style(VERMILION, PALE_VERMILION, weight=2, hatch="vertical")),),
    popup=(
        PopupField("form", "words"),
        PopupField("company"),
        PopupField("interest", "words"),
        PopupField("area_ha", "ha"),
        PopupField("area_in_commune_ha", "ha"),
        PopupField("published_ids"),
    ),
    order=28,
)

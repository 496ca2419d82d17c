"""Buildings of the mine."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, text
from layers.palette import BLACK, PALE_VERMILION

THEME = Theme(
    key="mining_buildings",
    group="mining",
    kind="polygon",
    columns={
        "kind": text(),
        "protection": text(),
        "period": text(),
        "unesco_id": text(),
        "area_ha": amount(),
    },
    legend=(LegendEntry("building", Style(BLACK, PALE_VERMILION, weight=2.5, hatch="cross", opacity=0.8)),),
    popup=(
        PopupField("kind", "words"),
        PopupField("protection", "words"),
        PopupField("period"),
        PopupField("area_ha", "ha"),
        PopupField("unesco_id"),
    ),
    order=42,
)

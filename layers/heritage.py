"""World Heritage: the property and its buffer zone."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, year
from layers.palette import PALE_PURPLE, PURPLE

THEME = Theme(
    key="heritage",
    group="planning",
    kind="polygon",
    columns={
        "kind": code("unesco_property", "unesco_buffer", required=True),
        "inscribed_year": year(),
        "area_ha": amount(),
        "area_in_commune_ha": amount(),
    },
    legend=(
        LegendEntry(
            "unesco_property",
            Style(PURPLE, PALE_PURPLE, weight=2.5, hatch="back_diagonal", opacity=0.3),
            "kind",
            "unesco_property",
        ),
        LegendEntry("unesco_buffer", Style(PURPLE, weight=2, dash="10 3 2 3"), "kind", "unesco_buffer"),
    ),
    popup=(
        PopupField("kind", "words"),
        PopupField("inscribed_year", "year"),
        PopupField("area_ha", "ha"),
        PopupField("area_in_commune_ha", "ha"),
    ),
    since="inscribed_year",
    order=12,
)

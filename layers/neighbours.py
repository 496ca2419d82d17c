"""The communes next door."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, pattern, text, whole
from layers.palette import GREY

THEME = Theme(
    key="neighbours",
    group="territory",
    kind="polygon",
    columns={
        "insee": pattern(r"(\d{2}|2[AB])\d{3}", shown="62386", required=True),
        "population": whole(),
        "area_ha": amount(),
        "epci": text(),
    },
    legend=(LegendEntry("neighbour", Style(GREY, weight=1, dash="4 3")),),
    popup=(
        PopupField("insee"),
        PopupField("population", "number"),
        PopupField("area_ha", "ha"),
        PopupField("epci"),
    ),
    dossier=False,
    reaches_out=True,
    order=1,
)

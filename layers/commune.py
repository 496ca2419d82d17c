"""The commune itself."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, pattern, text, whole, year
from layers.palette import BLACK

THEME = Theme(
    key="commune",
    group="territory",
    kind="polygon",
    columns={
        "insee": pattern(r"(\d{2}|2[AB])\d{3}", shown="62041", required=True),
        "area_ha": amount(),
        "perimeter_m": amount(),
        "population": whole(),
        "population_year": year(),
        "altitude_min_m": amount(low=-100),
        "altitude_max_m": amount(low=-100),
        "epci": text(),
    },
    legend=(LegendEntry("boundary", Style(BLACK, weight=3, dash="12 4 2 4")),),
    popup=(
        PopupField("insee"),
        PopupField("population", "number"),
        PopupField("population_year", "year"),
        PopupField("area_ha", "ha"),
        PopupField("altitude_min_m", "m"),
        PopupField("altitude_max_m", "m"),
        PopupField("epci"),
    ),
    dossier=False,
    order=5,
)

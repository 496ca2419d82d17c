"""Hedges planted along the fields."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, text, year
from layers.palette import LEAF

THEME = Theme(
    key="hedges",
    group="mission",
    kind="line",
    columns={
        "planted_year": year(),
        "species": text(),
        "species_fr": text(),
        "length_m": amount(),
        "farmland_id": text(),
    },
    legend=(LegendEntry("hedge", Style(LEAF, weight=4, dash="1 6")),),
    popup=(
        PopupField("planted_year", "year"),
        PopupField("length_m", "m"),
        PopupField("species_fr"),
        PopupField("species"),
    ),
    mission=True,
    since="planted_year",
    order=60,
)

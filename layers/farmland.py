"""Fields."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, text
from layers.palette import GREY, ORANGE, PALE_LEAF, PALE_STRAW

THEME = Theme(
    key="farmland",
    group="land",
    kind="polygon",
    columns={
        "area_m2": amount(),
        "landcover": code("arable", "grassland", "permanent_crop", "wooded", "other", "unknown"),
        "crop": text(),
        "crop_code": text(),
        "crop_group": text(),
    },
    legend=(
        LegendEntry("grassland", Style(GREY, PALE_LEAF, weight=1, hatch="dots"), "landcover", "grassland"),
        LegendEntry("field", Style(ORANGE, PALE_STRAW, weight=1)),
    ),
    popup=(
        PopupField("area_m2", "m2"),
        PopupField("landcover", "words"),
        PopupField("crop", "words"),
    ),
    order=20,
    shared=("crops",),
)

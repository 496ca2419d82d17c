"""Fruit trees as OpenStreetMap has them."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import code, text
from layers.palette import MOSS, PALE_LEAF

THEME = Theme(
    key="osm_trees",
    group="osm",
    kind="point",
    columns={
        "species": text(),
        "produce": text(),
        "access": code("closed", "unknown"),
    },
    legend=(LegendEntry("tree", Style(MOSS, PALE_LEAF, weight=1.5, icon="hexagon", opacity=0.9)),),
    popup=(
        PopupField("species"),
        PopupField("produce"),
    ),
    dossier=False,
    min_zoom=15,
    order=85,
)

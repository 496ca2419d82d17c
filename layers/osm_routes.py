"""Marked routes on foot, by bicycle and on horseback as OpenStreetMap has them."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import code, text
from layers.palette import BLUE, BROWN, PURPLE

THEME = Theme(
    key="osm_routes",
    group="osm",
    kind="line",
    columns={
        "kind": code("hiking", "bicycle", "horse", required=True),
        "ref": text(),
        "network": text(),
        "manager": text(),
    },
    legend=(
        LegendEntry("hiking", Style(PURPLE, weight=2.5, dash="8 3"), "kind", "hiking"),
        LegendEntry("bicycle", Style(BLUE, weight=2.5, dash="8 3 2 3"), "kind", "bicycle"),
        LegendEntry("horse", Style(BROWN, weight=2.5, dash="3 3"), "kind", "horse"),
    ),
    popup=(
        PopupField("kind", "words"),
        PopupField("ref"),
        PopupField("manager"),
    ),
    dossier=False,
    order=47,
)

"""Allotments, community gardens and orchards as OpenStreetMap has them."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, text
from layers.palette import MOSS, ORANGE, PALE_LEAF, PALE_ORANGE

THEME = Theme(
    key="osm_gardens",
    group="osm",
    kind="polygon",
    columns={
        "kind": code("association_garden", "orchard", required=True),
        "area_m2": amount(),
        "picking": code("allowed", "ask", "no", "unknown"),
        "produce": text(),
        "manager": text(),
    },
    legend=(
        LegendEntry("orchard", Style(MOSS, PALE_LEAF, weight=1.5, hatch="dots"), "kind", "orchard"),
        LegendEntry(
            "association_garden",
            Style(ORANGE, PALE_ORANGE, weight=1.5, dash="3 2"),
            "kind",
            "association_garden",
        ),
    ),
    popup=(
        PopupField("kind", "words"),
        PopupField("area_m2", "m2"),
        PopupField("produce"),
        PopupField("manager"),
    ),
    dossier=False,
    order=41,
)

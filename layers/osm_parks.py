"""Parks and nature reserves as OpenStreetMap has them."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, text
from layers.palette import GREEN, LEAF, PALE_GREEN, PALE_LEAF

THEME = Theme(
    key="osm_parks",
    group="osm",
    kind="polygon",
    columns={
        "kind": code("park", "nature_reserve", required=True),
        "area_m2": amount(),
        "access": code("closed", "unknown"),
        "manager": text(),
    },
    legend=(
        LegendEntry("park", Style(LEAF, PALE_LEAF, weight=1.5, dash="6 3"), "kind", "park"),
        LegendEntry(
            "nature_reserve", Style(GREEN, PALE_GREEN, weight=2, hatch="horizontal"), "kind", "nature_reserve"
        ),
    ),
    popup=(
        PopupField("kind", "words"),
        PopupField("area_m2", "m2"),
        PopupField("access", "words"),
        PopupField("manager"),
    ),
    dossier=False,
    order=39,
)

"""The green belt around the town."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, flag
from layers.palette import GREEN

THEME = Theme(
    key="green_belt",
    group="mission",
    kind="line",
    columns={
        "width_m": amount(),
        "kind": code("former_railway", "edge_path"),
        "edible": flag(),
        "length_m": amount(),
    },
    legend=(
        LegendEntry("edible", Style(GREEN, weight=7, dash="1 9"), "edible", "true"),
        LegendEntry("former_railway", Style(GREEN, weight=5, dash="14 4"), "kind", "former_railway"),
        LegendEntry("edge_path", Style(GREEN, weight=4), "kind", "edge_path"),
        LegendEntry("belt", Style(GREEN, weight=4, dash="18 4 4 4")),
    ),
    popup=(
        PopupField("kind", "words"),
        PopupField("length_m", "m"),
        PopupField("width_m", "m"),
        PopupField("edible", "yes_no"),
    ),
    mission=True,
    order=58,
)

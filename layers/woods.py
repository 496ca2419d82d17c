"""Woods, orchards and other vegetation."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, open_code
from layers.palette import GREEN, LEAF, MOSS, PALE_GREEN, PALE_LEAF, PALE_STRAW

KINDS = (
    "wood",
    "conifers",
    "broadleaves",
    "mixed",
    "open",
    "heath",
    "poplars",
    "orchard",
    "vineyard",
    "trees",
    "bananas",
    "sugar_cane",
    "coconuts",
    "hops",
    "mangrove",
    "rice",
    "other",
)

THEME = Theme(
    key="woods",
    group="land",
    kind="polygon",
    columns={
        "kind": open_code(*KINDS, required=True),
        "area_m2": amount(),
    },
    legend=(
        LegendEntry("orchard", Style(MOSS, PALE_LEAF, weight=1.5, hatch="dots"), "kind", "orchard"),
        LegendEntry("heath", Style(MOSS, PALE_STRAW, weight=1, hatch="back_diagonal"), "kind", "heath"),
        LegendEntry("poplars", Style(GREEN, PALE_GREEN, weight=1, hatch="vertical"), "kind", "poplars"),
        LegendEntry("wood", Style(LEAF, PALE_GREEN, weight=1, hatch="diagonal")),
    ),
    popup=(
        PopupField("kind", "words"),
        PopupField("area_m2", "m2"),
    ),
    named_by="kind",
    order=22,
)

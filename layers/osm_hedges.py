"""Hedges and rows of trees as OpenStreetMap has them."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code
from layers.palette import GREEN, LEAF

THEME = Theme(
    key="osm_hedges",
    group="osm",
    kind="line",
    columns={
        "kind": code("hedge", "tree_row", required=True),
        "length_m": amount(),
    },
    legend=(
        LegendEntry("hedge", Style(LEAF, weight=2, dash="1 3"), "kind", "hedge"),
        LegendEntry("tree_row", Style(GREEN, weight=2, dash="1 6"), "kind", "tree_row"),
    ),
    popup=(
        PopupField("kind", "words"),
        PopupField("length_m", "m"),
    ),
    dossier=False,
    min_zoom=14,
    order=61,
)

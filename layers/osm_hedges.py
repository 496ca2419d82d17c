"""Hedges and rows of trees as OpenStreetMap has them."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code
from layers.palette import GREEN, LEAF

THEME = Theme(
    key="osm_hedges",
    group="osm",
    kind="line",
    title_fr="Haies (OpenStreetMap)",
    title_en="Hedges (OpenStreetMap)",
    about_fr="Haies et alignements d’arbres dessinés par les contributeurs d’OpenStreetMap.",
    about_en="Hedges and rows of trees as mapped by OpenStreetMap contributors.",
    schema=pa.DataFrameSchema(
        {
            "kind": code("hedge", "tree_row", required=True),
            "length_m": amount(),
        },
    ),
    legend=(
        LegendEntry("Haie", "Hedge", Style(LEAF, weight=2, dash="1 3"), "kind", "hedge"),
        LegendEntry(
            "Alignement d’arbres", "Row of trees", Style(GREEN, weight=2, dash="1 6"), "kind", "tree_row"
        ),
    ),
    popup=(
        PopupField("kind", "Sorte", "Kind", "words"),
        PopupField("length_m", "Longueur", "Length", "m"),
    ),
    dossier=False,
    min_zoom=14,
    order=61,
    values={
        "hedge": ("haie", "hedge"),
        "tree_row": ("alignement d’arbres", "row of trees"),
    },
)

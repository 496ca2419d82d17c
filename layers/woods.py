"""Woods, orchards and other vegetation."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code
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
    "other",
)

THEME = Theme(
    key="woods",
    group="land",
    kind="polygon",
    title_fr="Bois et végétation",
    title_en="Woods and vegetation",
    about_fr="Bois, vergers, landes et autres surfaces couvertes d’arbres ou d’arbustes.",
    about_en="Woods, orchards, heath and other land under trees or shrubs.",
    schema=pa.DataFrameSchema(
        {
            "kind": code(*KINDS, required=True),
            "area_m2": amount(),
        },
    ),
    legend=(
        LegendEntry("Verger", "Orchard", Style(MOSS, PALE_LEAF, weight=1.5, hatch="dots"), "kind", "orchard"),
        LegendEntry(
            "Lande", "Heath", Style(MOSS, PALE_STRAW, weight=1, hatch="back_diagonal"), "kind", "heath"
        ),
        LegendEntry(
            "Peupleraie", "Poplars", Style(GREEN, PALE_GREEN, weight=1, hatch="vertical"), "kind", "poplars"
        ),
        LegendEntry("Bois", "Wood", Style(LEAF, PALE_GREEN, weight=1, hatch="diagonal")),
    ),
    popup=(
        PopupField("kind", "Sorte", "Kind", "words"),
        PopupField("area_m2", "Surface", "Area", "m2"),
    ),
    order=22,
    values={
        "wood": ("bois", "wood"),
        "conifers": ("forêt de conifères", "coniferous forest"),
        "broadleaves": ("forêt de feuillus", "broadleaved forest"),
        "mixed": ("forêt mixte", "mixed forest"),
        "open": ("forêt ouverte", "open forest"),
        "heath": ("lande", "heath"),
        "poplars": ("peupleraie", "poplars"),
        "orchard": ("verger", "orchard"),
        "vineyard": ("vigne", "vineyard"),
        "trees": ("zone arborée", "land with trees"),
        "other": ("autre", "other"),
    },
)

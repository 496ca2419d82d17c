"""What walkers look for, as OpenStreetMap has it: water, toilets, benches, buses, viewpoints."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import code
from layers.palette import BLUE, GREY, PALE_BLUE, PALE_GREY, PALE_YELLOW, PURPLE

CATEGORIES = ("water", "toilets", "bench", "picnic", "shelter", "bus", "viewpoint")


def _mark(stroke: str, fill: str, icon: str) -> Style:
    return Style(stroke, fill, weight=1.5, icon=icon, opacity=0.9)


WATER = _mark(BLUE, PALE_BLUE, "triangle_down")

THEME = Theme(
    key="osm_amenities",
    group="osm",
    kind="point",
    title_fr="Eau, bancs, toilettes, bus (OpenStreetMap)",
    title_en="Water, benches, toilets, buses (OpenStreetMap)",
    about_fr="Ce que cherchent les marcheurs, tel qu’OpenStreetMap le montre. Il en manque sans doute.",
    about_en="What walkers look for, as mapped by OpenStreetMap contributors. Some will be missing.",
    schema=pa.DataFrameSchema({"category": code(*CATEGORIES), "access": code("closed", "unknown")}),
    legend=(
        LegendEntry("Eau potable", "Drinking water", WATER, "category", "water"),
        LegendEntry("Toilettes", "Toilets", _mark(PURPLE, PALE_GREY, "square"), "category", "toilets"),
        LegendEntry("Bus", "Bus stop", _mark(GREY, PALE_YELLOW, "diamond"), "category", "bus"),
        LegendEntry("Point de vue", "Viewpoint", _mark(GREY, PALE_GREY, "star"), "category", "viewpoint"),
        LegendEntry("Banc, table, abri", "Bench, table, shelter", _mark(GREY, PALE_GREY, "circle")),
    ),
    popup=(
        PopupField("category", "Sorte", "Kind", "words"),
        PopupField("access", "Accès", "Access", "words"),
    ),
    dossier=False,
    min_zoom=15,
    order=86,
    values={
        "water": ("eau potable", "drinking water"),
        "toilets": ("toilettes", "toilets"),
        "bench": ("banc", "bench"),
        "picnic": ("table de pique-nique", "picnic table"),
        "shelter": ("abri", "shelter"),
        "bus": ("arrêt de bus", "bus stop"),
        "viewpoint": ("point de vue", "viewpoint"),
        "closed": ("réservé", "private"),
        "unknown": ("inconnu", "unknown"),
    },
)

"""What walkers look for, as OpenStreetMap has it: water, toilets, benches, buses, viewpoints."""

from __future__ import annotations

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
    columns={"category": code(*CATEGORIES), "access": code("closed", "unknown")},
    legend=(
        LegendEntry("water", WATER, "category", "water"),
        LegendEntry("toilets", _mark(PURPLE, PALE_GREY, "square"), "category", "toilets"),
        LegendEntry("bus", _mark(GREY, PALE_YELLOW, "diamond"), "category", "bus"),
        LegendEntry("viewpoint", _mark(GREY, PALE_GREY, "star"), "category", "viewpoint"),
        LegendEntry("rest", _mark(GREY, PALE_GREY, "circle")),
    ),
    popup=(
        PopupField("category", "words"),
        PopupField("access", "words"),
    ),
    dossier=False,
    min_zoom=15,
    order=86,
)

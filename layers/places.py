"""Places worth knowing."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, flag, text, year
from layers.palette import (
    BLUE,
    BROWN,
    GREEN,
    GREY,
    ORANGE,
    PALE_BLUE,
    PALE_BROWN,
    PALE_GREEN,
    PALE_GREY,
    PALE_ORANGE,
    PALE_PURPLE,
    PALE_YELLOW,
    PURPLE,
    VERMILION,
)


def _mark(stroke: str, fill: str, icon: str) -> Style:
    return Style(stroke, fill, weight=2, icon=icon, opacity=0.9)


THEME = Theme(
    key="places",
    group="places",
    kind="point",
    columns={
        "category": text(required=True),
        "theme": code("resilience", "heritage", "participation", "food", "energy", "biodiversity"),
        "coord_quality": code("exact", "approx", "street", "none"),
        "address": text(),
        "year": year(),
        "height_m": amount(),
        "text_fr": text(),
        "text_en": text(),
        "contact": text(),
        "step_free": flag(),
    },
    legend=(
        LegendEntry("heritage", _mark(BROWN, PALE_BROWN, "square"), "theme", "heritage"),
        LegendEntry("biodiversity", _mark(GREEN, PALE_GREEN, "triangle"), "theme", "biodiversity"),
        LegendEntry("food", _mark(ORANGE, PALE_ORANGE, "hexagon"), "theme", "food"),
        LegendEntry("energy", _mark(VERMILION, PALE_YELLOW, "star"), "theme", "energy"),
        LegendEntry("participation", _mark(PURPLE, PALE_PURPLE, "diamond"), "theme", "participation"),
        LegendEntry("resilience", _mark(BLUE, PALE_BLUE, "plus"), "theme", "resilience"),
        LegendEntry("other", _mark(GREY, PALE_GREY, "circle")),
    ),
    popup=(
        PopupField("category", "words"),
        PopupField("text_*"),
        PopupField("address"),
        PopupField("coord_quality", "words"),
        PopupField("year", "year"),
        PopupField("height_m", "m"),
        PopupField("step_free", "yes_no"),
        PopupField("contact"),
    ),
    dossier=False,
    reaches_out=True,
    order=90,
)

"""Slag heaps, by whether one may enter them."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, flag, text, year
from layers.palette import (
    BLACK,
    GREEN,
    GREY,
    ORANGE,
    PALE_BROWN,
    PALE_GREEN,
    PALE_GREY,
    PALE_ORANGE,
)

OPEN = Style(GREEN, PALE_GREEN, weight=2, hatch="dots")
PARTIAL = Style(ORANGE, PALE_ORANGE, weight=2.5, dash="8 4", hatch="diagonal")
CLOSED = Style(BLACK, PALE_BROWN, weight=3.5, hatch="cross", opacity=0.6)
UNKNOWN = Style(GREY, PALE_GREY, weight=2, dash="2 4")

THEME = Theme(
    key="slag_heaps",
    group="mission",
    kind="polygon",
    columns={
        "code": text(),
        "form": text(),
        "form_en": text(),
        "company": text(),
        "area_ha": amount(),
        "area_in_commune_ha": amount(),
        "perimeter_m": amount(),
        "unesco_id": text(),
        "in_property": flag(),
        "height_m": amount(),
        "altitude_min_m": amount(),
        "altitude_max_m": amount(),
        "altitude_sources": text(),
        "access": code("open", "partial", "closed", "unknown"),
        "access_fr": text(),
        "access_en": text(),
        "greened_year": year(),
        "greened_fr": text(),
        "greened_en": text(),
        "iou_generalised": amount(),
    },
    legend=(
        LegendEntry("open", OPEN, "access", "open"),
        LegendEntry("partial", PARTIAL, "access", "partial"),
        LegendEntry("closed", CLOSED, "access", "closed"),
        LegendEntry("unknown", UNKNOWN),
    ),
    popup=(
        PopupField("code"),
        PopupField("form_*"),
        PopupField("access", "words"),
        PopupField("access_*"),
        PopupField("height_m", "m"),
        PopupField("altitude_sources"),
        PopupField("area_ha", "ha"),
        PopupField("area_in_commune_ha", "ha"),
        PopupField("greened_year", "year"),
        PopupField("greened_*"),
        PopupField("company"),
        PopupField("in_property", "yes_no"),
    ),
    mission=True,
    order=30,
)

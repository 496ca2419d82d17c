"""Cadastral parcels."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import code, pattern, whole
from layers.palette import GREY

THEME = Theme(
    key="parcels",
    group="land",
    kind="polygon",
    columns={
        "prefix": pattern(r"\d{3}", shown="000", required=True),
        "section": pattern(r"[0-9A-Z]{1,2}", shown="0A | AB", required=True),
        "number": pattern(r"\d{1,4}", shown="0025", required=True),
        "contenance_m2": whole(required=True),
        "use": code("town", "field", "garden", "heap", "road", "activity", "other"),
    },
    legend=(LegendEntry("parcel", Style(GREY, weight=0.8)),),
    popup=(
        PopupField("section"),
        PopupField("number"),
        PopupField("contenance_m2", "m2"),
        PopupField("use", "words"),
    ),
    dossier=False,
    min_zoom=15,
    order=8,
)

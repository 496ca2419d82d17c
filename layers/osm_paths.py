"""Paths as OpenStreetMap has them, in a table of their own."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, flag, whole
from layers.palette import BROWN, VERMILION
from layers.paths import SURFACES

THEME = Theme(
    key="osm_paths",
    group="osm",
    kind="line",
    columns={
        "kind": code("farm_track", "path", "steps", "footbridge", "street", required=True),
        "surface": code(*SURFACES),
        "access": code("open", "closed", "no_foot"),
        "bridge": whole(low=-5),
        "width_m": amount(),
        "lit": flag(),
        "wheelchair": code("yes", "no", "unknown"),
        "traffic": code("none", "low", "high"),
    },
    legend=(
        LegendEntry("closed", Style(VERMILION, weight=2, dash="2 5"), "access", "closed"),
        LegendEntry("path", Style(BROWN, weight=1.5, dash="4 2")),
    ),
    popup=(
        PopupField("kind", "words"),
        PopupField("surface", "words"),
        PopupField("access", "words"),
        PopupField("wheelchair", "words"),
        PopupField("lit", "yes_no"),
    ),
    dossier=False,
    min_zoom=14,
    order=46,
    shared=("paths",),
)

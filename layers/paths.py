"""Streets, tracks and paths."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, flag, open_code, whole
from layers.palette import BLACK, BROWN, GREY, MOSS, ORANGE, VERMILION

SURFACES = ("asphalt", "gravel", "earth", "shale", "paved", "metal", "unknown")
NATURES = (
    *("single_carriageway", "dual_carriageway", "roundabout", "slip_road", "motorway_type", "stony_road"),
    *("track", "footpath", "stairs"),
)
"""Natures of BD TOPO; one that it adds is shown as it came."""
KINDS = ("street", "road", "farm_track", "path", "former_railway", "steps", "footbridge", "motorway")

THEME = Theme(
    key="paths",
    group="moving",
    kind="line",
    columns={
        "kind": code(*KINDS, required=True),
        "nature": open_code(*NATURES),
        "surface": code(*SURFACES),
        "access": code("open", "closed", "no_foot"),
        "bridge": whole(low=-5),
        "width_m": amount(),
        "lit": flag(),
        "wheelchair": code("yes", "no", "unknown"),
        "traffic": code("none", "low", "high"),
    },
    legend=(
        LegendEntry("closed", Style(VERMILION, weight=3, dash="2 5"), "access", "closed"),
        LegendEntry("motorway", Style(BLACK, weight=5), "kind", "motorway"),
        LegendEntry("road", Style(GREY, weight=3.5), "kind", "road"),
        LegendEntry("street", Style(GREY, weight=2.5), "kind", "street"),
        LegendEntry("farm_track", Style(ORANGE, weight=2, dash="12 4"), "kind", "farm_track"),
        LegendEntry("former_railway", Style(BROWN, weight=2.5, dash="10 3 1 3"), "kind", "former_railway"),
        LegendEntry("path", Style(MOSS, weight=2, dash="5 4"), "kind", "path"),
        LegendEntry("steps", Style(BLACK, weight=4, dash="1 2"), "kind", "steps"),
        LegendEntry("footbridge", Style(BLACK, weight=4, dash="8 2"), "kind", "footbridge"),
    ),
    popup=(
        PopupField("kind", "words"),
        PopupField("nature", "words"),
        PopupField("surface", "words"),
        PopupField("access", "words"),
        PopupField("wheelchair", "words"),
        PopupField("traffic", "words"),
        PopupField("width_m", "m"),
        PopupField("lit", "yes_no"),
    ),
    min_zoom=14,
    order=45,
)

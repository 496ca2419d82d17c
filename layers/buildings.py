"""Buildings of the cadastre."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import code
from layers.palette import BLACK, GREY, PALE_GREY

THEME = Theme(
    key="buildings",
    group="land",
    kind="polygon",
    columns={
        "kind": code("hard", "light", "other", required=True),
    },
    legend=(
        LegendEntry("light", Style(GREY, PALE_GREY, weight=1, dash="2 2"), "kind", "light"),
        LegendEntry("building", Style(BLACK, PALE_GREY, weight=1, opacity=0.8)),
    ),
    popup=(PopupField("kind", "words"),),
    min_zoom=15,
    order=43,
)

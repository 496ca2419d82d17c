"""Known cavities that mining did not leave."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import text
from layers.palette import BROWN, PALE_BROWN

THEME = Theme(
    key="cavities",
    group="hazards",
    kind="point",
    columns={
        "kind": text(),
        "located": text(),
    },
    legend=(LegendEntry("cavity", Style(BROWN, PALE_BROWN, weight=2, icon="ring", opacity=0.9)),),
    popup=(
        PopupField("kind"),
        PopupField("located"),
    ),
    order=82,
)

"""Mine shafts."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, text, year
from layers.palette import BLACK, PALE_GREY

THEME = Theme(
    key="mine_shafts",
    group="mining",
    kind="point",
    columns={
        "pit": text(),
        "shaft": text(),
        "company": text(),
        "sunk": year(),
        "closed": year(),
        "depth_m": amount(),
        "ground_level_m": amount(low=-100),
        "brgm_id": text(),
    },
    legend=(LegendEntry("shaft", Style(BLACK, PALE_GREY, weight=2, icon="cross", opacity=0.9)),),
    popup=(
        PopupField("pit"),
        PopupField("shaft"),
        PopupField("company"),
        PopupField("sunk", "year"),
        PopupField("closed", "year"),
        PopupField("depth_m", "m"),
        PopupField("ground_level_m", "m"),
        PopupField("brgm_id"),
    ),
    order=80,
)

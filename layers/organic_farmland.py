"""Fields farmed organically, by the year since which they are."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, flag, text, year
from layers.palette import GREEN, LEAF, MOSS

SINCE = "organic_since"

THEME = Theme(
    key="organic_farmland",
    group="mission",
    kind="polygon",
    columns={
        SINCE: year(required=True),
        "area_m2": amount(),
        "farmland_id": text(),
        "safer": flag(),
    },
    legend=(
        LegendEntry("until_2010", Style(LEAF, "#1f7a4d", weight=2.5, opacity=0.75), SINCE, high=2010),
        LegendEntry(
            "2011_to_2015",
            Style(LEAF, "#4fa36c", weight=2, hatch="diagonal", opacity=0.7),
            SINCE,
            low=2011,
            high=2015,
        ),
        LegendEntry(
            "2016_to_2018",
            Style(GREEN, "#86c592", weight=2, hatch="back_diagonal", opacity=0.65),
            SINCE,
            low=2016,
            high=2018,
        ),
        LegendEntry(
            "2019_to_2020",
            Style(GREEN, "#b9dcb0", weight=1.5, hatch="horizontal", opacity=0.65),
            SINCE,
            low=2019,
            high=2020,
        ),
        LegendEntry(
            "from_2021", Style(MOSS, "#e6efb5", weight=1.5, hatch="vertical", opacity=0.65), SINCE, low=2021
        ),
        LegendEntry("unknown", Style(MOSS, "#e6efb5", dash="2 5")),
    ),
    popup=(
        PopupField(SINCE, "year"),
        PopupField("area_m2", "m2"),
        PopupField("farmland_id"),
        PopupField("safer", "yes_no"),
    ),
    mission=True,
    since=SINCE,
    order=25,
)

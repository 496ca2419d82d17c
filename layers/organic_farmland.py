"""Fields farmed organically, by the year since which they are."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, flag, text, year
from layers.palette import GREEN, LEAF, MOSS

SINCE = "organic_since"

THEME = Theme(
    key="organic_farmland",
    group="mission",
    kind="polygon",
    title_fr="Terres en agriculture biologique",
    title_en="Organic farmland",
    about_fr="Les champs cultivés en bio, et l’année depuis laquelle ils le sont.",
    about_en="The fields farmed organically, and the year since which they have been.",
    schema=pa.DataFrameSchema(
        {
            SINCE: year(required=True),
            "area_m2": amount(),
            "farmland_id": text(),
            "safer": flag(),
        },
    ),
    legend=(
        LegendEntry(
            "En bio depuis 2010 ou avant",
            "Organic since 2010 or before",
            Style(LEAF, "#1f7a4d", weight=2.5, opacity=0.75),
            SINCE,
            high=2010,
        ),
        LegendEntry(
            "Depuis 2011 à 2015",
            "Since 2011 to 2015",
            Style(LEAF, "#4fa36c", weight=2, hatch="diagonal", opacity=0.7),
            SINCE,
            low=2011,
            high=2015,
        ),
        LegendEntry(
            "Depuis 2016 à 2018",
            "Since 2016 to 2018",
            Style(GREEN, "#86c592", weight=2, hatch="back_diagonal", opacity=0.65),
            SINCE,
            low=2016,
            high=2018,
        ),
        LegendEntry(
            "Depuis 2019 à 2020",
            "Since 2019 to 2020",
            Style(GREEN, "#b9dcb0", weight=1.5, hatch="horizontal", opacity=0.65),
            SINCE,
            low=2019,
            high=2020,
        ),
        LegendEntry(
            "Depuis 2021 ou après",
            "Since 2021 or later",
            Style(MOSS, "#e6efb5", weight=1.5, hatch="vertical", opacity=0.65),
            SINCE,
            low=2021,
        ),
        LegendEntry("En bio, année inconnue", "Organic, year unknown", Style(MOSS, "#e6efb5", dash="2 5")),
    ),
    popup=(
        PopupField(SINCE, "En bio depuis", "Organic since", "year"),
        PopupField("area_m2", "Surface", "Area", "m2"),
        PopupField("farmland_id", "Champ", "Field"),
        PopupField("safer", "Convention avec la SAFER", "SAFER agreement", "yes_no"),
    ),
    mission=True,
    since=SINCE,
    order=25,
)

"""Buildings of the cadastre."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import code
from layers.palette import BLACK, GREY, PALE_GREY

THEME = Theme(
    key="buildings",
    group="land",
    kind="polygon",
    title_fr="Bâtiments",
    title_en="Buildings",
    about_fr="Les bâtiments que le cadastre dessine, en dur ou légers.",
    about_en="The buildings that the cadastre draws, solid or light.",
    schema=pa.DataFrameSchema(
        {
            "kind": code("hard", "light", "other", required=True),
        },
    ),
    legend=(
        LegendEntry(
            "Construction légère",
            "Light building",
            Style(GREY, PALE_GREY, weight=1, dash="2 2"),
            "kind",
            "light",
        ),
        LegendEntry("Bâtiment", "Building", Style(BLACK, PALE_GREY, weight=1, opacity=0.8)),
    ),
    popup=(PopupField("kind", "Sorte", "Kind", "words"),),
    min_zoom=15,
    order=43,
    values={
        "hard": ("en dur", "solid"),
        "light": ("léger", "light"),
        "other": ("autre", "other"),
    },
)

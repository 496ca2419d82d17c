"""World Heritage: the property and its buffer zone."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, year
from layers.palette import PALE_PURPLE, PURPLE

THEME = Theme(
    key="heritage",
    group="planning",
    kind="polygon",
    title_fr="Patrimoine mondial",
    title_en="World Heritage",
    about_fr="Le Bassin minier inscrit par l’UNESCO et la zone tampon qui l’entoure.",
    about_en="The mining basin listed by UNESCO, and the buffer zone around it.",
    schema=pa.DataFrameSchema(
        {
            "kind": code("unesco_property", "unesco_buffer", required=True),
            "inscribed_year": year(),
            "area_ha": amount(),
            "area_in_commune_ha": amount(),
        },
    ),
    legend=(
        LegendEntry(
            "Bien inscrit",
            "Listed property",
            Style(PURPLE, PALE_PURPLE, weight=2.5, hatch="back_diagonal", opacity=0.3),
            "kind",
            "unesco_property",
        ),
        LegendEntry(
            "Zone tampon",
            "Buffer zone",
            Style(PURPLE, weight=2, dash="10 3 2 3"),
            "kind",
            "unesco_buffer",
        ),
    ),
    popup=(
        PopupField("kind", "Sorte", "Kind", "words"),
        PopupField("inscribed_year", "Inscrit en", "Listed in", "year"),
        PopupField("area_ha", "Surface publiée", "Published area", "ha"),
        PopupField("area_in_commune_ha", "dont dans la commune", "of which in the commune", "ha"),
    ),
    since="inscribed_year",
    order=12,
    values={
        "unesco_property": ("bien inscrit", "listed property"),
        "unesco_buffer": ("zone tampon", "buffer zone"),
    },
)

"""Known cavities that mining did not leave."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import text
from layers.palette import BROWN, PALE_BROWN

THEME = Theme(
    key="cavities",
    group="hazards",
    kind="point",
    title_fr="Cavités souterraines",
    title_en="Underground cavities",
    about_fr="Caves, carrières et ouvrages connus. Les cavités laissées par la mine n’y figurent pas.",
    about_en="Known cellars, quarries and works. Cavities left by mining are not listed.",
    schema=pa.DataFrameSchema(
        {
            "kind": text(),
            "located": text(),
        },
    ),
    legend=(
        LegendEntry(
            "Cavité connue", "Known cavity", Style(BROWN, PALE_BROWN, weight=2, icon="ring", opacity=0.9)
        ),
    ),
    popup=(
        PopupField("kind", "Sorte", "Kind"),
        PopupField("located", "Précision du repérage", "Precision of the place"),
    ),
    order=82,
)

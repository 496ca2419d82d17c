"""Mine shafts."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, text, year
from layers.palette import BLACK, PALE_GREY

THEME = Theme(
    key="mine_shafts",
    group="mining",
    kind="point",
    title_fr="Puits de mine",
    title_en="Mine shafts",
    about_fr="Les anciens puits, tous fermés. La carte montre leur place, pas une zone de risque.",
    about_en="The former shafts, all closed. The map shows where they are, not a zone of risk.",
    schema=pa.DataFrameSchema(
        {
            "pit": text(),
            "shaft": text(),
            "company": text(),
            "sunk": year(),
            "closed": year(),
            "depth_m": amount(),
            "ground_level_m": amount(low=-100),
            "brgm_id": text(),
        },
    ),
    legend=(
        LegendEntry(
            "Puits de mine", "Mine shaft", Style(BLACK, PALE_GREY, weight=2, icon="cross", opacity=0.9)
        ),
    ),
    popup=(
        PopupField("pit", "Fosse", "Pit"),
        PopupField("shaft", "Puits", "Shaft"),
        PopupField("company", "Compagnie minière", "Mining company"),
        PopupField("sunk", "Foncé en", "Sunk in", "year"),
        PopupField("closed", "Fermé en", "Closed in", "year"),
        PopupField("depth_m", "Profondeur", "Depth", "m"),
        PopupField("ground_level_m", "Altitude du sol", "Ground level", "m"),
        PopupField("brgm_id", "Numéro au BRGM", "BRGM number"),
    ),
    order=80,
)

"""Buildings of the mine."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, text
from layers.palette import BLACK, PALE_VERMILION

THEME = Theme(
    key="mining_buildings",
    group="mining",
    kind="polygon",
    title_fr="Bâtiments de la mine",
    title_en="Mining buildings",
    about_fr="Fosses, maisons d’ingénieur et autres bâtiments que la mine a laissés debout.",
    about_en="Pits, engineers’ houses and other buildings that mining left standing.",
    schema=pa.DataFrameSchema(
        {
            "kind": text(),
            "protection": text(),
            "period": text(),
            "unesco_id": text(),
            "area_ha": amount(),
        },
    ),
    legend=(
        LegendEntry(
            "Bâtiment de la mine",
            "Mining building",
            Style(BLACK, PALE_VERMILION, weight=2.5, hatch="cross", opacity=0.8),
        ),
    ),
    popup=(
        PopupField("kind", "Sorte", "Kind", "words"),
        PopupField("protection", "Protection", "Protection", "words"),
        PopupField("period", "Époque", "Period"),
        PopupField("area_ha", "Surface publiée", "Published area", "ha"),
        PopupField("unesco_id", "Numéro à l’UNESCO", "UNESCO number"),
    ),
    order=42,
    values={
        "Fosse": ("fosse", "pit"),
        "Maison d'ingénieur": ("maison d’ingénieur", "engineer’s house"),
        "Inscrit MH": ("inscrit aux monuments historiques", "registered historic monument"),
        "Classé MH": ("classé monument historique", "listed historic monument"),
        "Situé en abords MH": ("aux abords d’un monument historique", "near a historic monument"),
    },
)

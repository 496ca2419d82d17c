"""Mining estates."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, text
from layers.palette import PALE_VERMILION, VERMILION

THEME = Theme(
    key="mining_estates",
    group="mining",
    kind="polygon",
    title_fr="Cités minières",
    title_en="Mining estates",
    about_fr="Les quartiers que les compagnies ont bâtis pour les mineurs et leurs familles.",
    about_en="The quarters that the companies built for miners and their families.",
    schema=pa.DataFrameSchema(
        {
            "form": text(),
            "company": text(),
            "interest": text(),
            "area_ha": amount(),
            "area_in_commune_ha": amount(),
            "published_ids": text(),
        },
    ),
    legend=(
        LegendEntry(
            "Cité minière", "Mining estate", Style(VERMILION, PALE_VERMILION, weight=2, hatch="vertical")
        ),
    ),
    popup=(
        PopupField("form", "Forme", "Form", "words"),
        PopupField("company", "Compagnie minière", "Mining company"),
        PopupField("interest", "Intérêt patrimonial", "Heritage interest", "words"),
        PopupField("area_ha", "Surface publiée", "Published area", "ha"),
        PopupField("area_in_commune_ha", "dont dans la commune", "of which in the commune", "ha"),
        PopupField("published_ids", "Numéros publiés", "Published numbers"),
    ),
    order=28,
    values={
        "Cité pavillonnaire": ("cité pavillonnaire", "estate of detached houses"),
        "Cité moderne": ("cité moderne", "modern estate"),
        "Cité-jardin": ("cité-jardin", "garden estate"),
        "Coron": ("coron", "terraced miners’ row"),
        "Témoin": ("témoin", "a witness of its time"),
        "Remarquable": ("remarquable", "remarkable"),
        "Exceptionnelle": ("exceptionnelle", "exceptional"),
    },
)

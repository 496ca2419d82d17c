"""Protected and inventoried natural areas."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, text
from layers.palette import BLUE, GREEN, GREY, PALE_BLUE, PALE_GREEN, PALE_GREY, PALE_LEAF

KINDS = (
    "znieff1",
    "znieff2",
    "natura_habitats",
    "natura_birds",
    "biotope_order",
    "nature_reserve",
    "conservatory",
    "regional_park",
    "other",
)

THEME = Theme(
    key="protected_areas",
    group="nature",
    kind="polygon",
    title_fr="Espaces naturels protégés ou inventoriés",
    title_en="Protected and inventoried natural areas",
    about_fr="ZNIEFF, Natura 2000, réserves et autres espaces que la loi ou un inventaire reconnaît.",
    about_en="ZNIEFF inventory, Natura 2000, reserves and other areas known to the law or to an inventory.",
    schema=pa.DataFrameSchema(
        {
            "kind": code(*KINDS, required=True),
            "code": text(),
            "area_ha": amount(),
            "url": text(),
        },
    ),
    legend=(
        LegendEntry(
            "ZNIEFF de type I",
            "ZNIEFF, type I",
            Style(GREEN, PALE_GREEN, weight=2, hatch="diagonal", opacity=0.3),
            "kind",
            "znieff1",
        ),
        LegendEntry(
            "ZNIEFF de type II",
            "ZNIEFF, type II",
            Style(GREEN, PALE_LEAF, weight=2, dash="8 4", hatch="back_diagonal", opacity=0.3),
            "kind",
            "znieff2",
        ),
        LegendEntry(
            "Natura 2000, habitats",
            "Natura 2000, habitats",
            Style(BLUE, PALE_BLUE, weight=2.5, hatch="horizontal", opacity=0.3),
            "kind",
            "natura_habitats",
        ),
        LegendEntry(
            "Natura 2000, oiseaux",
            "Natura 2000, birds",
            Style(BLUE, PALE_BLUE, weight=2.5, dash="2 4", hatch="vertical", opacity=0.3),
            "kind",
            "natura_birds",
        ),
        LegendEntry(
            "Autre espace protégé",
            "Other protected area",
            Style(GREY, PALE_GREY, weight=2, dash="10 3 2 3", opacity=0.3),
        ),
    ),
    popup=(
        PopupField("kind", "Sorte", "Kind", "words"),
        PopupField("code", "Numéro", "Number"),
        PopupField("area_ha", "Surface publiée", "Published area", "ha"),
        PopupField("url", "Fiche", "Record", "url"),
    ),
    order=18,
    values={
        "znieff1": ("ZNIEFF de type I", "ZNIEFF, type I"),
        "znieff2": ("ZNIEFF de type II", "ZNIEFF, type II"),
        "natura_habitats": ("Natura 2000, habitats", "Natura 2000, habitats"),
        "natura_birds": ("Natura 2000, oiseaux", "Natura 2000, birds"),
        "biotope_order": ("arrêté de protection de biotope", "biotope protection order"),
        "nature_reserve": ("réserve naturelle", "nature reserve"),
        "conservatory": ("site d’un conservatoire", "conservatory site"),
        "regional_park": ("parc naturel régional", "regional nature park"),
        "other": ("autre", "other"),
    },
)

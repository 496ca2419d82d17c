"""Protected and inventoried natural areas."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, text
from layers.palette import BLUE, GREEN, GREY, PALE_BLUE, PALE_GREEN, PALE_GREY, PALE_LEAF

KINDS = (
    "national_park",
    "integral_reserve",
    "nature_reserve",
    "reserve_perimeter",
    "biological_reserve",
    "wildlife_reserve",
    "biotope_order",
    "habitat_order",
    "geotope_order",
    "geosites_order",
    "natura_habitats",
    "natura_birds",
    "znieff1",
    "znieff2",
    "regional_park",
    "marine_park",
    "conservatory",
    "coastal_conservatory",
    "ramsar",
    "biosphere_reserve",
    "ospar",
    "geopark",
    "geological_heritage",
    "great_site",
    "other",
)

THEME = Theme(
    key="protected_areas",
    group="nature",
    kind="polygon",
    columns={
        "kind": code(*KINDS, required=True),
        "list": text(),
        "code": text(),
        "area_ha": amount(),
        "url": text(),
    },
    legend=(
        LegendEntry(
            "national_park",
            Style(GREEN, PALE_GREEN, weight=3, hatch="cross", opacity=0.3),
            "kind",
            "national_park",
        ),
        LegendEntry(
            "nature_reserve",
            Style(GREEN, PALE_GREEN, weight=3, dash="6 2", hatch="dots", opacity=0.3),
            "kind",
            "nature_reserve",
        ),
        LegendEntry(
            "znieff1", Style(GREEN, PALE_GREEN, weight=2, hatch="diagonal", opacity=0.3), "kind", "znieff1"
        ),
        LegendEntry(
            "znieff2",
            Style(GREEN, PALE_LEAF, weight=2, dash="8 4", hatch="back_diagonal", opacity=0.3),
            "kind",
            "znieff2",
        ),
        LegendEntry(
            "natura_habitats",
            Style(BLUE, PALE_BLUE, weight=2.5, hatch="horizontal", opacity=0.3),
            "kind",
            "natura_habitats",
        ),
        LegendEntry(
            "natura_birds",
            Style(BLUE, PALE_BLUE, weight=2.5, dash="2 4", hatch="vertical", opacity=0.3),
            "kind",
            "natura_birds",
        ),
        LegendEntry("other", Style(GREY, PALE_GREY, weight=2, dash="10 3 2 3", opacity=0.3)),
    ),
    popup=(
        PopupField("kind", "words"),
        PopupField("code"),
        PopupField("list"),
        PopupField("area_ha", "ha"),
        PopupField("url", "url"),
    ),
    named_by="kind",
    order=18,
)

"""Places worth knowing."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, flag, text, year
from layers.palette import (
    BLUE,
    BROWN,
    GREEN,
    GREY,
    ORANGE,
    PALE_BLUE,
    PALE_BROWN,
    PALE_GREEN,
    PALE_GREY,
    PALE_ORANGE,
    PALE_PURPLE,
    PALE_YELLOW,
    PURPLE,
    VERMILION,
)


def _mark(stroke: str, fill: str, icon: str) -> Style:
    return Style(stroke, fill, weight=2, icon=icon, opacity=0.9)


THEME = Theme(
    key="places",
    group="places",
    kind="point",
    title_fr="Lieux à connaître",
    title_en="Places to know",
    about_fr="Les lieux dont parlent la ville et ceux qui l’ont visitée, avec la précision de leur position.",
    about_en="The places that the town and its visitors speak of, with how exactly each is located.",
    schema=pa.DataFrameSchema(
        {
            "category": text(required=True),
            "theme": code("resilience", "heritage", "participation", "food", "energy", "biodiversity"),
            "coord_quality": code("exact", "approx", "street", "none"),
            "address": text(),
            "year": year(),
            "height_m": amount(),
            "text_fr": text(),
            "text_en": text(),
            "contact": text(),
            "step_free": flag(),
        },
    ),
    legend=(
        LegendEntry("Patrimoine", "Heritage", _mark(BROWN, PALE_BROWN, "square"), "theme", "heritage"),
        LegendEntry("Nature", "Nature", _mark(GREEN, PALE_GREEN, "triangle"), "theme", "biodiversity"),
        LegendEntry("Nourriture", "Food", _mark(ORANGE, PALE_ORANGE, "hexagon"), "theme", "food"),
        LegendEntry("Énergie", "Energy", _mark(VERMILION, PALE_YELLOW, "star"), "theme", "energy"),
        LegendEntry(
            "Participation", "Participation", _mark(PURPLE, PALE_PURPLE, "diamond"), "theme", "participation"
        ),
        LegendEntry("Résilience", "Resilience", _mark(BLUE, PALE_BLUE, "plus"), "theme", "resilience"),
        LegendEntry("Autre lieu", "Other place", _mark(GREY, PALE_GREY, "circle")),
    ),
    popup=(
        PopupField("category", "Sorte", "Kind", "words"),
        PopupField("text_*", "À savoir", "To know"),
        PopupField("address", "Adresse", "Address"),
        PopupField("coord_quality", "Position", "Location", "words"),
        PopupField("year", "Depuis", "Since", "year"),
        PopupField("height_m", "Hauteur", "Height", "m"),
        PopupField("step_free", "Sans marche", "Step-free", "yes_no"),
        PopupField("contact", "Contact", "Contact"),
    ),
    dossier=False,
    reaches_out=True,
    order=90,
    values={
        "resilience": ("résilience", "resilience"),
        "heritage": ("patrimoine", "heritage"),
        "participation": ("participation", "participation"),
        "food": ("nourriture", "food"),
        "energy": ("énergie", "energy"),
        "biodiversity": ("biodiversité", "biodiversity"),
        "exact": ("exacte", "exact"),
        "approx": ("approchée", "approximate"),
        "street": ("à la rue près", "to within the street"),
        "none": ("inconnue", "unknown"),
        "heritage_site": ("site du patrimoine", "heritage site"),
        "nourishing_garden": ("jardin nourricier", "nourishing garden"),
        "nourishing_place": ("lieu nourricier", "nourishing place"),
        "demo_building": ("bâtiment exemplaire", "demonstration building"),
        "landmark": ("repère", "landmark"),
        "actor": ("acteur du territoire", "local organisation"),
        "trailhead": ("départ de promenade", "trailhead"),
        "trail_node": ("étape de promenade", "point on a trail"),
        "natural_curiosity": ("curiosité naturelle", "natural curiosity"),
        "viewpoint": ("point de vue", "viewpoint"),
        "safety": ("secours", "rescue point"),
        "protected_area": ("espace protégé", "protected area"),
        "civic": ("lieu public", "public place"),
        "museum": ("musée", "museum"),
        "school": ("école", "school"),
        "wildlife": ("vie sauvage", "wildlife"),
        "leisure": ("loisirs", "leisure"),
        "restaurant": ("restaurant", "restaurant"),
        "farm": ("ferme", "farm"),
        "farm_cooperative": ("coopérative agricole", "farm cooperative"),
        "memorial": ("mémorial", "memorial"),
        "station": ("gare", "railway station"),
        "slag_heap": ("terril", "slag heap"),
    },
)

"""Streets, tracks and paths."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, flag, whole
from layers.palette import BLACK, BROWN, GREY, MOSS, ORANGE, VERMILION

SURFACES = ("asphalt", "gravel", "earth", "shale", "paved", "metal", "unknown")
KINDS = ("street", "road", "farm_track", "path", "former_railway", "steps", "footbridge", "motorway")

WORDS = {
    "street": ("rue", "street"),
    "road": ("route", "road"),
    "farm_track": ("chemin de terre", "farm track"),
    "path": ("sentier", "path"),
    "former_railway": ("ancienne voie de la mine", "former mining railway"),
    "steps": ("escalier", "steps"),
    "footbridge": ("passerelle", "footbridge"),
    "motorway": ("autoroute", "motorway"),
    "asphalt": ("enrobé", "asphalt"),
    "gravel": ("gravier", "gravel"),
    "earth": ("terre", "earth"),
    "shale": ("schiste", "shale"),
    "paved": ("pavés", "paving stones"),
    "metal": ("métal", "metal"),
    "unknown": ("inconnu", "unknown"),
    "open": ("ouvert", "open"),
    "closed": ("fermé", "closed"),
    "no_foot": ("interdit à pied", "not on foot"),
    "yes": ("oui", "yes"),
    "no": ("non", "no"),
    "none": ("aucune", "none"),
    "low": ("faible", "light"),
    "high": ("forte", "heavy"),
}
"""What the codes of paths are called in French and in English."""

THEME = Theme(
    key="paths",
    group="moving",
    kind="line",
    title_fr="Rues et chemins",
    title_en="Streets and paths",
    about_fr="Par où l’on passe\u00a0: rues, chemins de terre, sentiers, escaliers et passerelles.",
    about_en="The ways through: streets, farm tracks, paths, steps and footbridges.",
    schema=pa.DataFrameSchema(
        {
            "kind": code(*KINDS, required=True),
            "surface": code(*SURFACES),
            "access": code("open", "closed", "no_foot"),
            "bridge": whole(low=-5),
            "width_m": amount(),
            "lit": flag(),
            "wheelchair": code("yes", "no", "unknown"),
            "traffic": code("none", "low", "high"),
        },
    ),
    legend=(
        LegendEntry("Fermé", "Closed", Style(VERMILION, weight=3, dash="2 5"), "access", "closed"),
        LegendEntry("Autoroute", "Motorway", Style(BLACK, weight=5), "kind", "motorway"),
        LegendEntry("Route", "Road", Style(GREY, weight=3.5), "kind", "road"),
        LegendEntry("Rue", "Street", Style(GREY, weight=2.5), "kind", "street"),
        LegendEntry(
            "Chemin de terre", "Farm track", Style(ORANGE, weight=2, dash="12 4"), "kind", "farm_track"
        ),
        LegendEntry(
            "Ancienne voie de la mine",
            "Former mining railway",
            Style(BROWN, weight=2.5, dash="10 3 1 3"),
            "kind",
            "former_railway",
        ),
        LegendEntry("Sentier", "Path", Style(MOSS, weight=2, dash="5 4"), "kind", "path"),
        LegendEntry("Escalier", "Steps", Style(BLACK, weight=4, dash="1 2"), "kind", "steps"),
        LegendEntry("Passerelle", "Footbridge", Style(BLACK, weight=4, dash="8 2"), "kind", "footbridge"),
    ),
    popup=(
        PopupField("kind", "Sorte", "Kind", "words"),
        PopupField("surface", "Sol", "Surface", "words"),
        PopupField("access", "Accès", "Access", "words"),
        PopupField("wheelchair", "En fauteuil roulant", "By wheelchair", "words"),
        PopupField("traffic", "Circulation", "Traffic", "words"),
        PopupField("width_m", "Largeur", "Width", "m"),
        PopupField("lit", "Éclairé la nuit", "Lit at night", "yes_no"),
    ),
    min_zoom=14,
    order=45,
    values=WORDS,
)

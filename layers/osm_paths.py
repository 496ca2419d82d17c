"""Paths as OpenStreetMap has them, in a table of their own."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, flag, whole
from layers.palette import BROWN, VERMILION
from layers.paths import SURFACES, WORDS

THEME = Theme(
    key="osm_paths",
    group="osm",
    kind="line",
    title_fr="Chemins (OpenStreetMap)",
    title_en="Paths (OpenStreetMap)",
    about_fr="Sentiers, chemins et escaliers dessinés par les contributeurs d’OpenStreetMap.",
    about_en="Paths, tracks and steps as mapped by OpenStreetMap contributors.",
    schema=pa.DataFrameSchema(
        {
            "kind": code("farm_track", "path", "steps", "footbridge", "street", required=True),
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
        LegendEntry("Fermé", "Closed", Style(VERMILION, weight=2, dash="2 5"), "access", "closed"),
        LegendEntry("Chemin (OpenStreetMap)", "Path (OpenStreetMap)", Style(BROWN, weight=1.5, dash="4 2")),
    ),
    popup=(
        PopupField("kind", "Sorte", "Kind", "words"),
        PopupField("surface", "Sol", "Surface", "words"),
        PopupField("access", "Accès", "Access", "words"),
        PopupField("wheelchair", "En fauteuil roulant", "By wheelchair", "words"),
        PopupField("lit", "Éclairé la nuit", "Lit at night", "yes_no"),
    ),
    dossier=False,
    min_zoom=14,
    order=46,
    values=WORDS,
)

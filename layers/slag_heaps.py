"""Slag heaps, by whether one may enter them."""

from __future__ import annotations

import pandera.pandas as pa

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code, flag, text, year
from layers.palette import (
    BLACK,
    GREEN,
    GREY,
    ORANGE,
    PALE_BROWN,
    PALE_GREEN,
    PALE_GREY,
    PALE_ORANGE,
)

OPEN = Style(GREEN, PALE_GREEN, weight=2, hatch="dots")
PARTIAL = Style(ORANGE, PALE_ORANGE, weight=2.5, dash="8 4", hatch="diagonal")
CLOSED = Style(BLACK, PALE_BROWN, weight=3.5, hatch="cross", opacity=0.6)
UNKNOWN = Style(GREY, PALE_GREY, weight=2, dash="2 4")

THEME = Theme(
    key="slag_heaps",
    group="mission",
    kind="polygon",
    title_fr="Terrils",
    title_en="Slag heaps",
    about_fr=(
        "Les collines que la mine a laissées, leur histoire et leur verdure. "
        "Regardez l’accès avant d’y aller\u00a0: certaines sont fermées."
    ),
    about_en=(
        "The hills that mining left behind, their story and their greenery. "
        "Look at the access before you go: some are closed."
    ),
    schema=pa.DataFrameSchema(
        {
            "code": text(),
            "form": text(),
            "form_en": text(),
            "company": text(),
            "area_ha": amount(),
            "area_in_commune_ha": amount(),
            "perimeter_m": amount(),
            "unesco_id": text(),
            "in_property": flag(),
            "height_m": amount(),
            "altitude_min_m": amount(),
            "altitude_max_m": amount(),
            "altitude_sources": text(),
            "access": code("open", "partial", "closed", "unknown"),
            "access_fr": text(),
            "access_en": text(),
            "greened_year": year(),
            "greened_fr": text(),
            "greened_en": text(),
            "iou_generalised": amount(),
        },
    ),
    legend=(
        LegendEntry("Terril ouvert", "Heap, open", OPEN, "access", "open"),
        LegendEntry("Terril ouvert en partie", "Heap, partly open", PARTIAL, "access", "partial"),
        LegendEntry("Terril fermé au public", "Heap, closed to the public", CLOSED, "access", "closed"),
        LegendEntry("Terril, accès inconnu", "Heap, access unknown", UNKNOWN),
    ),
    popup=(
        PopupField("code", "Numéro", "Number"),
        PopupField("form_*", "Forme", "Form"),
        PopupField("access", "Accès", "Access", "words"),
        PopupField("access_*", "À savoir avant d’y aller", "To know before you go"),
        PopupField("height_m", "Hauteur au-dessus du sol", "Height above ground", "m"),
        PopupField("altitude_sources", "Altitudes publiées", "Published altitudes"),
        PopupField("area_ha", "Surface publiée", "Published area", "ha"),
        PopupField("area_in_commune_ha", "dont dans la commune", "of which in the commune", "ha"),
        PopupField("greened_year", "Reverdi en", "Greened in", "year"),
        PopupField("greened_*", "Ce qui y pousse", "What grows there"),
        PopupField("company", "Compagnie minière", "Mining company"),
        PopupField("in_property", "Dans le bien de l’UNESCO", "In the UNESCO property", "yes_no"),
    ),
    mission=True,
    order=30,
    values={
        "open": ("ouvert", "open"),
        "partial": ("ouvert en partie", "partly open"),
        "closed": ("fermé au public", "closed to the public"),
        "unknown": ("inconnu", "unknown"),
    },
)

"""Describes the embedded territory: its name in sentences, its frame, its neighbours, its notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyproj import Transformer

from data.draw.facts import CRS

if TYPE_CHECKING:
    from data.draw.frame import Drawn

DECIMALS = 6
NOTICE_FR = (
    "Données embarquées\u00a0: les contours miniers sont généralisés à 25\u00a0m, les champs, haies, jardins,"
    " parcelles et chemins sont dessinés d’après des totaux publiés. Rien ici n’est un relevé de terrain."
)
NOTICE_EN = (
    "Embedded data: mining outlines are generalised to 25\u00a0m; fields, hedges, gardens, parcels and paths"
    " are drawn from published totals. Nothing here is a survey."
)
NOTICE_NL = (
    "Ingebouwde gegevens: de contouren van de mijnbouw zijn veralgemeend tot op 25\u00a0m; velden, hagen,"
    " tuinen, percelen en wegen zijn getekend naar gepubliceerde totalen."
    " Niets hier is een opmeting op het terrein."
)


def describe(drawn: Drawn) -> dict[str, Any]:
    """Return what ``territory.json`` holds; ``centre`` and ``bbox`` are WGS 84 longitude, latitude."""
    commune = drawn["commune"].iloc[0]
    to_wgs84 = Transformer.from_crs(CRS, "EPSG:4326", always_xy=True)
    west, south, east, north = to_wgs84.transform_bounds(*commune.geometry.bounds)
    around = drawn["neighbours"].sort_values("insee")
    return {
        "insee": commune["insee"],
        "name": commune["name"],
        "of_fr": "de Loos-en-Gohelle",
        "at_fr": "à Loos-en-Gohelle",
        "centre": [round((west + east) / 2, DECIMALS), round((south + north) / 2, DECIMALS)],
        "bbox": [round(edge, DECIMALS) for edge in (west, south, east, north)],
        "postcode": "62750",
        "department": "62",
        "neighbours": around[["insee", "name"]].to_dict("records"),
        "notice_fr": NOTICE_FR,
        "notice_en": NOTICE_EN,
        "notice_nl": NOTICE_NL,
    }

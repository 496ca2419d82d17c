"""Nourishing gardens and orchards, cut from blocks of the town; their totals are the published ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from data.draw.facts import CRS
from data.draw.frame import layer
from data.draw.illustrative.belt import edible_middles
from data.draw.illustrative.cut import half_plane_of_area
from data.draw.illustrative.ground import places, ring
from data.draw.illustrative.town import Town, town

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from data.draw.frame import Drawn

STREET_HALF_M = 5.0
ARCHIPELAGO_HA = (0.31, 0.22, 0.28, 0.19, 0.26, 0.24, 0.3, 0.2, 0.27, 0.23)
"""Ten plots, 2.5 ha together, as published; their shares and places are drawn."""
ARCHIPELAGO_PRODUCE = "Prunus armeniaca;Juglans regia;Corylus avellana;Vitis vinifera;Actinidia deliciosa"
ARCHIPELAGO_URL = (
    "https://banquedesterritoires.fr/20210510-un-archipel-nourricier-et-solidaire-loos-en-gohelle-62"
)
ORCHARD_URL = "https://communesacroquer.fr/hauts-de-france/"
TREE_M2 = 90.0
"""Ground for a standard fruit tree, an assumption of the drawing."""
ASK = ("demander à l’association sur place", "ask the association on the spot")
FREE = ("libre ; la cueillette est permise et encouragée", "free; picking is allowed and encouraged")
UNSAID = ("libre ; la règle de cueillette n’est pas publiée", "free; the rule on picking is not published")
ASSOCIATION_GARDENS = (
    ("Jardin du Cœur de Loos", 0.55, "85.33 40.02"),
    ("Jardin des Achillées", 0.5, "85.0 39.75"),
    ("Troisième jardin associatif", 0.45, "83.2 39.5"),
)
ORCHARD_2004 = "85.9 40.45"
BELT_ORCHARDS = (True, False, True, False, False)
"""Renovated or created, for each of the five orchards of 2019."""


def nourishing_gardens(drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw gardens and orchards."""
    rows = gpd.GeoDataFrame(_rows(town(drawn)), geometry="geometry", crs=CRS)
    rows.insert(0, "id", [f"N{number:03d}" for number in range(1, len(rows) + 1)])
    rows["area_m2"] = np.round(shapely.area(rows.geometry.to_numpy()))
    rows["year"] = rows["year"].astype("Int64")
    rows["trees"] = rows["trees"].astype("Int64")
    rows["renovated"] = rows["renovated"].astype("boolean")
    return layer(
        rows,
        status="illustrative",
        source="Dessin sur les totaux publiés (1,5 ha ; 2,5 ha ; 65 arbres ; 5 vergers), sans lieu publié",
        licence="Licence Ouverte 2.0",
        source_date="2024",
    )


def _rows(blocks: Town) -> list[dict[str, Any]]:
    taken: set[int] = set()
    rows = [
        _row(blocks, taken, place, hectares, name=name, kind="association_garden", picking="ask", access=ASK)
        for name, hectares, place in ASSOCIATION_GARDENS
    ]
    rows += _archipelago(blocks, taken)
    rows.append(
        _row(
            blocks, taken, ORCHARD_2004, 65 * TREE_M2 / 1e4, name="Verger de 65 arbres", kind="orchard",
            picking="unknown", access=UNSAID, year=2004, trees=65, source_url=ORCHARD_URL,
        )
    )  # fmt: skip
    return rows + _belt_orchards(blocks, taken)


def _archipelago(blocks: Town, taken: set[int]) -> list[dict[str, Any]]:
    rng = np.random.default_rng(2016)
    dense = blocks.blocks[blocks.dense]
    chosen = rng.choice(len(dense), len(ARCHIPELAGO_HA), replace=False)
    return [
        _row(
            blocks, taken, _kilometres(dense[index].centroid), hectares,
            name=f"Archipel nourricier, parcelle {number}", kind="food_archipelago",
            picking="ask", access=ASK,
            year=2016, produce=ARCHIPELAGO_PRODUCE, manager="Les Anges Gardins", source_url=ARCHIPELAGO_URL,
        )
        for number, (index, hectares) in enumerate(zip(chosen, ARCHIPELAGO_HA, strict=True), start=1)
    ]  # fmt: skip


def _belt_orchards(blocks: Town, taken: set[int]) -> list[dict[str, Any]]:
    middles = [*edible_middles(), edible_middles()[0] + 260]
    return [
        _row(
            blocks, taken, _kilometres(ring().interpolate(metres)), 0.18,
            name=f"Verger de la ceinture gourmande {number}", kind="belt_orchard",
            picking="allowed", access=FREE,
            year=2019, renovated=renovated, source_url=ORCHARD_URL,
        )
        for number, (metres, renovated) in enumerate(zip(middles, BELT_ORCHARDS, strict=True), start=1)
    ]  # fmt: skip


def _kilometres(point: BaseGeometry) -> str:
    return f"{(point.x - 600_000) / 1e3} {(point.y - 7_000_000) / 1e3}"


def _row(
    blocks: Town, taken: set[int], place: str, hectares: float, *, access: tuple[str, str], **told: Any
) -> dict[str, Any]:
    """Cut a garden from the nearest free block that can hold it, away from its streets."""
    point = shapely.points(places(place)[0])
    for index in np.argsort(shapely.distance(blocks.blocks, point)):
        inner = blocks.blocks[index].buffer(-STREET_HALF_M)
        if int(index) in taken or inner.geom_type != "Polygon" or inner.area < hectares * 1e4 + 200:
            continue
        piece = half_plane_of_area(inner, hectares * 1e4, angle=_towards(inner, point))
        if piece.geom_type == "Polygon":
            taken.add(int(index))
            break
    unknown = {"year": None, "trees": None, "renovated": None, "produce": "", "manager": "", "source_url": ""}
    return {**unknown, **told, "access_fr": access[0], "access_en": access[1], "geometry": piece}


def _towards(block: BaseGeometry, point: BaseGeometry) -> float:
    centre = block.centroid
    return float(np.degrees(np.arctan2(point.y - centre.y, point.x - centre.x)))

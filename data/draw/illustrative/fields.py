"""Fields, and the organic plots among them; their totals are the published ones."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from data.draw.facts import CRS
from data.draw.frame import layer
from data.draw.illustrative.cut import Cut, absorb, fitted, half_plane_of_area, halve
from data.draw.illustrative.ground import ground

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from data.draw.frame import Drawn

SEED = 1986
FIELD_M2 = 66_000.0
SMALLEST_M2 = 8_000.0
TRACK_PARENT_M2 = 150_000.0
SOURCE_URL = "https://villepilote.loos-en-gohelle.fr/agriculture-et-alimentation/action-fonciere-amenagement"
LICENCE = "Licence Ouverte 2.0"
ORGANIC_HA = {2010: 50.0, 2015: 55.0, 2018: 71.0, 2020: 121.0, 2023: 149.0}
"""Organic area by year, in ha: 7 %, 55 ha, 10 %, 121 ha and 21 % of 712 ha."""
SAFER_YEAR = 2020
SAFER_HA = (4.2, 3.6, 3.4, 3.0, 2.8)
"""Five plots, 17 ha together: the land of the 2011 agreement; how it was shared is not published."""


def cells(drawn: Drawn) -> tuple[list[BaseGeometry], list[Cut]]:
    """Return the fields, EPSG:2154, largest zones first, and the cuts between them."""
    return _cells(ground(drawn).farmland)


@cache
def _cells(farmland: BaseGeometry) -> tuple[list[BaseGeometry], list[Cut]]:
    rng = np.random.default_rng(SEED)
    fields: list[BaseGeometry] = []
    cuts: list[Cut] = []
    for part in sorted(shapely.get_parts(farmland), key=lambda shape: -shape.area):
        pieces, lines = halve(part, largest_m2=FIELD_M2, rng=rng)
        fields += absorb(pieces, least_m2=SMALLEST_M2)
        cuts += lines
    return fitted(fields), cuts


def farmland(drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the fields."""
    fields, _ = cells(drawn)
    rows = gpd.GeoDataFrame(
        {
            "id": [f"F{number:03d}" for number in range(1, len(fields) + 1)],
            "area_m2": np.round(shapely.area(fields)),
            "landcover": "arable",
            "crop": "unknown",
            "geometry": fields,
        },
        crs=CRS,
    )
    return layer(
        rows,
        status="illustrative",
        source="Dessin sur le total publié : 121 ha bio, soit 17 % de la SAU (712 ha, 56 % de la commune)",
        source_url=SOURCE_URL,
        licence=LICENCE,
        source_date="2020",
    )


def organic_farmland(drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the organic plots: their areas by year add up to the published ones."""
    fields = drawn["farmland"]
    order = np.random.default_rng(SEED + 1).permutation(len(fields))
    plots = _plots(fields.iloc[order])
    rows = gpd.GeoDataFrame(plots, geometry="geometry", crs=CRS)
    rows.insert(0, "id", [f"B{number:03d}" for number in range(1, len(rows) + 1)])
    rows["area_m2"] = np.round(shapely.area(rows.geometry.to_numpy()))
    return layer(
        rows,
        status="illustrative",
        source="Dessin sur les totaux publiés par année (Agence Bio 2020 ; livret de la ville)",
        source_url=SOURCE_URL,
        licence=LICENCE,
        source_date="2023",
    )


def _plots(fields: gpd.GeoDataFrame) -> list[dict[str, object]]:
    """Fill each year's share field by field; the last field of a year is cut to fit."""
    queue = list(zip(fields["id"], fields.geometry, strict=True))
    plots: list[dict[str, object]] = []
    before = 0.0
    for year, total in ORGANIC_HA.items():
        shares = [share * 1e4 for share in SAFER_HA] if year == SAFER_YEAR else []
        missing = (total - before) * 1e4
        while missing > 1:
            field, shape = queue.pop(0)
            wanted = shares[0] if shares else missing
            piece = half_plane_of_area(shape, wanted, angle=20)
            if piece.geom_type != "Polygon" or (shares and piece.area < wanted - 1):
                continue
            plots.append(
                {"organic_since": year, "safer": bool(shares), "farmland_id": field, "geometry": piece}
            )
            missing -= piece.area
            shares = shares[1:]
        before = total
    return plots

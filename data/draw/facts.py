"""Reads the committed fact tables: published attributes, 25 m outlines, town tables."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

CRS = "EPSG:2154"
FACTS = Path(__file__).resolve().parent.parent / "facts"
LINE_LAYERS = frozenset({"mining_railway"})


def table(name: str) -> pd.DataFrame:
    """Read ``data/facts/<name>.csv`` as text; empty cells are empty strings."""
    return pd.read_csv(FACTS / f"{name}.csv", dtype=str, keep_default_na=False, encoding="utf-8")


@cache
def _features() -> pd.DataFrame:
    return pd.read_csv(FACTS / "measured_features.csv", dtype={"id": str}, encoding="utf-8")


@cache
def _vertices() -> pd.DataFrame:
    return pd.read_csv(FACTS / "measured_shapes_25m.csv", dtype={"id": str}, encoding="utf-8")


def features(layer: str) -> pd.DataFrame:
    """Return the published attributes of one measured layer, in the order of the fact table.

    Areas in hectares, lengths and depths in metres, ``x`` and ``y`` (shafts) in Lambert-93.

    Raises
    ------
    KeyError
        If the fact table has no such layer.
    """
    rows = _features()
    found = rows[rows["layer"] == layer]
    if found.empty:
        raise KeyError(layer)
    return found.drop(columns="layer").reset_index(drop=True)


def shapes(layer: str) -> gpd.GeoDataFrame:
    """Return the outlines of one measured layer, generalised to 25 m, in EPSG:2154.

    Columns ``id`` and ``geometry``: polygons with their holes, or lines for the railways;
    several parts make a multi-geometry. Every geometry is valid.

    Raises
    ------
    KeyError
        If the fact table has no such layer.
    """
    rows = _vertices()
    rows = rows[rows["layer"] == layer]
    if rows.empty:
        raise KeyError(layer)
    make = _lines if layer in LINE_LAYERS else _polygons
    grouped = {str(key): make(group) for key, group in rows.groupby("id", sort=False)}
    return gpd.GeoDataFrame({"id": list(grouped)}, geometry=list(grouped.values()), crs=CRS)


def _coordinates(rows: pd.DataFrame) -> list[tuple[float, float]]:
    ordered = rows.sort_values("seq")
    return list(zip(ordered["x_l93"].astype(float), ordered["y_l93"].astype(float), strict=True))


def _lines(rows: pd.DataFrame) -> BaseGeometry:
    parts = [shapely.LineString(_coordinates(part)) for _, part in rows.groupby("part")]
    return parts[0] if len(parts) == 1 else shapely.MultiLineString(parts)


def _polygons(rows: pd.DataFrame) -> BaseGeometry:
    polygons = []
    for _, part in rows.groupby("part"):
        shell, *holes = [_coordinates(ring) for _, ring in part.groupby("ring")]
        polygons.append(shapely.make_valid(shapely.Polygon(shell, holes)))
    # Rounding to 25 m makes some neighbouring parts touch or cross; the union mends that.
    whole = shapely.unary_union(polygons)
    surfaces = [part for part in shapely.get_parts(whole) if part.area > 0]
    return surfaces[0] if len(surfaces) == 1 else shapely.MultiPolygon(surfaces)

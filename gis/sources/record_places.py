"""Species records no nearer than their position is sure: points, counted in cells, or for the commune."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.biodiversity import cells

OWN = (
    "scientific_name",
    "common_name",
    "group",
    "sensitive",
    "records",
    "seen_year",
    "precision",
    "uncertainty_m",
    "licence_url",
)
SUMMED = {
    "common_name": "max",
    "group": "first",
    "sensitive": "max",
    "records": "sum",
    "seen_year": "max",
    "licence_url": "first",
}
"""What becomes of the columns of records that are counted together."""


def generalised(rows: gpd.GeoDataFrame, outline: shapely.Geometry) -> gpd.GeoDataFrame:
    """Return records no nearer than their `precision`: points, one row a species and cell, or a species.

    Parameters
    ----------
    rows : GeoDataFrame
        Points in metres with the columns of the layer, and `key`, which tells records apart.
    outline : geometry
        The commune, in the same system.
    """
    parts = {kind: rows[rows["precision"] == kind] for kind in ("point", "cell", "commune")}
    return _joined(parts["point"], _by_cell(parts["cell"]), _by_species(parts["commune"], outline))


def _by_cell(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return one row a species and cell; its uncertainty is that of the least sure record in it."""
    points_m = rows.geometry.to_numpy()
    shapes = cells(shapely.get_x(points_m), shapely.get_y(points_m))
    table = pd.DataFrame(rows.drop(columns=rows.geometry.name)).assign(cell=shapely.to_wkt(shapes))
    grouped = table.groupby(["scientific_name", "cell"], sort=True, as_index=False).agg(
        {**SUMMED, "uncertainty_m": "max"}
    )
    outlines = shapely.from_wkt(grouped["cell"].to_numpy())
    corners = shapely.bounds(outlines)[:, :2].astype(int).tolist()
    grouped["precision"] = "cell"
    grouped["key"] = [f"{key}-{x}-{y}" for key, (x, y) in zip(_slugs(grouped), corners, strict=True)]
    return gpd.GeoDataFrame(grouped.drop(columns="cell"), geometry=outlines, crs=rows.crs)


def _by_species(rows: gpd.GeoDataFrame, outline: shapely.Geometry) -> gpd.GeoDataFrame:
    table = pd.DataFrame(rows.drop(columns=rows.geometry.name))
    grouped = table.groupby("scientific_name", sort=True, as_index=False).agg(SUMMED)
    grouped["precision"], grouped["uncertainty_m"] = "commune", np.nan
    grouped["key"] = _slugs(grouped)
    return gpd.GeoDataFrame(grouped, geometry=[outline] * len(grouped), crs=rows.crs)


def _slugs(rows: pd.DataFrame) -> pd.Series:
    return rows["scientific_name"].str.lower().str.replace(r"\W+", "-", regex=True)


def _joined(*parts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    columns = ["key", *OWN, "geometry"]
    filled = [part[columns] for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else parts[0][columns]

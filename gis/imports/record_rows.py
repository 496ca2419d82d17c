"""Species records of a file, no nearer than the atlas shows any: fragile species for the commune alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.biodiversity import sensitive, sureness
from gis.imports.misfit import misfit
from gis.sources import generalised, texts

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.imports.misfit import Misfit

LAYER = "species_records"
DERIVED = ("sensitive", "precision")
"""Columns that the atlas tells by itself."""
ORDER = ("commune", "cell", "point")
"""Precisions, the vaguest first."""


def shown_records(
    rows: gpd.GeoDataFrame, outline: BaseGeometry | None
) -> tuple[gpd.GeoDataFrame, list[Misfit]]:
    """Return records as they may be stored, the vague ones counted by species, and those without a name.

    Parameters
    ----------
    rows : GeoDataFrame
        Rows that fit, in metres, as far as their columns are known.
    outline : geometry or None
        The commune, in metres; without it vague records are left where the hull of all records is.
    """
    named = texts(rows["scientific_name"]).ne("").to_numpy() if "scientific_name" in rows else None
    if named is None or not len(rows):
        return rows, []
    nameless = [misfit(row, "no_name", column="scientific_name") for row in rows.index[~named]]
    kept = rows[named].reset_index(drop=True)
    if kept.empty:
        return kept, nameless
    around = outline if outline is not None else shapely.union_all(kept.geometry.to_numpy()).convex_hull
    described = _described(kept)
    made = generalised(described, around)
    table = pd.DataFrame(made.drop(columns=["key", "geometry"])).assign(
        id=made["key"].astype(str), name=made["scientific_name"]
    )
    if "source_date" in kept:
        days = dict(zip(kept["id"], kept["source_date"], strict=True))
        table["source_date"] = [days.get(key, "") for key in table["id"]]
    return gpd.GeoDataFrame(table, geometry=made.geometry, crs=rows.crs), nameless


def _described(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    unsure = _column(rows, "uncertainty_m", np.nan).to_numpy(dtype=float, na_value=np.nan)
    hidden = sensitive(pd.DataFrame(rows))
    return gpd.GeoDataFrame(
        {
            "key": rows["id"].astype(str),
            "scientific_name": texts(rows["scientific_name"]),
            "common_name": texts(_column(rows, "common_name", "")),
            "group": texts(_column(rows, "group", "")).replace("", "other"),
            "sensitive": hidden,
            "records": _column(rows, "records", 1).fillna(1).astype("Int64"),
            "seen_year": _column(rows, "seen_year", pd.NA).astype("Int64"),
            "precision": np.where(hidden, "commune", _precision(rows, unsure)),
            "uncertainty_m": unsure,
            "licence_url": texts(_column(rows, "licence_url", "")),
        },
        geometry=rows.geometry.to_numpy(),
        crs=rows.crs,
    )


def _precision(rows: gpd.GeoDataFrame, unsure: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return how near records may be shown: as sure as their positions, no nearer than the file says."""
    places = {name: at for at, name in enumerate(ORDER)}
    sure = pd.Series(sureness(unsure)).map(places).to_numpy()
    given = _column(rows, "precision", None).map(places).to_numpy(dtype=float, na_value=np.nan)
    # Where the file does not say how sure a position is, what it calls it holds.
    near = np.where(np.isnan(given), sure, np.where(np.isnan(unsure), given, np.minimum(given, sure)))
    # What is no point has the place that its source gave it, not that of a record.
    near[shapely.get_type_id(rows.geometry.to_numpy()) != 0] = 0
    return np.array(ORDER, dtype=object)[near.astype(int)]


def _column(rows: gpd.GeoDataFrame, name: str, otherwise: object) -> pd.Series:
    return rows[name] if name in rows else pd.Series([otherwise] * len(rows), index=rows.index)

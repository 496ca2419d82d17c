"""Layers of what is published about the town: places and species, each row with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import shapely
from pyproj import Transformer

from data.draw import facts, frame

if TYPE_CHECKING:
    import geopandas as gpd

    from data.draw.frame import Drawn

STATUS = "published"
LICENCE = "Faits publiés, rédaction du projet"
COMMUNE = "commune"
PLACE_COLUMNS = [
    "category",
    "theme",
    "coord_quality",
    "address",
    "year",
    "height_m",
    "text_fr",
    "text_en",
    "contact",
    "step_free",
]
SPECIES_COLUMNS = [
    "scientific_name",
    "name_fr",
    "name_en",
    "group",
    "site",
    "site_id",
    "site_fr",
    "site_en",
    "sensitive",
    "season",
    "season_months",
    "seen_year",
    "text_fr",
    "text_en",
]


def places(_drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the places whose position a source gives, exactly or approximately (``coord_quality``)."""
    told = facts.table("places")
    rows = told[told["lat"] != ""]
    to_lambert93 = Transformer.from_crs("EPSG:4326", facts.CRS, always_xy=True)
    x, y = to_lambert93.transform(rows["lon"].astype(float).to_numpy(), rows["lat"].astype(float).to_numpy())
    rows = rows.assign(
        address=_unknown(rows["address"]),
        contact=_unknown(rows["contact"]),
        year=_whole(rows["year"]),
        height_m=_whole(rows["height_m"]),
        step_free=pd.Series(pd.NA, index=rows.index, dtype="boolean"),
        geometry=shapely.points(x, y),
    )
    return _layer(rows, PLACE_COLUMNS)


def species_sites(drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw each species on the outline of its site: heaps where a source names them, else the commune.

    A sensitive species lies on the whole commune, whatever its source says.
    """
    rows = facts.table("species")
    sensitive = rows["sensitive"] == "true"
    site_id = rows["site_id"].mask(sensitive, COMMUNE)
    rows = rows.assign(
        name=rows["name_fr"],
        sensitive=sensitive,
        site=rows["site"].mask(sensitive, COMMUNE),
        site_id=site_id,
        season=_unknown(rows["season"]),
        seen_year=_whole(rows["seen_year"]),
        geometry=[_site(drawn, key) for key in site_id],
    )
    return _layer(rows, SPECIES_COLUMNS)


def _site(drawn: Drawn, site_id: str) -> shapely.Geometry:
    if site_id == COMMUNE:
        return drawn[COMMUNE].geometry.iloc[0]
    heaps = drawn["slag_heaps"].set_index("id").geometry
    return shapely.union_all(heaps.loc[site_id.split(";")].to_numpy())


def _layer(rows: pd.DataFrame, own: list[str]) -> gpd.GeoDataFrame:
    kept = ["id", "name", "source", "source_url", "source_date", "geometry", *own]
    return frame.layer(rows[kept], status=STATUS, licence=LICENCE)


def _unknown(texts: pd.Series) -> pd.Series:
    return texts.where(texts != "", None)


def _whole(texts: pd.Series) -> pd.Series:
    return pd.to_numeric(_unknown(texts)).astype("Int64")

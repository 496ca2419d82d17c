"""Slag heaps: generalised outlines, with access, altitudes and what grew there and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from data.draw import facts, frame
from data.draw.generalised import LICENCE, SOURCE, SOURCE_DATE, SOURCE_URL

if TYPE_CHECKING:
    from data.draw.frame import Drawn

OWN = [
    "code",
    "form",
    "form_en",
    "company",
    "area_ha",
    "area_in_commune_ha",
    "perimeter_m",
    "unesco_id",
    "in_property",
    "height_m",
    "altitude_min_m",
    "altitude_max_m",
    "altitude_sources",
    "access",
    "access_fr",
    "access_en",
    "greened_year",
    "greened_fr",
    "greened_en",
    "iou_generalised",
]
TEXTS = ("altitude_sources", "access_fr", "access_en", "greened_fr", "greened_en")
MEASURES = ("height_m", "altitude_min_m", "altitude_max_m", "greened_year")


def slag_heaps(_drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the heaps that touch the commune, whole; areas (ha) and perimeters (m) are the published ones.

    ``iou_generalised`` is the overlap of the 25 m outline with the official one (0 to 1).
    """
    parts = [
        facts.shapes(key).merge(facts.features(key), on="id").assign(in_property=key == "terril_unesco")
        for key in ("terril_unesco", "terril_buffer")
    ]
    told = _told().rename(columns={"code": "id"})
    rows = gpd.GeoDataFrame(pd.concat(parts)).merge(told, on="id", validate="1:1")
    rows = rows.assign(code=rows["id"], source_url=_join_urls(rows["further_sources"]))
    return frame.layer(
        rows[["id", "name", "source_url", "geometry", *OWN]],
        status="generalised",
        source=SOURCE,
        licence=LICENCE,
        source_date=SOURCE_DATE,
    )


def _told() -> pd.DataFrame:
    """Read what is told of each heap; what no source tells is null, never zero or empty."""
    rows = facts.table("heaps")
    for name in MEASURES:
        rows[name] = pd.to_numeric(rows[name]).astype("Int64")
    for name in TEXTS:
        rows[name] = rows[name].where(rows[name] != "", None)
    return rows


def _join_urls(further: pd.Series) -> pd.Series:
    return (SOURCE_URL + " ; " + further).str.removesuffix(" ; ")

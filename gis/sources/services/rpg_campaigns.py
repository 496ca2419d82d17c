"""Farmland campaign by campaign (RPG): hectares of each crop inside the commune, without the parcels."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from gis.geometry import counted_once
from gis.sources.formats.wfs import around, features
from gis.sources.frames import column, from_features, texts
from gis.sources.http.response import RefusedError

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.sources.place import Place
    from gis.sources.source import Fetcher

FIRST_CAMPAIGN = 2010
FIRST_OF_PARCELS = 2015
"""Until then the WFS has blocks of several parcels, each with the group of its main crop."""
LEAST_M2 = 1.0
"""What of a parcel lies inside by less is the thickness of a line, and counts as no parcel."""
UNKNOWN_TYPE = frozenset({400, 404})
"""How a WFS answers for a type that it does not have; any other refusal says nothing of the campaign."""
NO_GROUP = frozenset({"NR"})
CROPS = ["crop", "crop_group", "area_ha", "parcels"]


def campaigns() -> range:
    """Return the years of which a campaign may be published, the first one first."""
    return range(FIRST_CAMPAIGN, dt.datetime.now(tz=dt.UTC).year + 1)


def crops_of(asker: Fetcher, place: Place, year: int) -> pd.DataFrame | None:
    """Return the crops of one campaign inside a commune; nothing where the service has no such campaign.

    Returns
    -------
    DataFrame or None
        One row a crop: `crop` and `crop_group`, codes of the RPG, empty where it gives none; `area_ha`,
        hectares inside the outline, ground that two parcels share counted once; `parcels`. No row where
        nothing was declared.

    Raises
    ------
    ServiceError
        When the service does not answer, or not whole.
    """
    parcels = year >= FIRST_OF_PARCELS
    typename = f"RPG.{year}:parcelles_graphiques" if parcels else f"RPG.{year}:rpg_{year}"
    try:
        found = features(asker, around(place, "ign_wfs", typename))
    except RefusedError as error:
        if error.http_status in UNKNOWN_TYPE:
            return None
        raise
    return crops_inside(from_features(found.features, crs=found.crs, to=place.crs, box=place.box()), place)


def crops_inside(rows: gpd.GeoDataFrame, place: Place) -> pd.DataFrame:
    """Return hectares inside a commune and parcels by crop, of rows of the RPG in metres."""
    shapes = shapely.intersection(shapely.make_valid(rows.geometry.to_numpy()), place.shape)
    metres = np.asarray(shapely.area(counted_once(shapes)))
    group = texts(column(rows, "code_group", "cult_maj")).str.removeprefix("0")
    table = pd.DataFrame(
        {
            "crop": texts(column(rows, "code_cultu", "code_culture")).str.upper(),
            "crop_group": group.where(~group.isin(NO_GROUP), ""),
            "area_ha": metres / 10_000,
            "parcels": (metres >= LEAST_M2).astype(int),
        }
    )
    inside = table[metres > 0]
    summed = inside.groupby(["crop", "crop_group"], as_index=False)[["area_ha", "parcels"]].sum()
    return summed[CROPS]

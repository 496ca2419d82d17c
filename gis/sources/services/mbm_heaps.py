"""Heaps and mining estates: published once for the landscape, and once more for the inscribed property."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from gis.sources.frames import column, plain, texts
from gis.sources.services.mbm import (
    AREAS,
    COVERAGE,
    CREDIT,
    RHYTHM_DAYS,
    archived,
    fetch_estates,
    fetch_heaps,
    finish,
    served,
    with_areas,
)
from gis.sources.source import Source

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.sources.place import Place
    from gis.sources.source import Fetch, Fetched, Normalise

SAME_ESTATE = 0.8
"""Share of an outline under another from which both show one estate, published twice."""
FORMS_EN = {
    "conique": "conical",
    "plat": "flat",
    "tabulaire": "flat-topped",
    "arase": "levelled",
    "araseconstruit": "levelled and built on",
    "exploite": "being quarried",
    "modele": "reshaped",
}
HEAP = ("code", "form", "form_en", "company", *AREAS, "perimeter_m", "unesco_id", "in_property", "access")
ESTATE = ("form", "company", "interest", *AREAS, "published_ids")


def normalise_heaps(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the heaps, whole; a heap of the property is taken from there, with its UNESCO number."""
    parts = [_heaps(served(fetched, place), fetched, place, in_property=False)]
    if fetched.content.archive is not None:
        inscribed = archived(fetched, "terril")
        parts.insert(0, _heaps(inscribed, fetched, place, in_property=True))
    return pd.concat(parts, ignore_index=True).drop_duplicates("id", ignore_index=True)


def normalise_estates(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the mining estates, whole; one that is published twice is kept once, with both its numbers."""
    parts = [_estates(served(fetched, place), fetched, place, prefix="b")]
    if fetched.content.archive is not None:
        parts.insert(0, _estates(archived(fetched, "cite"), fetched, place, prefix="u"))
    return one_each(pd.concat(parts, ignore_index=True))


def one_each(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return rows without those that lie on an earlier one; `published_ids` then names both."""
    shapes = shapely.make_valid(rows.geometry.to_numpy())
    later, earlier = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    later, earlier = later[earlier < later], earlier[earlier < later]
    shared = shapely.area(shapely.intersection(shapes[later], shapes[earlier]))
    smaller = np.minimum(shapely.area(shapes[later]), shapely.area(shapes[earlier]))
    same = shared > SAME_ESTATE * np.maximum(smaller, 1.0)
    ids = rows["published_ids"].to_numpy(copy=True)
    for twin, first in zip(later[same], earlier[same], strict=True):
        ids[first] = ";".join(dict.fromkeys([*str(ids[first]).split(";"), str(ids[twin])]))
    once = ~np.isin(np.arange(len(rows)), later[same])
    return rows.assign(published_ids=ids)[once].reset_index(drop=True)


def _heaps(rows: gpd.GeoDataFrame, fetched: Fetched, place: Place, *, in_property: bool) -> gpd.GeoDataFrame:
    form = texts(column(rows, "FORME_2023", "FORME"))
    code = texts(column(rows, "NO_TERRIL", "ID")).str.replace(r"\s", "", regex=True)
    filled = with_areas(rows, place).assign(
        code=code,
        form=form,
        form_en=form.map(lambda text: FORMS_EN.get(plain(text), "")),
        company=texts(column(rows, "COMPAGNIE")),
        perimeter_m=shapely.length(rows.geometry.to_numpy()),
        unesco_id=texts(column(rows, "ID_UNESCO")),
        in_property=in_property,
        access="unknown",
    )
    names = texts(column(rows, "NOM_USUEL")).where(lambda text: text != "", texts(column(rows, "NOM")))
    return finish(filled, fetched, ids=code, names=names, own=HEAP)


def _estates(rows: gpd.GeoDataFrame, fetched: Fetched, place: Place, *, prefix: str) -> gpd.GeoDataFrame:
    numbered = texts(column(rows, "ID_LSM"))
    given = texts(column(rows, "ID_UNESCO", "id"))
    ids = prefix + numbered.where(numbered != "", given)
    filled = with_areas(rows, place).assign(
        form=texts(column(rows, "TYPE")),
        company=texts(column(rows, "COMPAGNIE")),
        interest=texts(column(rows, "INTERET")),
        published_ids=ids,
    )
    names = texts(column(rows, "NOM_CITE", "NOM"))
    return finish(filled, fetched, ids=ids, names=names, own=ESTATE)


def _source(layer: str, fetch: Fetch, normalise: Normalise) -> Source:
    return Source(layer, "mbm_wfs", fetch, normalise, CREDIT, RHYTHM_DAYS, "touch", coverage=COVERAGE)


SOURCES = (
    _source("slag_heaps", fetch_heaps, normalise_heaps),
    _source("mining_estates", fetch_estates, normalise_estates),
)

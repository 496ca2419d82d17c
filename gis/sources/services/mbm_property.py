"""The UNESCO property as inscribed: outline, buffer and buildings; and the file of mine shafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import shapely

from gis.sources.frames import column, numbers, shape_ids, texts, years
from gis.sources.services.mbm import (
    AREAS,
    COVERAGE,
    CREDIT,
    M2_PER_HA,
    RHYTHM_DAYS,
    archived,
    fetch_property,
    fetch_shafts,
    finish,
    with_areas,
)
from gis.sources.source import Source

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.sources.place import Place
    from gis.sources.source import Fetched

INSCRIBED_YEAR = 2012
"""Year of the inscription on the World Heritage list (https://whc.unesco.org/en/list/1360)."""
PARTS = (("unesco_property", ("bieninscrit", "inscrit")), ("unesco_buffer", ("tampon",)))


def normalise_heritage(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the UNESCO property and its buffer."""
    parts = []
    for kind, words in PARTS:
        rows = archived(fetched, *words)
        filled = with_areas(rows, place).assign(kind=kind, inscribed_year=INSCRIBED_YEAR)
        ids = shape_ids(rows.geometry.to_numpy(), f"{kind}-")
        names = texts(column(rows, "NOM"))
        parts.append(finish(filled, fetched, ids=ids, names=names, own=("kind", "inscribed_year", *AREAS)))
    return pd.concat(parts, ignore_index=True)


def normalise_buildings(fetched: Fetched, _place: Place) -> gpd.GeoDataFrame:
    """Return the mining buildings of the property."""
    rows = archived(fetched, "bati")
    shapes = rows.geometry.to_numpy()
    filled = rows.assign(
        kind=texts(column(rows, "TYPOLOGIE", "TYPE")),
        protection=texts(column(rows, "PROTECTION")),
        period=texts(column(rows, "PERIODE")),
        unesco_id=texts(column(rows, "ID_UNESCO")),
        area_ha=shapely.area(shapes) / M2_PER_HA,
    )
    names = texts(column(rows, "DENOMINATION", "DENOMINATI", "NOM"))
    own = ("kind", "protection", "period", "unesco_id", "area_ha")
    return finish(filled, fetched, ids=shape_ids(shapes, "bati-"), names=names, own=own)


def normalise_shafts(fetched: Fetched, _place: Place) -> gpd.GeoDataFrame:
    """Return the mine shafts; one is known by its number at the BRGM, else by its pit and place."""
    rows = archived(fetched)
    brgm = texts(column(rows, "BRGM")).str.extract(r"(BSS\w+)", expand=False).fillna("")
    filled = rows.assign(
        pit=texts(column(rows, "FOSSE")),
        shaft=texts(column(rows, "PUITS")),
        company=texts(column(rows, "COMPAGNIE")),
        sunk=years(column(rows, "CREUSEMENT")),
        closed=years(column(rows, "FERMETURE")),
        depth_m=numbers(column(rows, "PROFONDEUR")),
        ground_level_m=numbers(column(rows, "COTE")),
        brgm_id=brgm,
    )
    made = pd.Series(shape_ids(rows.geometry.to_numpy(), "puits-"), index=rows.index)
    names = (filled["pit"] + " / " + filled["shaft"]).str.strip(" /")
    own = ("pit", "shaft", "company", "sunk", "closed", "depth_m", "ground_level_m", "brgm_id")
    return finish(filled, fetched, ids=brgm.where(brgm != "", made), names=names, own=own)


SOURCES = (
    Source(
        "heritage",
        "mbm_archive",
        fetch_property,
        normalise_heritage,
        CREDIT,
        RHYTHM_DAYS,
        coverage=COVERAGE,
    ),
    Source(
        "mining_buildings",
        "mbm_archive",
        fetch_property,
        normalise_buildings,
        CREDIT,
        RHYTHM_DAYS,
        "touch",
        coverage=COVERAGE,
    ),
    Source(
        "mine_shafts", "mbm_shafts", fetch_shafts, normalise_shafts, CREDIT, RHYTHM_DAYS, coverage=COVERAGE
    ),
)

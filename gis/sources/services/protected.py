"""Protected and inventoried natural areas: one WFS type for each kind of area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from gis.sources.formats.wfs import Query, features
from gis.sources.frames import column, complete, dates, from_features, numbers, texts
from gis.sources.http.response import RefusedError
from gis.sources.source import LICENCE_OUVERTE, Credit, Fetched, Fetcher, Place, Source

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.sources.formats.wfs import WfsFeatures

CREDIT = Credit("INPN, MNHN / PatriNat", LICENCE_OUVERTE)
RHYTHM_DAYS = 182
KINDS = {
    "patrinat_znieff1:znieff1": "znieff1",
    "patrinat_znieff2:znieff2": "znieff2",
    "patrinat_sic:sic": "natura_habitats",
    "patrinat_zps:zps": "natura_birds",
    "patrinat_apb:apb": "biotope_order",
    "patrinat_rnn:rnn": "nature_reserve",
    "patrinat_rnr:rnr": "nature_reserve",
    "patrinat_pnr:pnr": "regional_park",
    "patrinat_cen:cen": "conservatory",
    "patrinat_ramsar:ramsar": "other",
    "patrinat_inpg:inpg": "other",
}
"""Kind of area by WFS type."""


def fetch(asker: Fetcher, place: Place) -> Fetched:
    """Bring the areas of every kind; a kind that the server no longer knows by its name is noted.

    Raises
    ------
    ServiceError
        When a kind cannot be had for another reason, or no kind is known any more.
    """
    found: dict[str, WfsFeatures] = {}
    refused: list[str] = []
    for typename in KINDS:
        try:
            found[typename] = features(asker, Query("ign_wfs", typename, box=place.box()))
        except RefusedError:
            refused.append(typename)
            if len(refused) == len(KINDS):
                raise
    matched = sum(item.matched for item in found.values())
    return Fetched(found, asker.url, matched=matched, missing_parts=tuple(refused))


def normalise(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the areas of all kinds in one layer."""
    parts = [_one(found, KINDS[name], fetched, place) for name, found in fetched.content.items()]
    filled = [part for part in parts if len(part)] or parts[:1]
    return pd.concat(filled, ignore_index=True)


def _one(found: WfsFeatures, kind: str, fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    rows = from_features(found.features, crs=found.crs, box=place.box())
    code = texts(column(rows, "id_mnhn", "sitecode", "id_local", "cd_sig"))
    published = numbers(column(rows, "surf_off", "area_sig"))
    filled = rows[[rows.geometry.name]].assign(
        kind=kind,
        code=code,
        area_ha=published.where(published > 0),
        url=texts(column(rows, "url_fiche", "url")),
    )
    date = dates(rows, "date_crea", "modif_adm", "modif_geo")
    names = texts(column(rows, "nom_site", "nom", "sitename"))
    return complete(filled, ids=f"{kind}-" + code, names=names, credit=CREDIT, url=fetched.url, date=date)


SOURCES = (Source("protected_areas", "ign_wfs", fetch, normalise, CREDIT, RHYTHM_DAYS),)

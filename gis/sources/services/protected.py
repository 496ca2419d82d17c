"""Protected and inventoried natural areas: one WFS type for each kind of area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from gis.sources.formats.wfs import around, features
from gis.sources.frames import column, complete, dates, from_features, numbers, shape_ids, texts
from gis.sources.http.response import RefusedError
from gis.sources.remark import Remark
from gis.sources.source import LICENCE_OUVERTE, Credit, Fetched, Fetcher, Source

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.sources.formats.wfs import WfsFeatures
    from gis.sources.place import Place

CREDIT = Credit("INPN, MNHN / PatriNat", LICENCE_OUVERTE)
RHYTHM_DAYS = 182
KINDS = {
    "patrinat_pn:parc_national": "national_park",
    "patrinat_pn2:pn": "national_park",
    "patrinat_ripn:ripn": "integral_reserve",
    "patrinat_rnn:rnn": "nature_reserve",
    "patrinat_rnr:rnr": "nature_reserve",
    "patrinat_rnc:pnm": "nature_reserve",
    "patrinat_pprnn:pprnn": "reserve_perimeter",
    "patrinat_pprnr:pprnr": "reserve_perimeter",
    "patrinat_rb:rb": "biological_reserve",
    "patrinat_rncfs:rncfs": "wildlife_reserve",
    "patrinat_apb:apb": "biotope_order",
    "patrinat_aphn:aphn": "habitat_order",
    "patrinat_apg:apg": "geotope_order",
    "patrinat_aplg:aplg": "geosites_order",
    "patrinat_sic:sic": "natura_habitats",
    "patrinat_zps:zps": "natura_birds",
    "patrinat_znieff1:znieff1": "znieff1",
    "patrinat_znieff2:znieff2": "znieff2",
    "patrinat_znieff1_mer:znieff1_mer": "znieff1",
    "patrinat_znieff2_mer:znieff2_mer": "znieff2",
    "patrinat_pnr:pnr": "regional_park",
    "patrinat_pnm:pnm": "marine_park",
    "patrinat_cen:cen": "conservatory",
    "patrinat_cdl:conservatoire_littoral": "coastal_conservatory",
    "patrinat_ramsar:ramsar": "ramsar",
    "patrinat_bios:bios": "biosphere_reserve",
    "patrinat_ospar:pgsf": "ospar",
    "patrinat_geoparc:geoparc": "geopark",
    "patrinat_inpg:inpg": "geological_heritage",
    "patrinat_gsf:gsf": "great_site",
    "patrinat_pgsf:pgsf": "great_site",
    "patrinat_sc:sc": "other",
    "patrinat_zpr:zpr": "other",
}
"""Kind of area by WFS type, as published; two abbreviations whose meaning is not published stay `other`."""


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
            found[typename] = features(asker, around(place, "ign_wfs", typename))
        except RefusedError:
            refused.append(typename)
            if len(refused) == len(KINDS):
                raise
    matched = sum(item.matched for item in found.values())
    return Fetched(found, asker.url, matched=matched, missing_parts=tuple(refused))


def normalise(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the areas of all kinds in one layer."""
    parts = [_one(found, name, fetched, place) for name, found in fetched.content.items()]
    filled = [part for part in parts if len(part)] or parts[:1]
    rows = pd.concat(filled, ignore_index=True)
    # Lists of one kind may number their areas alike, such as the heart of a park and what is around it.
    twice = rows["id"].duplicated().to_numpy()
    ids = rows["id"].where(~twice, rows["id"] + "-" + rows["list"])
    return rows.assign(id=ids)


def _one(found: WfsFeatures, typename: str, fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    rows = from_features(found.features, crs=found.crs, to=place.crs, box=place.box())
    code = texts(column(rows, "id_mnhn", "sitecode", "id_local", "cd_sig"))
    published = numbers(column(rows, "surf_off", "area_sig"))
    kind, (space, _, _) = KINDS[typename], typename.partition(":")
    filled = rows[[rows.geometry.name]].assign(
        kind=kind,
        list=space.removeprefix("patrinat_"),
        code=code,
        area_ha=published.where(published > 0),
        url=texts(column(rows, "url_fiche", "url")),
    )
    date = dates(rows, "date_crea", "modif_adm", "modif_geo")
    names = texts(column(rows, "nom_site", "nom", "sitename"))
    # Where no number is published, the shape tells two areas apart.
    numbered = code.where(code != "", shape_ids(rows.geometry.to_numpy(), "shape-"))
    ids = f"{kind}-" + numbered
    return complete(filled, ids=ids, names=names, credit=CREDIT, url=fetched.url, date=date)


def remarks(fetched: Fetched, _frame: gpd.GeoDataFrame) -> tuple[Remark, ...]:
    """Tell the kinds that were not brought: whether there are any is unknown."""
    return Remark.of("types_gone", fetched.missing_parts)


SOURCES = (Source("protected_areas", "ign_wfs", fetch, normalise, CREDIT, RHYTHM_DAYS, remarks=remarks),)

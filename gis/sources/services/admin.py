"""Outlines and names of communes: ADMIN EXPRESS of the IGN, else the commune API of the State."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from gis.crs import LAMBERT93, WGS84
from gis.errors import TerritoryError
from gis.sources.answered_for import refuse_others
from gis.sources.formats.wfs import Query, around, features
from gis.sources.former_communes import former_communes
from gis.sources.frames import column, complete, from_features, numbers, texts, wholes, years
from gis.sources.http.request import Request
from gis.sources.http.response import RefusedError
from gis.sources.service import Service
from gis.sources.source import LICENCE_OUVERTE, Credit, Fetched, Fetcher, Source
from gis.territory import is_arrondissement, whole_commune
from gis.words import sentence

if TYPE_CHECKING:
    from typing import Any

    import geopandas as gpd

    from gis.sources.place import Place

CREDIT = Credit("IGN, ADMIN EXPRESS COG", LICENCE_OUVERTE)
CREDIT_API = Credit("API Découpage administratif, Etalab", LICENCE_OUVERTE)
RHYTHM_DAYS = 365
TYPENAME = "ADMINEXPRESS-COG.LATEST:commune"
PARTS = "ADMINEXPRESS-COG.LATEST:arrondissement_municipal"
NEAR_M = 500.0
TOUCHING_M = 30.0
"""Outlines of neighbours may be this far apart: they are not drawn to the same detail, in metres."""
NOT_FOUND = 404
COMMUNE = ("insee", "area_ha", "perimeter_m", "population", "population_year", "epci", "postcode")
NEIGHBOUR = ("insee", "population", "area_ha", "epci")
FIELDS = "nom,code,codesPostaux,codeEpci,population,surface,contour"
OUTLINE = {"fields": FIELDS, "format": "geojson", "geometry": "contour"}


def fetch_commune(asker: Fetcher, place: Place) -> Fetched:
    """Bring the commune by its code.

    Raises
    ------
    TerritoryError
        When no commune has that code.
    """
    typename = PARTS if is_arrondissement(place.insee) else TYPENAME
    crs = LAMBERT93 if place.crs == LAMBERT93 else WGS84
    query = Query("ign_wfs", typename, cql=f"code_insee='{place.insee}'", crs=crs)
    found = features(asker, query)
    own = [item for item in found.features if _code(item) == place.insee]
    if not own:
        _refuse(asker, place)
    return Fetched((own, found.crs, CREDIT), asker.url, matched=len(own))


def fetch_commune_from_api(asker: Fetcher, place: Place) -> Fetched:
    """Bring the commune from the commune API, whose outline is the same with fewer points.

    Raises
    ------
    TerritoryError
        When no commune has that code.
    """
    url = asker.settings.url("geo_api", f"communes/{place.insee}")
    if is_arrondissement(place.insee):
        return Fetched((_arrondissement(asker, place), WGS84, CREDIT_API), url, matched=1)
    try:
        item = asker.ask(Request("geo_api", url, params=OUTLINE)).json()
    except RefusedError as error:
        if error.http_status == NOT_FOUND:
            _refuse(asker, place)
        raise
    refuse_others([(item.get("properties") or {}).get("code")], [place.insee])
    return Fetched(([item], WGS84, CREDIT_API), url, matched=1)


def _arrondissement(asker: Fetcher, place: Place) -> list[dict[str, Any]]:
    params = {**OUTLINE, "code": place.insee, "type": "arrondissement-municipal"}
    reply = asker.ask(Request("geo_api", asker.settings.url("geo_api", "communes"), params=params)).json()
    found = [item for item in reply.get("features", ()) if item["properties"]["code"] == place.insee]
    if not found:
        _refuse(asker, place)
    return found


def fetch_neighbours(asker: Fetcher, place: Place) -> Fetched:
    """Bring the communes around, and of an arrondissement also those of its own commune."""
    found = features(asker, around(place, "ign_wfs", TYPENAME, margin_m=NEAR_M))
    near = [item for item in found.features if _code(item) != whole_commune(place.insee)]
    if is_arrondissement(place.insee):
        near += features(asker, around(place, "ign_wfs", PARTS, margin_m=NEAR_M)).features
    return Fetched((near, found.crs, CREDIT), asker.url, matched=found.matched)


def normalise_commune(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the commune, one row."""
    rows = _rows(fetched, place)
    rows = rows[rows["insee"] == place.insee].head(1).reset_index(drop=True)
    rows["perimeter_m"] = shapely.length(rows.geometry.to_numpy())
    return _finish(rows, fetched, COMMUNE)


def normalise_neighbours(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the communes that touch this one, without what both claim."""
    rows = _rows(fetched, place)
    touching = shapely.dwithin(rows.geometry.to_numpy(), place.shape, TOUCHING_M)
    rows = rows[touching & (rows["insee"] != place.insee)].reset_index(drop=True)
    rows = rows.set_geometry(rows.geometry.make_valid().difference(place.shape))
    return _finish(rows, fetched, NEIGHBOUR)


def _rows(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    items, crs, _ = fetched.content
    # The outline is not known yet: where the system is used tells whether degrees came the other way round.
    rows = from_features(items, crs=crs, to=place.crs, box=place.projection.extent)
    surface = numbers(column(rows, "superficie_cadastrale", "surface"))
    return rows.assign(
        insee=texts(column(rows, "code_insee", "code")),
        label=texts(column(rows, "nom_officiel", "nom")),
        area_ha=surface.where(surface > 0),
        population=wholes(column(rows, "population")),
        population_year=years(column(rows, "date_du_recensement")),
        epci=texts(column(rows, "codes_siren_des_epci", "codeEpci")),
        postcode=column(rows, "code_postal", "codesPostaux").map(_first),
    )


def _finish(rows: gpd.GeoDataFrame, fetched: Fetched, own: tuple[str, ...]) -> gpd.GeoDataFrame:
    table = rows[[*own, rows.geometry.name]]
    return complete(
        table,
        ids=rows["insee"],
        names=rows["label"],
        credit=fetched.content[2],
        url=fetched.url,
        date=fetched.edition,
    )


def _first(value: object) -> str:
    items = value if isinstance(value, list) else str(value or "").replace(";", ",").split(",")
    return str(items[0]).strip() if items else ""


def _code(item: dict[str, Any]) -> str:
    return str((item.get("properties") or {}).get("code_insee") or "")


def _refuse(asker: Fetcher, place: Place) -> None:
    former = next(iter(former_communes(asker, code=place.insee)), None)
    if former is None:
        msg = sentence("sources.no_commune", code=place.insee)
        raise TerritoryError(msg)
    msg = sentence("sources.former_commune", name=former.name, code=place.insee, part_of=former.part_of)
    raise TerritoryError(msg)


SERVICES = (Service("geo_api", "https://geo.api.gouv.fr"),)
SOURCES = (
    Source("commune", "ign_wfs", fetch_commune, normalise_commune, CREDIT, RHYTHM_DAYS, "keep"),
    Source("commune", "geo_api", fetch_commune_from_api, normalise_commune, CREDIT_API, RHYTHM_DAYS, "keep"),
    Source("neighbours", "ign_wfs", fetch_neighbours, normalise_neighbours, CREDIT, RHYTHM_DAYS, "keep"),
)

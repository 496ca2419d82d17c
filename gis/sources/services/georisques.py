"""Géorisques: cavities, ground movements, and the mining risk prevention plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from gis.crs import WGS84
from gis.errors import ServiceError
from gis.sources.answered_for import refuse_others
from gis.sources.formats.wfs import URN_4326, IncompleteError, Query, features
from gis.sources.frames import column, complete, dates, from_features, numbers, points, texts, years
from gis.sources.http.request import Request
from gis.sources.reprojection import reprojected
from gis.sources.service import Probe, Service
from gis.sources.source import LICENCE_OUVERTE, Credit, Fetched, Fetcher, Source
from gis.territory import every_code
from gis.words import sentence

if TYPE_CHECKING:
    from gis.sources.formats.wfs import WfsFeatures
    from gis.sources.place import Place

CREDIT = Credit("Géorisques, MTE / BRGM", LICENCE_OUVERTE)
RHYTHM_DAYS = 31
PAGE = 100
MOST_PAGES = 200
PLAN_TYPE = "ms:PPRM_PERIMETRE_MINIER"
PLAN_PAGE = 200


def fetch_cavities(asker: Fetcher, place: Place) -> Fetched:
    """Bring the known cavities by the commune's code; those left by mines are in another base."""
    return _listed(asker, "cavites", place, note="without_mines")


def fetch_movements(asker: Fetcher, place: Place) -> Fetched:
    """Bring the known ground movements, by the commune's code."""
    return _listed(asker, "mvt", place)


def fetch_plan(asker: Fetcher, place: Place) -> Fetched:
    """Bring the perimeters of the mining risk prevention plans, and the plans that exist on paper.

    A plan without a published perimeter is noted: its zones are unknown, not absent.
    """
    plans = [plan for code in every_code(place.insee) for plan in _plans(asker, code)]
    query = Query(
        "georisques_wfs",
        PLAN_TYPE,
        latlon=place.box_degrees(),
        crs=URN_4326,
        as_gml=True,
        page=PLAN_PAGE,
    )
    found = features(asker, query)
    unknown = bool(plans) and not found.features
    note = "plan_without_outline" if unknown else ""
    return Fetched((found, plans), asker.url, matched=found.matched, note=note)


def normalise_cavities(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the cavities as points."""
    rows = _points(fetched.content, place.crs)
    filled = rows[[rows.geometry.name]].assign(
        kind=texts(column(rows, "type")), located=texts(column(rows, "reperage_geo"))
    )
    return _finish(filled, rows, fetched, names=texts(column(rows, "nom")))


def normalise_movements(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the ground movements as points."""
    rows = _points(fetched.content, place.crs)
    filled = rows[[rows.geometry.name]].assign(
        kind=texts(column(rows, "type")),
        year=years(column(rows, "date_debut")),
        located=texts(column(rows, "precision_lieu")),
    )
    return _finish(filled, rows, fetched, names=texts(column(rows, "lieu")))


def normalise_plan(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the perimeters; where the service names no plan, the one of the commune's list does."""
    found: WfsFeatures = fetched.content[0]
    rows = from_features(found.features, crs=found.crs, to=place.crs, box=place.box())
    listed = fetched.content[1][0] if fetched.content[1] else {}
    named = texts(column(rows, "lib_ppr", "libelle", "nom", "nom_ppr"))
    gaspar = texts(column(rows, "id_gaspar", "code_gaspar", "cod_nat_pprm"))
    filled = rows[[rows.geometry.name]].assign(
        plan_id=gaspar.where(gaspar != "", listed.get("idGaspar", "")),
        procedure=texts(column(rows, "etat", "etat_procedure")),
    )
    names = named.where(named != "", listed.get("libPpr", ""))
    return _finish(filled, rows, fetched, names=names)


def _listed(asker: Fetcher, path: str, place: Place, *, note: str = "") -> Fetched:
    codes = every_code(place.insee)
    items = [item for code in codes for item in _paged(asker, path, code)]
    # Nobody has published under which of their codes Paris, Lyon and Marseille are kept.
    unsure = len(codes) > 1 and not items
    return Fetched(items, asker.url, matched=len(items), note="coverage_unknown" if unsure else note)


def _paged(asker: Fetcher, path: str, code: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for page in range(1, MOST_PAGES + 1):
        params = {"code_insee": code, "page": str(page), "page_size": str(PAGE)}
        document = asker.ask(
            Request("georisques", asker.settings.url("georisques", path), params=params)
        ).json()
        data = document.get("data") if isinstance(document, dict) else None
        if not isinstance(data, list):
            msg = sentence("sources.not_features")
            raise ServiceError(msg)
        refuse_others((item.get("code_insee") for item in data), [code])
        items += data
        if page >= int(document.get("total_pages") or 1):
            _refuse_short(path, len(items), document.get("results"))
            return items
    msg = sentence("sources.too_many", layer=path, count=f"{len(items)}+", most=PAGE * MOST_PAGES)
    raise ServiceError(msg)


def _plans(asker: Fetcher, code: str) -> list[dict[str, Any]]:
    params = {"codeInsee": code}
    url = asker.settings.url("georisques", "gaspar/pprm")
    document = asker.ask(Request("georisques", url, params=params)).json()
    content = document.get("content") if isinstance(document, dict) else None
    if not isinstance(content, list):
        msg = sentence("sources.not_features")
        raise ServiceError(msg)
    return content


def _refuse_short(path: str, got: int, matched: object) -> None:
    if isinstance(matched, int) and got < matched:
        msg = sentence("sources.incomplete", layer=path, got=got, matched=matched)
        raise IncompleteError(msg)


def _points(items: list[dict[str, Any]], to: str) -> gpd.GeoDataFrame:
    table = pd.DataFrame(items)
    shapes = points(numbers(column(table, "longitude")), numbers(column(table, "latitude")))
    return gpd.GeoDataFrame(table, geometry=reprojected(shapes, crs=WGS84, to=to), crs=to)


def _finish(
    filled: gpd.GeoDataFrame, rows: gpd.GeoDataFrame, fetched: Fetched, *, names: pd.Series
) -> gpd.GeoDataFrame:
    ids = texts(column(rows, "identifiant", "feature_id"))
    return complete(
        filled, ids=ids, names=names, credit=CREDIT, url=fetched.url, date=dates(rows, "date_maj")
    )


def _plan_and_list(asker: Fetcher, place: Place) -> tuple[bool, str]:
    found, plans = fetch_plan(asker, place).content
    names = ", ".join(str(item.get("libPpr")) for item in plans)
    return bool(plans) == bool(found.features), f"{names or '–'} / {PLAN_TYPE}: {found.matched}"


SERVICES = (
    Service("georisques", "https://georisques.gouv.fr/api/v1"),
    Service("georisques_wfs", "https://www.georisques.gouv.fr/services"),
)
SOURCES = (
    Source("mining_plan", "georisques_wfs", fetch_plan, normalise_plan, CREDIT, RHYTHM_DAYS),
    Source("cavities", "georisques", fetch_cavities, normalise_cavities, CREDIT, RHYTHM_DAYS, around=False),
    Source(
        "ground_movements",
        "georisques",
        fetch_movements,
        normalise_movements,
        CREDIT,
        RHYTHM_DAYS,
        around=False,
    ),
)
PROBES = (Probe("mining_plan", "georisques", _plan_and_list),)

"""Zones, prescriptions and informations of the local plans, by API Carto on the Géoportail de l'urbanisme.

The documents are found by the outline of the commune, and asked for by their `partition`: a commune may be
under a plan of its own, of several communes, or under several plans, such as one for each of the communes
that it was made of. No document there does not mean that there is no rule.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import shapely

from gis.crs import WGS84
from gis.sources.answered_for import refuse_others
from gis.sources.formats.wfs import IncompleteError
from gis.sources.frames import column, complete, from_features, texts
from gis.sources.http.request import Request
from gis.sources.remark import Remark
from gis.sources.service import Probe, Service
from gis.sources.services.planning_codes import code_of, information_kind, listed_text, zone_type
from gis.sources.source import LICENCE_OUVERTE, Credit, Fetched, Fetcher, Source
from gis.territory import whole_commune
from gis.words import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pandas as pd

    from gis.sources.place import Place

RHYTHM_DAYS = 31
MOST = 5_000
"""Features that API Carto sends at most; it has no pages."""
INSIDE_M = 20.0
"""What reaches no further into the commune than this, in metres, is its neighbour's document."""
ZONES = ("zone-urba", "secteur-cc")
PRESCRIPTIONS = ("prescription-surf", "prescription-lin", "prescription-pct")
INFORMATIONS = ("info-surf", "info-lin", "info-pct")
CREDIT = Credit("Géoportail de l’urbanisme", LICENCE_OUVERTE)
FORMAT_DATE = r"(\d{4})(\d{2})(\d{2})"


def fetch_zones(asker: Fetcher, place: Place) -> Fetched:
    """Bring the zones of the documents in force."""
    return _fetch(asker, place, ZONES)


def fetch_prescriptions(asker: Fetcher, place: Place) -> Fetched:
    """Bring the prescriptions of the documents in force: areas, lines and points."""
    return _fetch(asker, place, PRESCRIPTIONS)


def fetch_informations(asker: Fetcher, place: Place) -> Fetched:
    """Bring the informations annexed to the documents in force: areas, lines and points."""
    return _fetch(asker, place, INFORMATIONS)


def partitions(asker: Fetcher, place: Place) -> dict[str, str]:
    """Return the documents that hold in the commune: name by partition; none where none is digital."""
    found = ask(asker, "document", {"geom": inside(place).polygon()}, post=True)
    names: dict[str, list[str]] = {}
    for item in found:
        given = item.get("properties") or {}
        if given.get("partition"):
            names.setdefault(str(given["partition"]), []).append(str(given.get("name") or ""))
    return {partition: ", ".join(dict.fromkeys(filter(None, given))) for partition, given in names.items()}


def inside(place: Place) -> Place:
    """Return a commune without its rim, which its neighbours' documents touch."""
    shrunk = shapely.buffer(place.shape, -INSIDE_M)
    return place if shapely.is_empty(shrunk) else replace(place, outline=shrunk)


def normalise_zones(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the zones, typed by the first letters that older documents share with newer ones."""
    rows = _rows(fetched, place)
    given = texts(column(rows, "typezone", "typesect"))
    label = texts(column(rows, "libelle"))
    filled = rows[[rows.geometry.name]].assign(
        label=label.where(label != "", given).where(lambda text: text != "", "?"),
        label_long=texts(column(rows, "libelong")),
        zone_type=[zone_type(*pair) for pair in zip(given, label, strict=True)],
        document=_document(rows, fetched),
        approved=_approved(rows),
        regulation_url=texts(column(rows, "urlfic")),
        area_m2=shapely.area(shapely.make_valid(rows.geometry.to_numpy())),
    )
    return _finish(filled, rows, fetched, names=filled["label"])


def normalise_prescriptions(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the prescriptions with their code of the national list."""
    rows = _rows(fetched, place)
    codes = _codes(rows, "typepsc", "stypepsc")
    filled = rows[[rows.geometry.name]].assign(
        code=codes,
        code_text=[listed_text("prescription", code) for code in codes],
        text=texts(column(rows, "txt")),
        document=_document(rows, fetched),
        approved=_approved(rows),
        regulation_url=texts(column(rows, "urlfic")),
    )
    return _finish(filled, rows, fetched, names=texts(column(rows, "libelle")))


def normalise_informations(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the informations by their kind in the national list; an unknown one keeps its code."""
    rows = _rows(fetched, place)
    codes = _codes(rows, "typeinf", "stypeinf")
    filled = rows[[rows.geometry.name]].assign(
        kind=[information_kind(code) for code in codes],
        code=codes,
        text=texts(column(rows, "txt")),
        document=_document(rows, fetched),
        approved=_approved(rows),
        regulation_url=texts(column(rows, "urlfic")),
    )
    return _finish(filled, rows, fetched, names=texts(column(rows, "libelle")))


def unlisted(_fetched: Fetched, frame: gpd.GeoDataFrame) -> tuple[Remark, ...]:
    """Tell the codes of prescriptions that the national list does not have."""
    strange = frame.loc[frame["code_text"] == "", "code"]
    return Remark.of("unlisted", [*dict.fromkeys(strange)])


def _codes(rows: gpd.GeoDataFrame, code: str, sub: str) -> list[str]:
    pairs = zip(texts(column(rows, code)), texts(column(rows, sub)), strict=True)
    return [code_of(*pair) for pair in pairs]


def _fetch(asker: Fetcher, place: Place, endpoints: Sequence[str]) -> Fetched:
    documents = partitions(asker, place)
    if not documents:
        return Fetched(([], {}), asker.url, matched=0, note=_no_document(asker, place))
    items = [
        {**item, "id": f"{partition}-{item.get('id') or ''}"}
        for partition in documents
        for endpoint in endpoints
        for item in _all(asker, place, endpoint, partition)
    ]
    return Fetched((items, documents), asker.url, matched=len(items))


def _all(asker: Fetcher, place: Place, endpoint: str, partition: str) -> list[dict[str, Any]]:
    found = ask(asker, endpoint, {"partition": partition})
    refuse_others(((item.get("properties") or {}).get("partition") for item in found), [partition])
    if len(found) < MOST:
        return found
    # A plan of many communes does not fit in one reply: ask for what meets this one.
    found = ask(asker, endpoint, {"partition": partition, "geom": place.polygon()}, post=True)
    if len(found) >= MOST:
        msg = sentence("sources.incomplete", layer=endpoint, got=len(found), matched=f"{MOST}+")
        raise IncompleteError(msg)
    return found


def _no_document(asker: Fetcher, place: Place) -> str:
    found = ask(asker, "municipality", {"insee": whole_commune(place.insee)})
    ruled = any((item.get("properties") or {}).get("is_rnu") is True for item in found)
    return "national_rules" if ruled else "no_document"


def ask(asker: Fetcher, endpoint: str, params: dict[str, Any], *, post: bool = False) -> list[dict[str, Any]]:
    """Return the features of one question, `MOST` of them at most.

    Raises
    ------
    IncompleteError
        When fewer came than the service says it has.
    """
    url = asker.settings.url("planning", endpoint)
    ask_for = Request("planning", url, document=params) if post else Request("planning", url, params=params)
    document = asker.ask(ask_for).json()
    items = document.get("features") if isinstance(document, dict) else None
    matched = document.get("numberMatched", document.get("totalFeatures")) if items is not None else None
    if items is None or (isinstance(matched, int) and len(items) < min(matched, MOST)):
        got = len(items or [])
        msg = sentence("sources.incomplete", layer=endpoint, got=got, matched=matched or "?")
        raise IncompleteError(msg)
    return list(items)


def _rows(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    return from_features(fetched.content[0], crs=WGS84, to=place.crs, box=place.box())


def _document(rows: gpd.GeoDataFrame, fetched: Fetched) -> pd.Series:
    named = texts(column(rows, "partition")).map(fetched.content[1].get).fillna("")
    given = texts(column(rows, "idurba"))
    return given.where(given != "", named)


def _approved(rows: gpd.GeoDataFrame) -> pd.Series:
    # `datappro` is often empty where `datvalid` is not.
    written = texts(column(rows, "datappro"))
    written = written.where(written != "", texts(column(rows, "datvalid")))
    return written.str.replace(FORMAT_DATE, r"\1-\2-\3", regex=True)


def _finish(
    filled: gpd.GeoDataFrame, rows: gpd.GeoDataFrame, fetched: Fetched, *, names: pd.Series
) -> gpd.GeoDataFrame:
    date = filled["approved"]
    ids = texts(column(rows, "feature_id"))
    return complete(filled, ids=ids, names=names, credit=CREDIT, url=fetched.url, date=date)


def _in_force(asker: Fetcher, place: Place) -> tuple[bool, str]:
    found = partitions(asker, place)
    return bool(found), ", ".join(f"{partition}: {name}" for partition, name in found.items())


SERVICES = (Service("planning", "https://apicarto.ign.fr/api/gpu"),)
SOURCES = (
    Source("urban_zones", "planning", fetch_zones, normalise_zones, CREDIT, RHYTHM_DAYS),
    Source(
        "urban_prescriptions",
        "planning",
        fetch_prescriptions,
        normalise_prescriptions,
        CREDIT,
        RHYTHM_DAYS,
        remarks=unlisted,
    ),
    Source(
        "planning_information", "planning", fetch_informations, normalise_informations, CREDIT, RHYTHM_DAYS
    ),
)
PROBES = (Probe("document", "planning", _in_force),)

"""Zones and prescriptions of the local plan, by API Carto on the Géoportail de l'urbanisme.

The plan is found by a point of the commune, and asked for by its `partition`: a commune may be under a plan
of its own or of several communes. No document there does not mean that there is no rule.
"""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely

from gis.crs import WGS84
from gis.sources.formats.wfs import IncompleteError
from gis.sources.frames import column, complete, from_features, texts
from gis.sources.http.request import Request
from gis.sources.service import Probe, Service
from gis.sources.source import LICENCE_OUVERTE, Credit, Fetched, Fetcher, Place, Source
from gis.words import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    import pandas as pd

RHYTHM_DAYS = 31
MOST = 5_000
"""Features that API Carto sends at most; it has no pages."""
CODES_FILE = Path(__file__).parents[1] / "tables" / "gpu_codes.csv"
ZONES = ("zone-urba", "secteur-cc")
PRESCRIPTIONS = ("prescription-surf", "prescription-lin", "prescription-pct")
CREDIT = Credit("Géoportail de l’urbanisme", LICENCE_OUVERTE)
FORMAT_DATE = r"(\d{4})(\d{2})(\d{2})"


def fetch_zones(asker: Fetcher, place: Place) -> Fetched:
    """Bring the zones of the documents in force."""
    return _fetch(asker, place, ZONES)


def fetch_prescriptions(asker: Fetcher, place: Place) -> Fetched:
    """Bring the prescriptions of the documents in force: areas, lines and points."""
    return _fetch(asker, place, PRESCRIPTIONS)


def partitions(asker: Fetcher, place: Place) -> dict[str, str]:
    """Return the documents that hold for the commune: name by partition; none where none is digital."""
    document = _ask(asker, "document", {"geom": json.dumps(place.point(), separators=(",", ":"))})
    found = [dict(item.get("properties") or {}) for item in document["features"]]
    return {str(item["partition"]): str(item.get("name") or "") for item in found if item.get("partition")}


def normalise_zones(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the zones, typed by the first letters that older documents share with newer ones."""
    rows = _rows(fetched, place)
    given = texts(column(rows, "typezone", "typesect"))
    label = texts(column(rows, "libelle"))
    filled = rows[[rows.geometry.name]].assign(
        label=label.where(label != "", given).where(lambda text: text != "", "?"),
        label_long=texts(column(rows, "libelong")),
        zone_type=given.map(zone_type),
        document=_document(rows, fetched),
        approved=_approved(rows),
        regulation_url=texts(column(rows, "urlfic")),
        area_m2=shapely.area(shapely.make_valid(rows.geometry.to_numpy())),
    )
    return _finish(filled, rows, fetched, names=filled["label"])


def normalise_prescriptions(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the prescriptions with their code of the national list."""
    rows = _rows(fetched, place)
    code = texts(column(rows, "typepsc")).str.zfill(2)
    sub = texts(column(rows, "stypepsc")).str.zfill(2)
    pairs = list(zip(code, sub, strict=True))
    filled = rows[[rows.geometry.name]].assign(
        code=code + "-" + sub,
        code_text=[prescription_text(*pair) for pair in pairs],
        text=texts(column(rows, "txt")),
        document=_document(rows, fetched),
        approved=_approved(rows),
        regulation_url=texts(column(rows, "urlfic")),
    )
    return _finish(filled, rows, fetched, names=texts(column(rows, "libelle")))


def zone_type(code: str) -> str:
    """Return the type of a zone: `U`, `AUc`, `AUs`, `A`, `N`, or `other`.

    Older documents also write AU, 1AU (opened), 2AU (blocked), Ah, Nh, Nd: "AU" is looked for before "A".
    """
    letters = code.strip().upper().lstrip("0123456789")
    if letters.startswith("AU"):
        blocked = letters.startswith("AUS") or code.strip().startswith("2")
        return "AUs" if blocked else "AUc"
    return letters[:1] if letters[:1] in {"U", "A", "N"} else "other"


def prescription_text(code: str, sub: str) -> str:
    """Return what the national list says of a prescription; of its family where the kind is not listed."""
    known = prescription_codes()
    return known.get((code, sub)) or known.get((code, "00"), "")


@cache
def prescription_codes() -> Mapping[tuple[str, str], str]:
    """Return the national list of prescriptions (CNIG), by code and sub-code."""
    with CODES_FILE.open(encoding="utf-8", newline="") as stream:
        return {
            (row["code"], row["sous_code"]): row["libelle"]
            for row in csv.DictReader(stream)
            if row["list"] == "prescription"
        }


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
    found = _ask(asker, endpoint, {"partition": partition})["features"]
    if len(found) < MOST:
        return list(found)
    # A plan of many communes does not fit in one reply: ask for what meets this one.
    found = _ask(asker, endpoint, {"partition": partition, "geom": place.polygon()}, post=True)["features"]
    if len(found) >= MOST:
        msg = sentence("sources.incomplete", layer=endpoint, got=len(found), matched=f"{MOST}+")
        raise IncompleteError(msg)
    return list(found)


def _no_document(asker: Fetcher, place: Place) -> str:
    found = _ask(asker, "municipality", {"insee": place.insee})["features"]
    ruled = any((item.get("properties") or {}).get("is_rnu") is True for item in found)
    return "national_rules" if ruled else "no_document"


def _ask(asker: Fetcher, endpoint: str, params: dict[str, Any], *, post: bool = False) -> dict[str, Any]:
    url = asker.settings.url("planning", endpoint)
    ask = Request("planning", url, document=params) if post else Request("planning", url, params=params)
    document = asker.ask(ask).json()
    items = document.get("features") if isinstance(document, dict) else None
    matched = document.get("numberMatched", document.get("totalFeatures")) if items is not None else None
    if items is None or (isinstance(matched, int) and len(items) < min(matched, MOST)):
        got = len(items or [])
        msg = sentence("sources.incomplete", layer=endpoint, got=got, matched=matched or "?")
        raise IncompleteError(msg)
    return {"features": items}


def _rows(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    return from_features(fetched.content[0], crs=WGS84, box=place.box())


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
        "urban_prescriptions", "planning", fetch_prescriptions, normalise_prescriptions, CREDIT, RHYTHM_DAYS
    ),
)
PROBES = (Probe("document", "planning", _in_force),)

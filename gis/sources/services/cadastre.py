"""Cadastre by Etalab: parcels and buildings of a commune, one gzip file each, a few editions a year."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from gis.sources.answered_for import refuse_others
from gis.sources.formats import ndjson as line_json
from gis.sources.frames import coded, column, complete, shape_ids, texts, wholes
from gis.sources.http.request import Request
from gis.sources.http.response import RefusedError
from gis.sources.service import Probe, Service
from gis.sources.source import LICENCE_OUVERTE, Credit, Fetched, Fetcher, Source
from gis.territory import cadastral_codes
from gis.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from gis.sources.place import Place

CREDIT = Credit("Cadastre, DGFiP / Etalab", LICENCE_OUVERTE)
RHYTHM_DAYS = 92
NOT_FOUND = 404
EDITION = re.compile(r"/(\d{4}-\d{2}-\d{2})/")
PARCEL_ID = r"[0-9AB]{5}[0-9]{3}[0-9A-Z]{2}[0-9]{4}"
PARCEL_TEXTS = ("id", "commune", "prefixe", "section", "numero")
BUILDING_TEXTS = ("type", "nom", "commune")
BUILDING_KINDS = {"01": "hard", "1": "hard", "02": "light", "2": "light"}


def fetch_parcels(asker: Fetcher, place: Place) -> Fetched:
    """Bring the parcels of the newest edition that is complete."""
    return _fetch(asker, place, "parcelles")


def fetch_buildings(asker: Fetcher, place: Place) -> Fetched:
    """Bring the buildings of the newest edition that is complete."""
    return _fetch(asker, place, "batiments")


def estimate_parcels(asker: Fetcher, place: Place) -> tuple[int | None, int | None]:
    """Return the bytes of the files of parcels; how many they are is only known once they are here."""
    return None, _size(asker, place, "parcelles")


def estimate_buildings(asker: Fetcher, place: Place) -> tuple[int | None, int | None]:
    """Return the bytes of the files of buildings."""
    return None, _size(asker, place, "batiments")


def normalise_parcels(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the parcels; section and number are padded with zeros, as in their 14-character id."""
    rows = _read(fetched, place.crs, PARCEL_TEXTS, ("contenance",))
    ids = parcel_ids(rows)
    refuse_others(ids.str[:5].unique(), cadastral_codes(place.insee))
    filled = rows[[rows.geometry.name]].assign(
        prefix=ids.str[5:8],
        section=ids.str[8:10],
        number=ids.str[10:],
        contenance_m2=wholes(column(rows, "contenance")),
        use=None,
    )
    return complete(filled, ids=ids, credit=CREDIT, url=fetched.url, date=fetched.edition)


def normalise_buildings(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the buildings, known by their shape: the cadastre gives them no number."""
    rows = _read(fetched, place.crs, BUILDING_TEXTS)
    refuse_others(texts(column(rows, "commune")).unique(), cadastral_codes(place.insee))
    kinds = coded(column(rows, "type"), BUILDING_KINDS, other="other")
    filled = rows[[rows.geometry.name]].assign(kind=kinds)
    ids = shape_ids(rows.geometry.to_numpy(), "bat-")
    names = texts(column(rows, "nom"))
    return complete(filled, ids=ids, names=names, credit=CREDIT, url=fetched.url, date=fetched.edition)


def parcel_ids(rows: pd.DataFrame) -> pd.Series:
    """Return the 14-character ids; one that lost its zeros, or is absent, is put together from its parts."""
    given = texts(column(rows, "id")).str.upper()
    whole = given.str.fullmatch(PARCEL_ID)
    if whole.all():
        return given
    parts = (("commune", 5), ("prefixe", 3), ("section", 2), ("numero", 4))
    made = pd.Series("", index=rows.index, dtype=given.dtype)
    for name, width in parts:
        made = made + texts(column(rows, name)).str.upper().str.zfill(width)
    return given.where(whole, made.where(made.str.fullmatch(PARCEL_ID), ""))


def _read(fetched: Fetched, to: str, names: Sequence[str], figures: Sequence[str] = ()) -> gpd.GeoDataFrame:
    files = [line_json.read(path, to=to, texts=names, figures=figures) for path in fetched.content]
    return files[0] if len(files) == 1 else pd.concat(files, ignore_index=True)


def _size(asker: Fetcher, place: Place, layer: str) -> int | None:
    sizes = [asker.client.size("cadastre", _url(asker, part, "latest", layer)) for part in _files_of(place)]
    known = [size for size in sizes if size is not None]
    return sum(known) if len(known) == len(sizes) else None


def _files_of(place: Place) -> list[Place]:
    """Return what the cadastre has files of in place of a commune: its arrondissements, where it has some."""
    return [replace(place, insee=code) for code in cadastral_codes(place.insee)]


def _fetch(asker: Fetcher, place: Place, layer: str) -> Fetched:
    parts = [_file(asker, part, layer) for part in _files_of(place)]
    return Fetched(tuple(part.content for part in parts), parts[0].url, edition=parts[0].edition)


def _file(asker: Fetcher, place: Place, layer: str) -> Fetched:
    try:
        reply = asker.ask(_ask(_url(asker, place, "latest", layer)))
    except RefusedError as error:
        if error.http_status != NOT_FOUND:
            raise
        reply = asker.ask(_ask(_previous(asker, place, layer, error)))
    found = EDITION.search(reply.url)
    return Fetched(reply.path, reply.url, edition=found[1] if found else "")


def _previous(asker: Fetcher, place: Place, layer: str, error: RefusedError) -> str:
    # The newest edition may still be on its way to the store: the one before it is whole.
    ask = Request(
        "cadastre_editions",
        asker.settings.url("cadastre_editions"),
        params={"list-type": "2", "prefix": "etalab-cadastre/", "delimiter": "/", "max-keys": "1000"},
        check="xml",
    )
    listing = asker.ask(ask).xml()
    prefixes = [item.text or "" for item in listing.iter() if item.tag.endswith("Prefix")]
    editions = sorted({match[1] for text in prefixes if (match := EDITION.search(f"/{text}"))})
    if len(editions) < 2:  # noqa: PLR2004
        raise error
    base = asker.settings.url("cadastre_editions", "etalab-cadastre")
    return _path(base, editions[-2], place, layer)


def _ask(url: str) -> Request:
    return Request("cadastre", url, check="gzip", whole_file=True)


def _url(asker: Fetcher, place: Place, edition: str, layer: str) -> str:
    return _path(asker.settings.url("cadastre"), edition, place, layer)


def _path(base: str, edition: str, place: Place, layer: str) -> str:
    folder = f"{base.rstrip('/')}/{edition}/geojson/communes/{place.department}/{place.insee}"
    return f"{folder}/cadastre-{place.insee}-{layer}.json.gz"


def _opens(asker: Fetcher, place: Place) -> tuple[bool, str]:
    fetched = fetch_parcels(asker, place)
    count = len(_read(fetched, place.crs, ("id",)))
    return count > 0 and bool(fetched.edition), f"{fetched.edition}: {number(count)}"


SERVICES = (
    Service("cadastre", "https://cadastre.data.gouv.fr/data/etalab-cadastre"),
    Service("cadastre_editions", "https://cadastre.s3.rbx.io.cloud.ovh.net/"),
)
SOURCES = (
    Source(
        "parcels",
        "cadastre",
        fetch_parcels,
        normalise_parcels,
        CREDIT,
        RHYTHM_DAYS,
        "touch",
        tolerance_m=50.0,
        estimate=estimate_parcels,
    ),
    Source(
        "buildings",
        "cadastre",
        fetch_buildings,
        normalise_buildings,
        CREDIT,
        RHYTHM_DAYS,
        "touch",
        estimate=estimate_buildings,
    ),
)
PROBES = (Probe("cadastre", "cadastre", _opens),)

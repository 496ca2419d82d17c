"""Organic farm parcels: the files of Agence Bio, one a campaign, each filtered to the commune once.

A file is brought once for all communes of a home. What was filtered out of it for one of them is kept with
the commune, which needs the file no more as long as its publisher tells of the same edition.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.errors import ServiceError
from gis.sources.amount import Amount
from gis.sources.formats.zip import read_shapefile, read_vector
from gis.sources.frames import column, complete, shape_ids, texts
from gis.sources.http.response import RefusedError
from gis.sources.service import Probe, Service
from gis.sources.services.organic_files import File, files
from gis.sources.source import LICENCE_OUVERTE, Credit, Fetched, Fetcher, Source
from gis.territory import covered_area
from gis.words import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gis.sources.place import Box, Place

CREDIT = Credit("Agence BIO / ASP", LICENCE_OUVERTE)
RHYTHM_DAYS = 365
NEAR_M = 200.0
SAME = 0.5
"""Share of a parcel that an older organic parcel must cover for the land to count as organic since then."""
KEPT = ["campaign", "crop", "geometry"]


def fetch(asker: Fetcher, place: Place) -> Fetched:
    """Bring the organic parcels of every campaign that is published."""
    chosen = files(asker, place)
    parts = [_first(asker, place, items) for items in chosen.values()]
    content = pd.concat(parts, ignore_index=True) if parts else None
    edition = str(max(chosen, default=""))
    if content is None:
        msg = sentence("sources.no_files", url=asker.settings.url("organic"))
        raise ServiceError(msg)
    return Fetched(content, asker.url, edition=edition, matched=len(content), note="declared_only")


def estimate(asker: Fetcher, place: Place) -> Amount:
    """Return the bytes of the files that are not filtered yet, and how much of them is here."""
    chosen = files(asker, place).values()
    wanted = [items[0] for items in chosen if not any(_kept(asker, place, item).exists() for item in items)]
    here = [asker.client.here(item.request) for item in wanted]
    sizes = [item.size for item in wanted if item.size]
    if len(sizes) < len(wanted):
        return Amount(here_bytes=sum(here))
    left = sum(max(0, size - had) for size, had in zip(sizes, here, strict=True))
    return Amount(size_bytes=left, once_bytes=left, here_bytes=sum(here))


def normalise(fetched: Fetched, _place: Place) -> gpd.GeoDataFrame:
    """Return the parcels of the newest campaign, each with the first campaign in which its land is organic.

    Land that was organic once and is not in the newest campaign is left out.
    """
    rows: gpd.GeoDataFrame = fetched.content
    newest = rows[rows["campaign"] == int(fetched.edition)].reset_index(drop=True)
    shapes = shapely.make_valid(newest.geometry.to_numpy())
    filled = newest[[newest.geometry.name]].assign(
        organic_since=first_campaign(newest, rows),
        area_m2=shapely.area(shapes),
        farmland_id="",
        safer=None,
        crop=texts(newest["crop"]),
    )
    ids = shape_ids(newest.geometry.to_numpy(), "bio-")
    return complete(filled, ids=ids, credit=CREDIT, url=fetched.url, date=fetched.edition)


def first_campaign(newest: gpd.GeoDataFrame, all_rows: gpd.GeoDataFrame) -> pd.Series:
    """Return, for each parcel, the first campaign whose organic parcels cover at least half of it."""
    shapes = shapely.make_valid(newest.geometry.to_numpy())
    since = newest["campaign"].to_numpy(dtype="int64", copy=True)
    for campaign, rows in all_rows.groupby("campaign"):
        older = shapely.union_all(shapely.make_valid(rows.geometry.to_numpy()))
        shared = shapely.area(shapely.intersection(shapes, older))
        covered = shared >= SAME * np.maximum(shapely.area(shapes), 1.0)
        since[covered] = np.minimum(since[covered], int(campaign))
    return pd.Series(since, index=newest.index, dtype="Int64")


def _first(asker: Fetcher, place: Place, items: Sequence[File]) -> gpd.GeoDataFrame:
    """Return a campaign from the first of its files that the service still has."""
    for item in items[:-1]:
        try:
            return _campaign(asker, place, item)
        except RefusedError:
            continue
    return _campaign(asker, place, items[-1])


def _campaign(asker: Fetcher, place: Place, file: File) -> gpd.GeoDataFrame:
    stored = _kept(asker, place, file)
    if stored.exists():
        return gpd.read_parquet(stored)
    ask = file.request
    reply = asker.ask(ask)
    rows = _filtered(reply.path, file, place)
    part = stored.with_suffix(".tmp")
    asker.client.reply_cache.make()
    rows.to_parquet(part)
    for older in stored.parent.glob(f"organic-{file.campaign}-*.parquet"):
        older.unlink(missing_ok=True)
    part.replace(stored)
    # The file has served this commune well: should the layer fail later, it is not to blame.
    asker.keys.discard(ask.key)
    return rows


def _kept(asker: Fetcher, place: Place, file: File) -> Path:
    """Return where what was filtered out of one edition of a file, for one outline, lies or shall lie."""
    box = [] if place.outline is None else [round(edge) for edge in place.box(NEAR_M)]
    parts = [file.url, file.checksum, file.size, place.insee, place.crs, box]
    mark = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
    return asker.client.reply_cache.folder / f"organic-{file.campaign}-{mark}.parquet"


def _filtered(path: Path, file: File, place: Place) -> gpd.GeoDataFrame:
    box = place.box(NEAR_M)
    rows = (
        read_shapefile(path, to=place.crs, words=(), box=box)
        if file.check == "zip"
        else _read_named(path, file, place.crs, box)
    )
    rows = rows[shapely.intersects(shapely.box(*box), rows.geometry.to_numpy())]
    organic = texts(column(rows, "BIO"))
    rows = rows[organic.isin(["", "1"])].reset_index(drop=True)
    crop = texts(column(rows, "LBL_CULTU", "lbl_cultur", "CODE_CULTU", "code_culture"))
    table = pd.DataFrame({"campaign": file.campaign, "crop": crop})
    return gpd.GeoDataFrame(table, geometry=rows.geometry.to_numpy(), crs=rows.crs)[KEPT]


def _read_named(path: Path, file: File, to: str, box: Box) -> gpd.GeoDataFrame:
    # GDAL tells a GeoPackage by the ending of its name.
    named = path.with_name(path.stem + PurePosixPath(file.url).suffix.lower())
    named.unlink(missing_ok=True)
    named.symlink_to(path.name)
    try:
        return read_vector(named, to=to, box=box)
    finally:
        named.unlink()


def _named_by_campaign(asker: Fetcher, place: Place) -> tuple[bool, str]:
    found = files(asker, place)
    return bool(found), ", ".join(str(campaign) for campaign in found)


SERVICES = (
    Service(
        "organic",
        "https://www.data.gouv.fr/api/1/datasets/parcelles-en-agriculture-biologique-ab-declarees-a-la-pac/",
    ),
)
SOURCES = (
    Source(
        "organic_farmland",
        "organic",
        fetch,
        normalise,
        CREDIT,
        RHYTHM_DAYS,
        estimate=estimate,
        coverage=replace(covered_area("metropole", outside="unknown"), since=2019),
    ),
)
PROBES = (Probe("organic", "organic", _named_by_campaign),)

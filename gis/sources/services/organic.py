"""Organic farm parcels: the files of Agence Bio, one a campaign, each filtered to the commune once.

The file of the commune's region goes before the national one, which is up to seventy times its size.

A campaign that is over does not change, so what was filtered out of its file is kept and the file is not.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.crs import LAMBERT93
from gis.errors import ServiceError
from gis.sources.formats.zip import read_shapefile, read_vector
from gis.sources.frames import column, complete, shape_ids, texts
from gis.sources.http.request import Request
from gis.sources.http.response import RefusedError
from gis.sources.regions import REGIONS
from gis.sources.service import Probe, Service
from gis.sources.source import LICENCE_OUVERTE, Credit, Fetched, Fetcher, Place, Source
from gis.territory import FRANCE
from gis.words import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gis.sources.source import Box

CREDIT = Credit("Agence BIO / ASP", LICENCE_OUVERTE)
RHYTHM_DAYS = 365
NAME = re.compile(r"rpg-bio-(?P<campaign>\d{4})-(?P<area>national|r\d{2})(?!\d)", re.IGNORECASE)
NATIONAL = "national"
FORMATS = ((".gpkg", "any"), (".shp.zip", "zip"), (".geojson", "any"), (".json", "any"))
"""Formats by preference: an index makes the first one quick to filter."""
NEAR_M = 200.0
SAME = 0.5
"""Share of a parcel that an older organic parcel must cover for the land to count as organic since then."""
KEPT = ["campaign", "crop", "geometry"]


@dataclass(frozen=True)
class File:
    """One file of a campaign.

    Attributes
    ----------
    rank : tuple[bool, int]
        Its place among the files of the campaign: regional before national, then by format.
    size : int or None
        Its bytes, where the service says so.
    """

    campaign: int
    url: str
    check: str
    size: int | None
    rank: tuple[bool, int] = (True, 0)


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


def estimate(asker: Fetcher, place: Place) -> tuple[int | None, int | None]:
    """Return the bytes of the files that are not filtered yet."""
    chosen = files(asker, place).values()
    sizes = [
        items[0].size for items in chosen if not any(_kept(asker, place, item).exists() for item in items)
    ]
    return None, sum(size for size in sizes if size) if all(sizes) else None


def files(asker: Fetcher, place: Place) -> dict[int, list[File]]:
    """Return the files that hold the commune by campaign, oldest first: its region's, then the national one.

    Of each area there is one, in the format that is quickest to filter.
    """
    document = asker.ask(Request("organic", asker.settings.url("organic"))).json()
    areas = {NATIONAL, f"r{REGIONS.get(place.department, '')}"}
    found = [file for item in document.get("resources") or [] if (file := _file(item, areas)) is not None]
    by_campaign: dict[int, list[File]] = {}
    for file in sorted(found, key=lambda item: (item.campaign, item.rank)):
        held = by_campaign.setdefault(file.campaign, [])
        if all(file.rank[0] != other.rank[0] for other in held):
            held.append(file)
    return by_campaign


def _file(item: Mapping[str, Any], areas: set[str]) -> File | None:
    url = str(item.get("url") or "")
    named = NAME.search(url) or NAME.search(str(item.get("title") or ""))
    rank = next((at for at, (ending, _) in enumerate(FORMATS) if url.lower().endswith(ending)), None)
    if named is None or rank is None or named["area"].lower() not in areas:
        return None
    size, national = item.get("filesize"), named["area"].lower() == NATIONAL
    return File(int(named["campaign"]), url, FORMATS[rank][1], int(size) if size else None, (national, rank))


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
    ask = Request("organic", file.url, check=file.check, whole_file=True)
    reply = asker.ask(ask)
    rows = _filtered(reply.path, file, place)
    part = stored.with_suffix(".tmp")
    rows.to_parquet(part)
    part.replace(stored)
    asker.keys.discard(ask.key)
    asker.client.forget({ask.key})
    return rows


def _kept(asker: Fetcher, place: Place, file: File) -> Path:
    mark = hashlib.sha256(f"{file.url} {place.insee} {place.around_m:g}".encode()).hexdigest()[:16]
    return asker.client.reply_cache.folder / f"organic-{file.campaign}-{mark}.parquet"


def _filtered(path: Path, file: File, place: Place) -> gpd.GeoDataFrame:
    box = place.box(NEAR_M)
    rows = read_shapefile(path, words=(), box=box) if file.check == "zip" else _read_named(path, file, box)
    rows = rows[shapely.intersects(shapely.box(*box), rows.geometry.to_numpy())]
    organic = texts(column(rows, "BIO"))
    rows = rows[organic.isin(["", "1"])].reset_index(drop=True)
    crop = texts(column(rows, "LBL_CULTU", "lbl_cultur", "CODE_CULTU", "code_culture"))
    table = pd.DataFrame({"campaign": file.campaign, "crop": crop})
    return gpd.GeoDataFrame(table, geometry=rows.geometry.to_numpy(), crs=LAMBERT93)[KEPT]


def _read_named(path: Path, file: File, box: Box) -> gpd.GeoDataFrame:
    # GDAL tells a GeoPackage by the ending of its name.
    named = path.with_name(path.stem + PurePosixPath(file.url).suffix.lower())
    named.unlink(missing_ok=True)
    named.symlink_to(path.name)
    try:
        return read_vector(named, box=box)
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
        coverage=replace(FRANCE, since=2019),
    ),
)
PROBES = (Probe("organic", "organic", _named_by_campaign),)

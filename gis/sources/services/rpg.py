"""Farm parcels declared for CAP aid (RPG), newest campaign that the WFS holds."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from gis.sources.formats.wfs import Query, around, features, hits
from gis.sources.frames import column, complete, from_features, numbers, texts
from gis.sources.http.request import Request
from gis.sources.http.response import RefusedError
from gis.sources.service import Probe, Service
from gis.sources.source import LICENCE_OUVERTE, Credit, Fetched, Fetcher, Source
from gis.territory import covered_area

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from gis.sources.place import Place

CREDIT = Credit("RPG, ASP / IGN / MASA", LICENCE_OUVERTE)
RHYTHM_DAYS = 365
COVERAGE = replace(covered_area("metropole", outside="unknown"), since=2010)
OLDEST_CAMPAIGN = 2020
TABLES = Path(__file__).parents[1] / "tables"
CROPS_FILES = (TABLES / "rpg_crops_2020.csv", TABLES / "rpg_crops_later.csv")
LANDCOVER = {"TA": "arable", "CP": "permanent_crop", "PP": "grassland", "SB": "wooded"}
GROUP_LANDCOVER = {
    **dict.fromkeys(("18", "19"), "grassland"),
    **dict.fromkeys(("20", "21", "22", "23", "27"), "permanent_crop"),
    **dict.fromkeys(("17", "28"), "other"),
    **dict.fromkeys([str(group) for group in (*range(1, 17), 24, 25, 26)], "arable"),
}
"""Land cover by crop group, for campaigns that do not give it themselves."""


def fetch(asker: Fetcher, place: Place) -> Fetched:
    """Bring the parcels of the newest campaign on the WFS, found by asking for one year after the other."""
    year, query = newest(asker, place)
    found = features(asker, query)
    crops = _crops(asker, year)
    edition = str(year) if year else ""
    content = (found.features, found.crs, crops)
    return Fetched(content, asker.url, edition=edition, matched=found.matched, note="declared_only")


def estimate(asker: Fetcher, place: Place) -> tuple[int | None, int | None]:
    """Return how many parcels the newest campaign has."""
    return max(0, hits(asker, newest(asker, place)[1])), None


def newest(asker: Fetcher, place: Place) -> tuple[int | None, Query]:
    """Return the newest campaign that the server knows, and the question to ask.

    The year behind `RPG.LATEST` is never assumed: with that type the campaign stays unknown.

    Raises
    ------
    ServiceError
        When the server does not answer.
    """
    for year in range(dt.datetime.now(tz=dt.UTC).year, OLDEST_CAMPAIGN, -1):
        query = around(place, "ign_wfs", f"RPG.{year}:parcelles_graphiques")
        try:
            hits(asker, query)
        except RefusedError:
            continue
        return year, query
    return None, around(place, "ign_wfs", "RPG.LATEST:parcelles_graphiques")


def normalise(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the declared parcels with their crop and land cover.

    A crop whose words come with the atlas is a code, said in the reader's language; another one is called as
    its own campaign calls it.
    """
    items, crs, crops = fetched.content
    rows = from_features(items, crs=crs, to=place.crs, box=place.box())
    code = texts(column(rows, "code_cultu", "code_culture")).str.upper()
    group = texts(column(rows, "code_group"))
    cover = texts(column(rows, "cat_cult_p")).str.upper().map(LANDCOVER)
    filled = rows[[rows.geometry.name]].assign(
        area_m2=shapely.area(shapely.make_valid(rows.geometry.to_numpy())),
        landcover=cover.where(cover.notna(), group.map(GROUP_LANDCOVER)).fillna("unknown"),
        crop=code.map(lambda key: key if key in shipped_crops() else crops.get(key, key)),
        crop_code=code,
        crop_group=group,
        declared_ha=numbers(column(rows, "surf_parc")),
    )
    year = fetched.edition
    credit = Credit(f"RPG {year}, ASP / IGN / MASA".replace("  ", " "), LICENCE_OUVERTE)
    ids = texts(column(rows, "id_parcel"))
    return complete(filled, ids=ids, credit=credit, url=fetched.url, date=year)


@cache
def shipped_crops() -> Mapping[str, str]:
    """Return the names of crops by code, of 2020 and of later campaigns, which come with the atlas."""
    rows = (
        row for path in CROPS_FILES for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    )
    return {row["code_cultu"]: row["libelle"] for row in rows}


def _crops(asker: Fetcher, year: int | None) -> Mapping[str, str]:
    """Return the names of crops of a campaign: codes change each year."""
    if year is None:
        return shipped_crops()
    url = asker.settings.url("rpg_crops", f"REF_CULTURES_GROUPES_CULTURES_{year}.csv")
    try:
        body = asker.ask(Request("rpg_crops", url, check="any")).path.read_bytes()
    except RefusedError:
        return shipped_crops()
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252")
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    named = {row.get("CODE_CULTURE") or "": row.get("LIBELLE_CULTURE") or "" for row in rows}
    return {**shipped_crops(), **{key: name for key, name in named.items() if key and name}}


def _newest_answers(asker: Fetcher, place: Place) -> tuple[bool, str]:
    year, query = newest(asker, place)
    return year is not None, f"{query.typename}: {hits(asker, query)}"


SERVICES = (Service("rpg_crops", "https://data.geopf.fr/annexes/ressources/documentation"),)
SOURCES = (
    Source(
        "farmland", "ign_wfs", fetch, normalise, CREDIT, RHYTHM_DAYS, estimate=estimate, coverage=COVERAGE
    ),
)
PROBES = (Probe("fields", "ign_wfs", _newest_answers),)

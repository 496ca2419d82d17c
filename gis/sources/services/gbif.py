"""Species records of GBIF under open licences, each as near as its position is sure.

Sure ones are points, less sure ones lie in cells; sensitive or vague ones are no closer than the commune.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.polygon import orient

from gis.biodiversity import sensitive, sureness
from gis.crs import WGS84
from gis.errors import ServiceError
from gis.sources.formats.wfs import IncompleteError
from gis.sources.frames import column, complete, numbers, points, texts, wholes, years
from gis.sources.http.request import Request
from gis.sources.record_places import OWN, generalised
from gis.sources.reprojection import reprojected
from gis.sources.service import Probe, Service
from gis.sources.source import Credit, Fetched, Fetcher, Source
from gis.words import number, sentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.sources.place import Place

CREDIT = Credit("GBIF.org", "CC0 1.0 / CC BY 4.0", status="published")
RHYTHM_DAYS = 31
PAGE = 300
MOST = 100_000
"""GBIF pages end there; a larger job is a download with an account."""
MOST_PLAUSIBLE = 5_000_000
"""Records that no commune has: with more, the ring was read the wrong way round."""
LICENCES = ("CC0_1_0", "CC_BY_4_0")
GROUPS = {
    "aves": "bird",
    "mammalia": "mammal",
    "amphibia": "amphibian",
    "reptilia": "reptile",
    "squamata": "reptile",
    "testudines": "reptile",
    "lepidoptera": "butterfly",
    "odonata": "dragonfly",
    "orthoptera": "orthoptera",
    "insecta": "insect",
    "magnoliopsida": "plant",
    "liliopsida": "plant",
    "plantae": "plant",
    "fungi": "fungus",
}
"""Groups of the atlas by order, class or kingdom of GBIF's backbone, https://www.gbif.org/dataset/d7dddbf4."""
SENSITIVE_ORDERS = {"accipitriformes", "falconiformes", "strigiformes"}
SENSITIVE_CLASSES = {"amphibia"}
SENSITIVE_SPECIES = {"leucorrhinia pectoralis"}


def fetch(asker: Fetcher, place: Place) -> Fetched:
    """Bring every record inside the commune's box, page by page.

    Raises
    ------
    ServiceError
        When there are more than GBIF pages can hold.
    """
    items: list[dict[str, Any]] = []
    while True:
        page = _page(asker, place, offset=len(items), limit=PAGE)
        matched = int(page.get("count") or 0)
        if matched > min(MOST, asker.settings.most_features):
            msg = sentence("sources.too_many", layer="GBIF", count=matched, most=MOST)
            raise ServiceError(msg)
        items += page["results"]
        if page.get("endOfRecords") is not False or not page["results"]:
            break
    if len(items) < matched:
        msg = sentence("sources.incomplete", layer="GBIF", got=len(items), matched=matched)
        raise IncompleteError(msg)
    return Fetched(items, asker.url, matched=matched)


def estimate(asker: Fetcher, place: Place) -> tuple[int | None, int | None]:
    """Return how many records GBIF has for the commune's box."""
    return int(_page(asker, place, offset=0, limit=0).get("count") or 0), None


def box_text(place: Place) -> str:
    """Return the commune's box in WKT, counter-clockwise: the other way means everything outside it."""
    west, south, east, north = (round(edge, 4) for edge in place.box_degrees())
    ring = orient(shapely.box(west, south, east, north), sign=1.0)
    return str(shapely.to_wkt(ring, rounding_precision=4))


def normalise(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return one row a record where its place is sure, else one a species and cell, or a species."""
    table = pd.DataFrame(fetched.content)
    if table.empty:
        none = gpd.GeoDataFrame({name: [] for name in OWN}, geometry=[], crs=place.crs)
        return _finish(none, fetched)
    rows = _described(table, place.crs)
    inside = shapely.intersects(place.shape, rows.geometry.to_numpy())
    rows = rows[inside & (rows["scientific_name"] != "").to_numpy()].reset_index(drop=True)
    return _finish(generalised(rows, place.shape), fetched)


def is_sensitive(rows: pd.DataFrame) -> NDArray[np.bool_]:
    """Whether records are of a kind whose places are never shown: raptors, owls, toads and their ponds."""
    order = texts(column(rows, "order")).str.lower().isin(SENSITIVE_ORDERS)
    group = texts(column(rows, "class")).str.lower().isin(SENSITIVE_CLASSES)
    species = texts(column(rows, "species")).str.lower().isin(SENSITIVE_SPECIES)
    return np.asarray(order | group | species, dtype=bool)


def _described(table: pd.DataFrame, to: str) -> gpd.GeoDataFrame:
    """Return the records with their precision; where the species is sensitive, it is that of the commune."""
    x, y = numbers(column(table, "decimalLongitude")), numbers(column(table, "decimalLatitude"))
    shapes = points(x, y)
    species = texts(column(table, "species"))
    uncertainty_m = numbers(column(table, "coordinateUncertaintyInMeters"))
    rows = gpd.GeoDataFrame(
        {
            "key": texts(column(table, "key", "gbifID")),
            "scientific_name": species.where(species != "", texts(column(table, "scientificName"))),
            "common_name": texts(column(table, "vernacularName")),
            "group": _groups(table),
            "records": 1,
            "seen_year": years(column(table, "year", "eventDate")),
            "licence_url": texts(column(table, "license")),
            "uncertainty_m": uncertainty_m,
            "individuals": wholes(column(table, "individualCount")),
        },
        geometry=reprojected(shapes, crs=WGS84, to=to),
        crs=to,
    )
    hidden = is_sensitive(table) | sensitive(rows)
    return rows.assign(
        sensitive=hidden,
        precision=np.where(hidden, "commune", sureness(uncertainty_m.to_numpy(float, na_value=np.nan))),
    )


def _groups(table: pd.DataFrame) -> pd.Series:
    """Return the group of each record, told by the narrowest rank that names one."""
    found = pd.Series("other", index=table.index, dtype=object)
    for rank in ("kingdom", "class", "order"):
        groups = texts(column(table, rank)).str.lower().map(GROUPS)
        found = groups.where(groups.notna(), found)
    return found


def _finish(rows: gpd.GeoDataFrame, fetched: Fetched) -> gpd.GeoDataFrame:
    keys = rows.get("key", [])
    return complete(
        rows[[*OWN, "geometry"]],
        ids=[f"gbif-{key}" for key in keys],
        names=rows["scientific_name"],
        credit=CREDIT,
        url=fetched.url,
        date=fetched.edition,
    )


def _page(asker: Fetcher, place: Place, *, offset: int, limit: int) -> dict[str, Any]:
    params: dict[str, str | tuple[str, ...]] = {
        "geometry": box_text(place),
        "hasCoordinate": "true",
        "hasGeospatialIssue": "false",
        "occurrenceStatus": "PRESENT",
        "license": LICENCES,
        "limit": str(limit),
        "offset": str(offset),
    }
    url = asker.settings.url("gbif", "occurrence/search")
    document = asker.ask(Request("gbif", url, params=params)).json()
    if not isinstance(document, dict) or not isinstance(document.get("results"), list):
        msg = sentence("sources.not_features")
        raise ServiceError(msg)
    return document


def _inside(asker: Fetcher, place: Place) -> tuple[bool, str]:
    count = estimate(asker, place)[0] or 0
    return 0 < count < MOST_PLAUSIBLE, number(count)


SERVICES = (Service("gbif", "https://api.gbif.org/v1"),)
SOURCES = (
    Source(
        "species_records", "gbif", fetch, normalise, CREDIT, RHYTHM_DAYS, "keep",
        estimate=estimate, empty_means_unknown=True,
    ),
)  # fmt: skip
PROBES = (Probe("gbif", "gbif", _inside),)

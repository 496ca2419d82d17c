"""Mission Bassin Minier: heaps, railways, estates, open farmland, shafts, and the UNESCO property.

Three publications: a WFS (the landscape around the property), an archive of the property as inscribed, and
a file of shafts. Field names differ between them and from year to year, so each is looked up by all it is
known to be called.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from gis.crs import LAMBERT93, WGS84
from gis.sources.formats.wfs import Query, WfsFeatures, features
from gis.sources.formats.zip import read_shapefile
from gis.sources.frames import column, complete, from_features, texts
from gis.sources.http.request import Request
from gis.sources.http.response import RefusedError
from gis.sources.service import Probe, Service
from gis.sources.source import LICENCE_OUVERTE, Credit, Fetched, Fetcher, Source
from gis.territory import covered_area

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import geopandas as gpd

    from gis.sources.place import Place

CREDIT = Credit("Mission Bassin Minier Nord-Pas de Calais", LICENCE_OUVERTE)
RHYTHM_DAYS = 365
NAMESPACE = "mission_bassin_minier"
M2_PER_HA = 10_000
NEAR_M = 2_000.0
BASIN_M = 100_000.0
"""No heap of the mining basin is further from any of its communes, in metres."""
COVERAGE = covered_area("mining_basin")
"""The Mission knows its basin; the property and its buffer zone lie inside."""
AREAS = ("area_ha", "area_in_commune_ha")


@dataclass(frozen=True)
class Publications:
    """What the publications brought: the WFS layer, and the archive where it was asked for."""

    found: WfsFeatures | None = None
    archive: Path | None = None


def fetch_layer(asker: Fetcher, *names: str) -> WfsFeatures:
    """Return one layer of the WFS, whole, under the first of its names that the server knows.

    Raises
    ------
    ServiceError
        When it knows none of them, or fails.
    """
    for name in names[:-1]:
        try:
            return features(asker, _query(name))
        except RefusedError:
            continue
    return features(asker, _query(names[-1]))


def _query(name: str) -> Query:
    return Query("mbm_wfs", f"{NAMESPACE}:{name}", version="1.1.0", crs=WGS84)


def fetch_archive(asker: Fetcher) -> Path:
    """Return the archive of the property as it was inscribed."""
    ask = Request("mbm_archive", asker.settings.url("mbm_archive"), check="zip", whole_file=True, shared=True)
    return asker.ask(ask).path


def fetch_heaps(asker: Fetcher, _place: Place) -> Fetched:
    """Bring the heaps of the landscape, and those of the property."""
    return _with_archive(asker, "zt_terrils")


def fetch_estates(asker: Fetcher, _place: Place) -> Fetched:
    """Bring the mining estates; the layer's name is misspelt at the service."""
    return _with_archive(asker, "zt_cites_minires", "zt_cites_minieres")


def fetch_railways(asker: Fetcher, _place: Place) -> Fetched:
    """Bring the former mining railways."""
    return _only_wfs(asker, "zt_cavaliers")


def fetch_open_farmland(asker: Fetcher, _place: Place) -> Fetched:
    """Bring the farmland with views of the heaps."""
    return _only_wfs(asker, "zt_parvis_agricoles")


def fetch_property(asker: Fetcher, _place: Place) -> Fetched:
    """Bring the archive of the property: outline, buffer and buildings."""
    archive = fetch_archive(asker)
    return Fetched(Publications(archive=archive), asker.url)


def fetch_shafts(asker: Fetcher, _place: Place) -> Fetched:
    """Bring the file of shafts."""
    ask = Request("mbm_shafts", asker.settings.url("mbm_shafts"), check="zip", whole_file=True, shared=True)
    reply = asker.ask(ask)
    return Fetched(Publications(archive=reply.path), reply.url)


def normalise_railways(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the former mining railways, whole, with their length in the commune."""
    rows = served(fetched, place)
    shapes = rows.geometry.to_numpy()
    rows["line"] = texts(column(rows, "NOM", "Appartenan", "nom_ligne"))
    rows["length_m"] = shapely.length(shapes)
    rows["length_in_commune_m"] = shapely.length(shapely.intersection(shapes, place.shape))
    ids = texts(column(rows, "ID_NTRONCO", "id_troncon", "id"))
    return finish(rows, fetched, ids=ids, names=rows["line"], own=("line", "length_m", "length_in_commune_m"))


def normalise_open_farmland(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the farmland with views of the heaps, whole."""
    rows = served(fetched, place)
    rows["views_on"] = texts(column(rows, "VUE_SUR"))
    ids = "parvis_" + texts(column(rows, "id"))
    names = texts(column(rows, "QUALI_VUE", "qualite_vue"))
    return finish(with_areas(rows, place), fetched, ids=ids, names=names, own=("views_on", *AREAS))


def served(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return what the WFS brought."""
    found = fetched.content.found
    return from_features(found.features, crs=found.crs, to=place.crs, box=place.box(NEAR_M))


def archived(fetched: Fetched, *words: str) -> gpd.GeoDataFrame:
    """Return the shapefile of the archive whose name holds one of `words`."""
    return read_shapefile(fetched.content.archive, to=LAMBERT93, words=words)


def with_areas(rows: gpd.GeoDataFrame, place: Place) -> gpd.GeoDataFrame:
    """Return rows with their area, whole and in the commune, in ha."""
    shapes = shapely.make_valid(rows.geometry.to_numpy())
    inside = shapely.intersection(shapes, place.shape)
    return rows.assign(
        area_ha=shapely.area(shapes) / M2_PER_HA, area_in_commune_ha=shapely.area(inside) / M2_PER_HA
    )


def finish(
    rows: gpd.GeoDataFrame,
    fetched: Fetched,
    *,
    ids: Iterable[object],
    names: Iterable[object],
    own: Sequence[str],
) -> gpd.GeoDataFrame:
    """Return rows with the columns that every layer has, and their own."""
    table = rows[[*own, rows.geometry.name]]
    return complete(table, ids=ids, names=names, credit=CREDIT, url=fetched.url, date=fetched.edition)


def _with_archive(asker: Fetcher, *names: str) -> Fetched:
    found = fetch_layer(asker, *names)
    url = asker.url
    try:
        archive, missing = fetch_archive(asker), tuple[str, ...]()
    except RefusedError:
        archive, missing = None, ("mbm_archive",)
    content = Publications(found, archive)
    return Fetched(content, url, matched=found.matched, missing_parts=missing)


def _only_wfs(asker: Fetcher, name: str) -> Fetched:
    found = fetch_layer(asker, name)
    return Fetched(Publications(found), asker.url, matched=found.matched)


def _in_place(asker: Fetcher, place: Place) -> tuple[bool, str]:
    found = fetch_layer(asker, "zt_terrils")
    rows = from_features(found.features, crs=found.crs, to=place.crs)
    near = int(shapely.dwithin(rows.geometry.to_numpy(), place.shape, BASIN_M).sum())
    fields = ", ".join(str(name) for name in rows.columns if name not in {"geometry", "feature_id"})
    return 0 < near == len(rows), f"{near} / {len(rows)} ({fields})"


SERVICES = (
    Service("mbm_wfs", "https://www.geo2france.fr/geoserver/mission_bassin_minier/ows"),
    Service("mbm_archive", "https://www.data.gouv.fr/fr/datasets/r/7bea0497-889d-410c-8de9-144f4159ae8e"),
    Service(
        "mbm_shafts",
        "https://cdn.s-pass.org/SPASSDATA/attachments/2022_07/18/127666-puits-de-mines-bm-npdc.zip",
    ),
)
SOURCES = (
    Source(
        "mining_railways",
        "mbm_wfs",
        fetch_railways,
        normalise_railways,
        CREDIT,
        RHYTHM_DAYS,
        "touch",
        coverage=COVERAGE,
    ),
    Source(
        "open_farmland",
        "mbm_wfs",
        fetch_open_farmland,
        normalise_open_farmland,
        CREDIT,
        RHYTHM_DAYS,
        "touch",
        coverage=COVERAGE,
    ),
)
PROBES = (Probe("heaps", "mbm_wfs", _in_place),)

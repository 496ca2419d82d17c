"""BD TOPO and BD Haie of the IGN: hedges and woods; what its other tables share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from gis.sources.formats.wfs import Query, around, features, hits
from gis.sources.frames import column, complete, dates, from_features, numbers, texts
from gis.sources.http.response import RefusedError
from gis.sources.service import Probe
from gis.sources.source import LICENCE_OUVERTE, Credit, Fetched, Fetcher, Source
from gis.territory import covered_area

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from gis.sources.place import Place

CREDIT = Credit("IGN, BD TOPO®", LICENCE_OUVERTE)
CREDIT_HEDGES = Credit("IGN - OFB, BD Haie", LICENCE_OUVERTE)
RHYTHM_DAYS = 92
HEDGE_TYPES = ("HAIES.BOCAGES:haie", "BDTOPO_V3:haie")
WOODS = "BDTOPO_V3:zone_de_vegetation"
AROUND_M = 50.0
COVERAGE_HEDGES = covered_area("metropole", outside="unknown")
WOOD_KINDS = {
    "Bananeraie": "bananas",
    "Bois": "wood",
    "Canne à sucre": "sugar_cane",
    "Cocoteraie": "coconuts",
    "Forêt fermée de conifères": "conifers",
    "Forêt fermée de feuillus": "broadleaves",
    "Forêt fermée mixte": "mixed",
    "Forêt ouverte": "open",
    "Houblonnière": "hops",
    "Lande herbacée": "heath",
    "Lande ligneuse": "heath",
    "Mangrove": "mangrove",
    "Peupleraie": "poplars",
    "Rizière": "rice",
    "Verger": "orchard",
    "Vigne": "vineyard",
    "Zone arborée": "trees",
}


def fetch_hedges(asker: Fetcher, place: Place) -> Fetched:
    """Bring the hedges of BD Haie; of BD TOPO where the server does not know that type."""
    for typename in HEDGE_TYPES[:-1]:
        try:
            return fetch_typename(asker, place, typename)
        except RefusedError:
            continue
    return fetch_typename(asker, place, HEDGE_TYPES[-1])


def fetch_woods(asker: Fetcher, place: Place) -> Fetched:
    """Bring the areas of vegetation."""
    return fetch_typename(asker, place, WOODS)


def estimate_hedges(asker: Fetcher, place: Place) -> tuple[int | None, int | None]:
    """Return how many hedges the service has for the commune's box."""
    for typename in HEDGE_TYPES[:-1]:
        try:
            return hits(asker, query(place, typename)), None
        except RefusedError:
            continue
    return hits(asker, query(place, HEDGE_TYPES[-1])), None


def estimate_woods(asker: Fetcher, place: Place) -> tuple[int | None, int | None]:
    """Return how many areas of vegetation the service has for the commune's box."""
    return hits(asker, query(place, WOODS)), None


def normalise_hedges(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the hedges; when they were planted and of what is not in the base, so it stays unknown."""
    rows = rows_of(fetched, place)
    filled = rows[[rows.geometry.name]].assign(
        planted_year=None,
        species="",
        species_fr="",
        length_m=shapely.length(rows.geometry.to_numpy()),
        farmland_id="",
        height_m=measured(column(rows, "hauteur")),
        width_m=measured(column(rows, "largeur")),
    )
    credit = CREDIT_HEDGES if fetched.content[2] == HEDGE_TYPES[0] else CREDIT
    return finish(filled, rows, fetched, credit=credit)


def normalise_woods(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return woods, orchards and other vegetation; hedges drawn as areas are left to their own layer."""
    rows = rows_of(fetched, place)
    nature = texts(column(rows, "nature"))
    rows = rows[nature != "Haie"].reset_index(drop=True)
    nature = texts(column(rows, "nature"))
    filled = rows[[rows.geometry.name]].assign(
        kind=nature.map(lambda text: WOOD_KINDS.get(text, text or "other")),
        area_m2=shapely.area(shapely.make_valid(rows.geometry.to_numpy())),
    )
    return finish(filled, rows, fetched)


def fetch_typename(asker: Fetcher, place: Place, typename: str) -> Fetched:
    """Bring one type of the WFS, whole."""
    found = features(asker, query(place, typename))
    content = (found.features, found.crs, typename)
    return Fetched(content, asker.url, matched=found.matched)


def query(place: Place, typename: str) -> Query:
    """Return the question for one type in the box of what is asked about."""
    return around(place, "ign_wfs", typename, sort="cleabs")


def rows_of(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return what came as rows."""
    items, crs, _ = fetched.content
    return from_features(items, crs=crs, to=place.crs, box=place.box(AROUND_M))


def measured(values: pd.Series) -> pd.Series:
    """Return figures in metres; large negative ones stand for "not measured" and come back empty."""
    figures = numbers(values)
    return figures.where(figures > 0)


def finish(
    filled: gpd.GeoDataFrame,
    rows: gpd.GeoDataFrame,
    fetched: Fetched,
    *,
    names: pd.Series | None = None,
    credit: Credit = CREDIT,
) -> gpd.GeoDataFrame:
    """Return rows as a layer, each under its own key of the base and with its own date."""
    return complete(
        filled,
        ids=texts(column(rows, "cleabs")),
        names=names,
        credit=credit,
        url=fetched.url,
        date=dates(rows, "date_creation", "date_modification"),
    )


def _both_names(asker: Fetcher, place: Place) -> tuple[bool, str]:
    counts = {}
    for typename in HEDGE_TYPES:
        try:
            counts[typename] = hits(asker, around(place, "ign_wfs", typename))
        except RefusedError:
            counts[typename] = -1
    return counts[HEDGE_TYPES[0]] > 0, ", ".join(f"{name}: {count}" for name, count in counts.items())


SOURCES = (
    Source(
        "hedges",
        "ign_wfs",
        fetch_hedges,
        normalise_hedges,
        CREDIT_HEDGES,
        RHYTHM_DAYS,
        estimate=estimate_hedges,
        coverage=COVERAGE_HEDGES,
    ),
    Source("woods", "ign_wfs", fetch_woods, normalise_woods, CREDIT, RHYTHM_DAYS, estimate=estimate_woods),
)
PROBES = (Probe("hedges", "ign_wfs", _both_names),)

"""BD TOPO and BD Haie of the IGN: hedges, woods, roads and paths."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import shapely

from gis.sources.formats.wfs import Query, features, hits
from gis.sources.frames import coded, column, complete, from_features, numbers, texts
from gis.sources.http.response import RefusedError
from gis.sources.source import LICENCE_OUVERTE, Credit, Fetched, Fetcher, Place

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

CREDIT = Credit("IGN, BD TOPO®", LICENCE_OUVERTE)
CREDIT_HEDGES = Credit("IGN - OFB, BD Haie", LICENCE_OUVERTE)
RHYTHM_DAYS = 92
HEDGE_TYPES = ("HAIES.BOCAGES:haie", "BDTOPO_V3:haie")
WOODS = "BDTOPO_V3:zone_de_vegetation"
ROADS = "BDTOPO_V3:troncon_de_route"
AROUND_M = 50.0
WOOD_KINDS = {
    "Bois": "wood",
    "Forêt fermée de conifères": "conifers",
    "Forêt fermée de feuillus": "broadleaves",
    "Forêt fermée mixte": "mixed",
    "Forêt ouverte": "open",
    "Lande herbacée": "heath",
    "Lande ligneuse": "heath",
    "Peupleraie": "poplars",
    "Verger": "orchard",
    "Vigne": "vineyard",
    "Zone arborée": "trees",
}
PATH_KINDS = {
    "Chemin": "farm_track",
    "Sentier": "path",
    "Escalier": "steps",
    "Route empierrée": "farm_track",
    "Route à 1 chaussée": "street",
    "Route à 2 chaussées": "road",
    "Rond-point": "road",
    "Bretelle": "road",
    "Type autoroutier": "motorway",
}
SURFACES = {
    "Route empierrée": "gravel",
    "Route à 1 chaussée": "asphalt",
    "Route à 2 chaussées": "asphalt",
    "Rond-point": "asphalt",
    "Bretelle": "asphalt",
    "Type autoroutier": "asphalt",
}
ACCESS = {
    "Libre": "open",
    "Passage difficile": "open",
    "Restreint aux ayants droit": "closed",
    "A péage": "no_foot",
}
NO_ROAD = "Bac ou liaison maritime"
SMALL = re.compile(r"(?<=[\s’'])(?:De|Des|Du|D|La|Le|Les|L|Au|Aux|Et|En|Sur)\b")
"""Words of a street's name that start small."""
YES = frozenset({"true", "1", "t", "oui"})


def fetch_hedges(asker: Fetcher, place: Place) -> Fetched:
    """Bring the hedges of BD Haie; of BD TOPO where the server does not know that type."""
    for typename in HEDGE_TYPES[:-1]:
        try:
            return _fetch(asker, place, typename)
        except RefusedError:
            continue
    return _fetch(asker, place, HEDGE_TYPES[-1])


def fetch_woods(asker: Fetcher, place: Place) -> Fetched:
    """Bring the areas of vegetation."""
    return _fetch(asker, place, WOODS)


def fetch_paths(asker: Fetcher, place: Place) -> Fetched:
    """Bring roads, tracks, paths and steps, with a little around the commune."""
    return _fetch(asker, place, ROADS, margin_m=AROUND_M)


def estimate_hedges(asker: Fetcher, place: Place) -> tuple[int | None, int | None]:
    """Return how many hedges the service has for the commune's box."""
    for typename in HEDGE_TYPES[:-1]:
        try:
            return hits(asker, _query(place, typename)), None
        except RefusedError:
            continue
    return hits(asker, _query(place, HEDGE_TYPES[-1])), None


def estimate_woods(asker: Fetcher, place: Place) -> tuple[int | None, int | None]:
    """Return how many areas of vegetation the service has for the commune's box."""
    return hits(asker, _query(place, WOODS)), None


def estimate_paths(asker: Fetcher, place: Place) -> tuple[int | None, int | None]:
    """Return how many stretches of road and path the service has for the commune's box."""
    return hits(asker, _query(place, ROADS, AROUND_M)), None


def normalise_hedges(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the hedges; when they were planted and of what is not in the base, so it stays unknown."""
    rows = _rows(fetched, place)
    filled = rows[[rows.geometry.name]].assign(
        planted_year=None,
        species="",
        species_fr="",
        length_m=shapely.length(rows.geometry.to_numpy()),
        farmland_id="",
        height_m=_measured(column(rows, "hauteur")),
        width_m=_measured(column(rows, "largeur")),
    )
    credit = CREDIT_HEDGES if fetched.content[2] == HEDGE_TYPES[0] else CREDIT
    return _finish(filled, rows, fetched, credit=credit)


def normalise_woods(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return woods, orchards and other vegetation; hedges drawn as areas are left to their own layer."""
    rows = _rows(fetched, place)
    nature = texts(column(rows, "nature"))
    rows = rows[nature != "Haie"].reset_index(drop=True)
    nature = texts(column(rows, "nature"))
    filled = rows[[rows.geometry.name]].assign(
        kind=coded(nature, WOOD_KINDS, other="other"),
        area_m2=shapely.area(shapely.make_valid(rows.geometry.to_numpy())),
    )
    return _finish(filled, rows, fetched, names=nature)


def normalise_paths(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return what is there to walk or drive on: no fictive links, no ferries, nothing still planned."""
    rows = _rows(fetched, place)
    state = texts(column(rows, "etat_de_l_objet"))
    nature = texts(column(rows, "nature"))
    real = ~_yes(column(rows, "fictif")) & state.isin(["", "En service"]) & (nature != NO_ROAD)
    rows = rows[real].reset_index(drop=True)
    nature = texts(column(rows, "nature"))
    filled = rows[[rows.geometry.name]].assign(
        kind=_kinds(rows, nature),
        surface=nature.map(lambda text: SURFACES.get(text, "unknown")),
        access=_access(rows, nature),
        bridge=numbers(column(rows, "position_par_rapport_au_sol")).fillna(0),
        width_m=_measured(column(rows, "largeur_de_chaussee")),
        lit=None,
        wheelchair=nature.map(lambda text: "no" if text == "Escalier" else "unknown"),
        traffic=_traffic(rows, nature),
    )
    left, right = texts(column(rows, "nom_voie_ban_gauche")), texts(column(rows, "nom_voie_ban_droite"))
    names = _calm(left.where(left != "", right))
    greenway = texts(column(rows, "cpx_toponyme_voie_verte"))
    return _finish(filled, rows, fetched, names=names.where(names != "", greenway))


def _kinds(rows: gpd.GeoDataFrame, nature: pd.Series) -> pd.Series:
    kinds = coded(nature, PATH_KINDS, other="road")
    busy = numbers(column(rows, "importance")) <= 4  # noqa: PLR2004
    kinds = kinds.where(~((kinds == "street") & busy), "road")
    greenway = texts(column(rows, "nature_de_la_restriction")).eq("Voie verte")
    return kinds.where(~greenway, "path")


def _access(rows: gpd.GeoDataFrame, nature: pd.Series) -> pd.Series:
    access = texts(column(rows, "acces_pieton")).map(ACCESS)
    access = access.where(~_yes(column(rows, "prive")), "closed")
    return access.where(nature != "Type autoroutier", "no_foot")


def _traffic(rows: gpd.GeoDataFrame, nature: pd.Series) -> pd.Series:
    importance = numbers(column(rows, "importance"))
    traffic = importance.map(lambda rank: "high" if rank <= 4 else "low")  # noqa: PLR2004
    walked = nature.isin(["Chemin", "Sentier", "Escalier", "Route empierrée"])
    return traffic.where(importance.notna(), None).where(~walked, "none")


def _fetch(asker: Fetcher, place: Place, typename: str, margin_m: float = 0.0) -> Fetched:
    found = features(asker, _query(place, typename, margin_m))
    content = (found.features, found.crs, typename)
    return Fetched(content, asker.url, edition=found.date, matched=found.matched)


def _query(place: Place, typename: str, margin_m: float = 0.0) -> Query:
    return Query("ign_wfs", typename, box=place.box(margin_m), sort="cleabs")


def _rows(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    items, crs, _ = fetched.content
    return from_features(items, crs=crs, box=place.box(AROUND_M))


def _measured(values: pd.Series) -> pd.Series:
    # Large negative figures stand for "not measured".
    figures = numbers(values)
    return figures.where(figures > 0)


def _calm(names: pd.Series) -> pd.Series:
    """Return names of streets written all in capitals as people write them."""
    written = names.str.title().str.replace(SMALL, lambda found: found[0].lower(), regex=True)
    return names.where(~names.str.isupper(), written)


def _yes(values: pd.Series) -> pd.Series:
    return texts(values).str.lower().isin(YES)


def _finish(
    filled: gpd.GeoDataFrame,
    rows: gpd.GeoDataFrame,
    fetched: Fetched,
    *,
    names: pd.Series | None = None,
    credit: Credit = CREDIT,
) -> gpd.GeoDataFrame:
    return complete(
        filled,
        ids=texts(column(rows, "cleabs")),
        names=names,
        credit=credit,
        url=fetched.url,
        date=fetched.edition,
    )
